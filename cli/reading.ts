import type { Known } from './formats/format';
import type { Input } from './inputs';
import { closeSource, type Opened, openSource, type Source } from './source';
import { isJson, ofYaml, parseText } from './syntax';
import type { Crew, Parsing } from './threads/crew';

/** An input, and what was read in it where it is a file. */
export interface Read {
  readonly input: Input;
  readonly source?: Source;
}

interface Waiting {
  readonly input: Input;
  readonly opened?: Opened;
  /** Where its text is being parsed by another thread. */
  readonly parsing?: Parsing | undefined;
}

/**
 * Reads all inputs, in their order. With a crew, the YAML among the next few is parsed meanwhile, one text by each
 * thread: no more than that is in memory at a time, however many there are.
 */
export function* readAll(inputs: readonly Input[], known: Known, crew: Crew | undefined): Generator<Read> {
  const waiting: Waiting[] = [];
  let busy = 0;
  const next = (): Read => {
    const first = waiting.shift() as Waiting;
    if (first.parsing !== undefined) busy--;
    return close(first, known);
  };
  for (const input of inputs) {
    const opened = input.kind === 'file' ? openSource(input, known) : undefined;
    const yaml = opened?.kind === 'text' && !isJson(opened.text) ? opened.text : undefined;
    if (yaml !== undefined && crew !== undefined) while (busy === crew.size) yield next();
    const parsing = yaml === undefined ? undefined : crew?.parse(yaml);
    if (parsing !== undefined) busy++;
    waiting.push({ input, ...(opened !== undefined && { opened }), parsing });
    while (waiting.length > 2 * (crew?.size ?? 0)) yield next();
  }
  while (waiting.length > 0) yield next();
}

function close({ input, opened, parsing }: Waiting, known: Known): Read {
  if (opened === undefined) return { input };
  const parse = (text: string) => {
    const yaml = parsing?.();
    return yaml === undefined ? parseText(text) : ofYaml(yaml);
  };
  return { input, source: closeSource(opened, known, parse) };
}
