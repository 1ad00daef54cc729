import { type Acknowledgement, withAcknowledged } from '../shared/index';
import { isObject, own } from '../shared/read/json';
import type { FileProblem, Held } from './formats/format';
import type { Comment, Parsed } from './syntax';

const ours = /^#+\s*sts-guardrails\s*:(.*)$/is;

/**
 * What a file holds, with what its comments accept: one above the first key for the whole file, one that stands on a
 * resource's line, directly above it or between it and its Properties for that resource. Elsewhere it is a problem.
 */
export function withComments(held: Held, { value, locate, comments = [] }: Parsed, name: string): Held {
  const words = comments.filter(({ text }) => ours.test(text));
  if (words.length === 0) return held;
  const blocks = blocksOf(value, locate);
  const alone = new Set(comments.filter(({ isAlone }) => isAlone).map(({ line }) => line));
  const first = firstLine(value, locate);
  let { subjects } = held;
  const acknowledged = [...held.acknowledged];
  const problems: FileProblem[] = [...held.problems];
  for (const word of words) {
    const pointer = word.line < first ? '' : pointerAt(word, blocks, alone);
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
  'this comment accepts nothing where it stands: put it above the logical id of a resource, between that and its Properties, or above the first key of the file';

/** The lines of a resource in which a comment is about it. */
interface Block {
  readonly pointer: string;
  readonly first: number;
  readonly last: number;
}

function blocksOf(value: unknown, locate: Parsed['locate']): readonly Block[] {
  const resources = own(value, 'Resources');
  if (!isObject(resources)) return [];
  return Object.entries(resources).flatMap(([id, resource]) => {
    const pointer = `/Resources/${escaped(id)}`;
    const first = locate(pointer)?.line;
    if (first === undefined) return [];
    const heads = own(resource, 'Properties') === undefined ? keysOf(resource) : ['Properties'];
    const lines = heads.map((key) => locate(`${pointer}/${escaped(key)}`)?.line ?? first);
    return [{ pointer, first, last: Math.max(first, ...lines) }];
  });
}

function keysOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function firstLine(value: unknown, locate: Parsed['locate']): number {
  return Math.min(...keysOf(value).map((key) => locate(`/${escaped(key)}`)?.line ?? 1));
}

/** The one resource that a comment is about. */
function pointerAt(
  { line, isAlone }: Comment,
  blocks: readonly Block[],
  alone: ReadonlySet<number>,
): string | undefined {
  let below = line;
  while (isAlone && alone.has(below)) below++;
  const [block, ...others] = blocks.filter(({ first, last }) => first === below || (line >= first && line <= last));
  return others.length > 0 ? undefined : block?.pointer;
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
