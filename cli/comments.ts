import { type Acknowledgement, withAcknowledged } from '../shared/index';
import { isObject, own } from '../shared/read/json';
import type { FileProblem, Held } from './formats/format';
import type { Comment, Parsed } from './syntax';

const ours = /^#+\s*sts-guardrails\s*:(.*)$/is;

/**
 * What a file holds, with what its comments accept: one above the first key for the whole file, one on the line of a
 * resource's logical id or of one of its attributes, or directly above such a line, for that resource. Elsewhere it is a
 * problem.
 */
export function withComments(held: Held, { value, locate, comments = [] }: Parsed, name: string): Held {
  const words = comments.filter(({ text }) => ours.test(text));
  if (words.length === 0) return held;
  const heads = headsOf(value, locate);
  const alone = new Set(comments.filter(({ isAlone }) => isAlone).map(({ line }) => line));
  const first = firstLine(value, locate);
  let { subjects } = held;
  const acknowledged = [...held.acknowledged];
  const problems: FileProblem[] = [...held.problems];
  for (const word of words) {
    const pointer = word.line < first ? '' : pointerAt(word, heads, alone);
    if (pointer === undefined) {
      problems.push({ line: word.line, column: word.column, message: misplaced });
      continue;
    }
    const accepted = acceptedBy(word, name);
    acknowledged.push(...accepted);
    subjects = subjects.map((subject) =>
      isIn(subject.place.pointer, pointer) ? withAcknowledged(subject, accepted) : subject,
    );
  }
  return { ...held, subjects, acknowledged, problems };
}

const misplaced =
  'this comment accepts nothing where it stands: put it above the logical id of a resource, or above the first key of the file';

/** The resources, as pointers, by the lines on which their logical ids and their attributes stand. */
type Heads = ReadonlyMap<number, ReadonlySet<string>>;

function headsOf(value: unknown, locate: Parsed['locate']): Heads {
  const heads = new Map<number, Set<string>>();
  const resources = own(value, 'Resources');
  for (const id of keysOf(resources)) {
    const pointer = `/Resources/${escaped(id)}`;
    const places = ['', ...keysOf(own(resources, id)).map((key) => `/${escaped(key)}`)];
    for (const place of places) {
      const line = locate(pointer + place)?.line;
      if (line !== undefined) heads.set(line, (heads.get(line) ?? new Set()).add(pointer));
    }
  }
  return heads;
}

function keysOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function firstLine(value: unknown, locate: Parsed['locate']): number {
  // as arguments of one call there may be too many
  return keysOf(value).reduce((least, key) => Math.min(least, locate(`/${escaped(key)}`)?.line ?? 1), Infinity);
}

/** The one resource that a comment is about. */
function pointerAt({ line, isAlone }: Comment, heads: Heads, alone: ReadonlySet<number>): string | undefined {
  let below = line;
  while (isAlone && alone.has(below)) below++;
  const [pointer, ...others] = heads.get(below) ?? [];
  return others.length > 0 ? undefined : pointer;
}

function isIn(pointer: string | undefined, around: string): boolean {
  return around === '' || pointer === around || pointer?.startsWith(`${around}/`) === true;
}

/** `rule -- reason`, or several rules with commas between them. */
function acceptedBy({ text, line }: Comment, name: string): readonly Acknowledgement[] {
  const [rules = '', ...reason] = (ours.exec(text)?.[1] ?? '').split(/(?:^|\s)--(?=\s|$)/);
  const by = `the comment in line ${line} of ${name}`;
  return rules.split(',').map((rule) => ({ rule: rule.trim(), reason: reason.join(' --').trim(), by }));
}
