import type { Place } from '../shared/index';
import { formats } from './formats';
import { type FileProblem, type Format, type Held, type Known, skippedFile, type SourceFile } from './formats/format';

/**
 * What a file holds that has several of what is read in it, as a list, or one after another as JSON lines: the plans of
 * all modules, the states of all stacks. Undefined for any other value. Nothing between them is passed over in silence.
 */
export function readSeveral(value: unknown, file: SourceFile, known: Known): Held | undefined {
  if (!Array.isArray(value)) return undefined;
  const parts = value.map((one: unknown, index) => {
    const format = formats.find(({ isOneOfSeveral, shows }) => isOneOfSeveral === true && shows(one, file, known));
    return { one, index, format };
  });
  if (parts.every(({ format }) => format === undefined)) return undefined;
  const held = parts.map(({ one, index, format }) =>
    // what breaks off has a problem of its own, and no value
    format === undefined ? (one === undefined ? empty : none(index, file)) : placed(one, index, format, file, known),
  );
  return {
    subjects: held.flatMap(({ subjects }) => subjects),
    acknowledged: held.flatMap(({ acknowledged }) => acknowledged),
    problems: held.flatMap(({ problems }) => problems),
    skipped: held.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

const empty: Held = { subjects: [], acknowledged: [], problems: [], skipped: 0 };

function none(index: number, { isNamed }: SourceFile): Held {
  if (!isNamed) return skippedFile;
  return { ...empty, problems: [{ message: `value ${index + 1} of the file is none of what is read` }] };
}

function placed(value: unknown, index: number, format: Format, file: SourceFile, known: Known): Held {
  const held = format.read(value, file, known);
  const subjects = held.subjects.map((subject) => ({ ...subject, place: placeOf(subject.place, index, file) }));
  const problems = held.problems.map((problem): FileProblem => ({
    ...problem,
    message: `value ${index + 1} of the file: ${problem.message}`,
  }));
  return { ...held, subjects, problems };
}

/** The same names in two of them are not the same; Pulumi tells stacks apart by itself. */
function placeOf(place: Place, index: number, { name }: SourceFile): Place {
  const within = (text: string) => (text.startsWith(name) ? `${name}[${index}]${text.slice(name.length)}` : text);
  const { id, path, pointer } = place;
  return {
    ...place,
    id: within(id),
    path: within(path),
    ...(pointer !== undefined && { pointer: `/${index}${pointer}` }),
  };
}
