import { type Bytes, readText } from '../load/bytes';
import { formats } from './formats';
import { broken, type Held, type Known, skippedFile, type SourceFile } from './formats/format';
import { type Parsed, parseText } from './syntax';

/** What a file holds, and where it stands in it. */
export interface Source extends Held {
  readonly locate: Parsed['locate'];
}

/** A file, and what stands in it where that was read already. */
export interface Named extends SourceFile {
  readonly bytes?: Bytes;
}

/** Reads one file as what its content shows it to be. Never throws: what cannot be read is a problem of the file. */
export function readSource(named: Named, known: Known): Source {
  const nowhere = () => undefined;
  try {
    const { keptOut } = known.neighbours;
    if (keptOut.isStale(named.path)) return { ...skippedFile, locate: nowhere };
    const file = { ...named, isNamed: named.isNamed || keptOut.isDue(named.path) };
    const bytes = named.bytes ?? readText(file.path);
    if ('problem' in bytes) return { ...withoutText(file, bytes), locate: nowhere };
    return withText(file, bytes.text, known);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'an unknown error';
    const problem = `reading it stopped with ${name}; lists and objects in it may be nested too deep`;
    return { ...broken(problem), locate: nowhere };
  }
}

function withoutText({ isNamed }: SourceFile, bytes: Extract<Bytes, { problem: string }>): Held {
  // Text in UTF-16 shows its ASCII letters with zeros between them.
  const letters = bytes.raw?.toString('latin1').replaceAll('\0', '');
  return isNamed || letters === undefined || hasMarker(letters) ? broken(bytes.problem) : skippedFile;
}

function withText(file: SourceFile, text: string, known: Known): Source {
  const nowhere = () => undefined;
  if (text.trim() === '') return { ...(file.isNamed ? broken('the file is empty') : skippedFile), locate: nowhere };
  if (!file.isNamed && isLong(text) && !hasMarker(text)) return { ...skippedFile, locate: nowhere };
  const parsed = parseText(text);
  if ('problem' in parsed) {
    const isDue = file.isNamed || hasMarker(text);
    return { ...(isDue ? broken(parsed.problem) : skippedFile), locate: nowhere };
  }
  const held = withValue(file, parsed.value, known);
  // what says nothing of roles may be written as it likes
  const problems = held === skippedFile ? [] : parsed.problems;
  return { ...held, problems: [...held.problems, ...problems], locate: parsed.locate };
}

function withValue(file: SourceFile, value: unknown, known: Known): Held {
  const format = formats.find(({ shows }) => shows(value, file, known));
  if (format !== undefined) return format.read(value, file, known);
  // the roles that a stack without resources keeps out are judged from CDK's report on them
  if (!file.isNamed || known.neighbours.isEmptyStack(file.path, value)) return skippedFile;
  const titles = formats.filter(({ markers }) => markers.length > 0).map(({ title }) => title);
  return broken(`the file is none of what is read: ${titles.join(', ')}`);
}

// JSON is parsed faster than it is worth asking; YAML of this length takes minutes, and CloudFormation takes 1 MB:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
function isLong(text: string): boolean {
  return text.length > 4_000_000 && !/^\s*[[{]/.test(text);
}

function hasMarker(text: string): boolean {
  return formats.some(({ markers }) => markers.some((marker) => text.includes(marker)));
}

/** Where places stand in a file that was read before; nothing is known where it cannot be read again. */
export function locateIn(file: Pick<Named, 'path' | 'bytes'> | undefined): Parsed['locate'] {
  const bytes = file === undefined ? undefined : (file.bytes ?? readText(file.path));
  const parsed = bytes !== undefined && 'text' in bytes ? parseText(bytes.text) : undefined;
  return parsed !== undefined && 'locate' in parsed ? parsed.locate : () => undefined;
}
