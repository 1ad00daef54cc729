import { type Bytes, readText } from '../load/bytes';
import { withComments } from './comments';
import { formats } from './formats';
import { broken, type Held, type Known, skippedFile, type SourceFile } from './formats/format';
import { readSeveral } from './several';
import { CrewError } from './threads/crew-error';
import { isJson, type Parsed, parseText, type TextProblem } from './syntax';

/** What a file holds, and where it stands in it. */
export interface Source extends Held {
  readonly locate: Parsed['locate'];
}

/** A file, and what stands in it where that was read already. */
export interface Named extends SourceFile {
  readonly bytes?: Bytes;
}

/** A file whose text is still to be parsed, or all that stands in it. */
export type Opened =
  | { readonly kind: 'text'; readonly file: SourceFile; readonly text: string }
  | { readonly kind: 'source'; readonly source: Source };

/** The text of a file, as far as it is worth parsing. Never throws. */
export function openSource(named: Named, known: Known): Opened {
  try {
    const { keptOut } = known.neighbours;
    if (keptOut.isStale(named.path)) return whole(skippedFile);
    const file = { ...named, isNamed: named.isNamed || keptOut.isDue(named.path) };
    const bytes = named.bytes ?? readText(file.path);
    if ('problem' in bytes) return whole(withoutText(file, bytes));
    if (bytes.text.trim() === '') return whole(withNothing(named.bytes === undefined ? file : named));
    return withText(file, bytes.text);
  } catch (error) {
    return whole(stopped(error));
  }
}

/**
 * What an opened file holds, as what its content shows it to be; `parse` gives what its text says, and may throw
 * CrewError. Never throws: what cannot be read is a problem of the file.
 */
export function closeSource(opened: Opened, known: Known, parse = parseText): Source {
  if (opened.kind === 'source') return opened.source;
  const { file, text } = opened;
  try {
    const parsed = parse(text);
    if ('problem' in parsed) {
      const counts = file.isNamed || hasMarker(text);
      return { ...(counts ? broken(parsed.problem) : skippedFile), locate: nowhere };
    }
    const held = withValue(file, parsed.value, known);
    // what says nothing of roles may be written as it likes
    if (held === skippedFile) return { ...held, locate: parsed.locate };
    const accepted = withComments(held, parsed, file.name);
    const problems = parsed.problems.filter((problem) => isDue(problem, held));
    return { ...accepted, problems: [...accepted.problems, ...problems], locate: parsed.locate };
  } catch (error) {
    return { ...stopped(error), locate: nowhere };
  }
}

const nowhere = () => undefined;

function whole(held: Held): Opened {
  return { kind: 'source', source: { ...held, locate: nowhere } };
}

function stopped(error: unknown): Held {
  if (error instanceof CrewError) return broken(error.message);
  const name = error instanceof Error ? error.name : 'an unknown error';
  return broken(`reading it stopped with ${name}; lists and objects in it may be nested too deep`);
}

function withoutText({ name, isNamed }: SourceFile, bytes: Extract<Bytes, { problem: string }>): Held {
  // Text in UTF-16 shows its ASCII letters with zeros between them.
  const letters = bytes.raw?.toString('latin1').replaceAll('\0', '');
  const instead = isNamed && letters !== undefined ? insteadOf(name, letters) : undefined;
  if (instead !== undefined) return broken(instead);
  return isNamed || letters === undefined || hasMarker(letters) ? broken(bytes.problem) : skippedFile;
}

function withNothing({ isNamed, bytes }: Named): Held {
  if (!isNamed) return skippedFile;
  const noneCame = 'nothing came through; check the command that writes into it';
  return broken(bytes === undefined ? 'the file is empty' : noneCame);
}

function withText(file: SourceFile, text: string): Opened {
  if (!file.isNamed && !isJson(text) && !mayCount(text)) return whole(skippedFile);
  const instead = file.isNamed ? insteadOf(file.name, text) : undefined;
  return instead === undefined ? { kind: 'text', file, text } : whole(broken(instead));
}

/** Whether a problem of the text is one of what is judged. */
function isDue({ pointer }: TextProblem, { subjects }: Held): boolean {
  if (pointer === undefined) return true;
  return subjects.some(({ place }) => place.pointer !== undefined && `${pointer}/`.startsWith(`${place.pointer}/`));
}

function withValue(file: SourceFile, value: unknown, known: Known): Held {
  const format = formats.find(({ shows }) => shows(value, file, known));
  const held = format === undefined ? readSeveral(value, file, known) : format.read(value, file, known);
  if (held !== undefined) return held;
  // the roles that a stack without resources keeps out are judged from CDK's report on them
  if (!file.isNamed || known.neighbours.isEmptyStack(file.path, value)) return skippedFile;
  const titles = formats.filter(({ markers }) => markers.length > 0).map(({ title }) => title);
  return broken(`the file is none of what is read: ${titles.join(', ')}`);
}

/**
 * Whether YAML may hold anything that is judged. Parsing it takes long, and most of what lies in folders is no template:
 * one has a section Resources, a policy has a Statement, in any letters, unless an escape spells its name.
 */
function mayCount(text: string): boolean {
  if (hasMarker(text)) return true;
  // no service takes as much, and parsing it takes minutes
  return text.length <= 4_000_000 && (template.test(text) || /statement/i.test(text));
}

const template = /Resources|AWSTemplateFormatVersion|\\[xuU\r\n]/;

function hasMarker(text: string): boolean {
  const stands = (marker: string | RegExp): boolean =>
    typeof marker === 'string' ? text.includes(marker) : marker.test(text);
  return formats.some(({ markers }) => markers.some(stands));
}

/** What to judge instead of what a file holds, where that is not what is read and what is read is made of it. */
function insteadOf(name: string, content: string): string | undefined {
  return formats.map((format) => format.insteadOf?.(name, content)).find((one) => one !== undefined);
}

/** Where places stand in a file that was read before; nothing is known where it cannot be read again. */
export function locateIn(file: Pick<Named, 'path' | 'bytes'> | undefined): Parsed['locate'] {
  const bytes = file === undefined ? undefined : (file.bytes ?? readText(file.path));
  const parsed = bytes !== undefined && 'text' in bytes ? parseText(bytes.text) : undefined;
  return parsed !== undefined && 'locate' in parsed ? parsed.locate : () => undefined;
}
