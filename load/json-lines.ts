import { type JsonProblem, parseJson } from './json';
import { createLocator, type Position } from './positions';

/** One of several JSON values in a text, or what is wrong with it; `text` begins at line `line`, counted from 1. */
export interface JsonPart {
  readonly line: number;
  readonly text: string;
  readonly value?: unknown;
  readonly problem?: JsonProblem;
}

/**
 * The JSON objects of a text that holds several, each from the start of a line: JSON lines (https://jsonlines.org), or
 * files put after one another. Undefined for any other text. What is broken in one is said at its place in the text.
 */
export function parseJsonLines(text: string): readonly JsonPart[] | undefined {
  const [first, ...others] = partsOf(text);
  if (first === undefined || others.length === 0 || read(first).problem !== undefined) return undefined;
  return [first, ...others].map(read);
}

/** Where a place stands in a text of several JSON values; the first step names the value by its number. */
export function createLinesLocator(parts: readonly JsonPart[]): (path: readonly string[]) => Position {
  const locators = new Map<JsonPart, ReturnType<typeof createLocator>>();
  return ([index, ...path]) => {
    const part = parts[Number(index)];
    if (part === undefined) return { line: 1, column: 1 };
    const locate = locators.get(part) ?? createLocator(part.text);
    locators.set(part, locate);
    return moved(locate(path), part);
  };
}

/** A place in one value as a place in the whole text. */
export function moved<At extends Position>(at: At, { line }: Pick<JsonPart, 'line'>): At {
  return { ...at, line: at.line + line - 1 };
}

// Lines within an object are indented or begin with what closes it. To `^` a U+2028 in a text would begin a line too.
const beginning = /(?<![^\r\n])\{/g;

function partsOf(text: string): JsonPart[] {
  const starts = [...text.matchAll(beginning)].map(({ index }) => index);
  if (starts.length === 0 || text.slice(0, starts[0]).trim() !== '') return [];
  let line = 1 + countLines(text.slice(0, starts[0]));
  return starts.map((start, number) => {
    const part = { line, text: text.slice(start, starts[number + 1]) };
    line += countLines(part.text);
    return part;
  });
}

function countLines(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function read(part: JsonPart): JsonPart {
  const json = parseJson(part.text);
  return 'value' in json ? { ...part, value: json.value } : { ...part, problem: moved(json.problem, part) };
}
