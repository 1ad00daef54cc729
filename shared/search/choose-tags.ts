import type { Clause } from '../iam/clause';
import { holds } from '../iam/clause';
import type { CompiledPolicy } from '../iam/compile';
import { keyFacts } from '../iam/keys';
import type { Constraint, Wanted } from './demand';
import { needOf, settles } from './demand';
import type { Domain, Values } from './domain';
import { domainOf } from './domain';
import type { Demand } from './machine';
import type { Tags, Wish } from './question';
import type { Shape } from './shape';
import { foreign } from './question';
import type { Chosen, Effort } from './values';
import { choose, findText } from './values';

const requestTag = 'aws:requesttag/';

/** The session tags of a call: aws:TagKeys, aws:RequestTag and sts:TransitiveTagKeys speak of the same tags. */
export interface TagChoice {
  readonly context: Map<string, Chosen['value']>;
  /** The key that the caller invented, or whose value it chose freely. */
  readonly invented?: string;
}

interface Task {
  readonly constraints: readonly (Constraint & { clause: Clause })[];
  readonly domain: (key: string, wish?: Wish) => Domain;
  readonly listed: ReadonlySet<string>;
  readonly effort: Effort;
  readonly tags: Tags | undefined;
}

/** Tags that meet the constraints and are what the question asks for; undefined where there are none. */
export function chooseTags(
  constraints: readonly Constraint[],
  tagged: boolean,
  tags: Tags | undefined,
  policy: CompiledPolicy,
  shape: Shape,
  today: string,
  effort: Effort,
): TagChoice | undefined {
  const clauses = constraints.flatMap((each) => ('clause' in each ? [each] : []));
  if (!tagged) {
    const nothing = { fresh: effort.mode.fresh, get: () => undefined };
    const met = clauses.every(({ clause, want }) => settles(holds(clause, nothing), want, effort.mode));
    return met ? { context: new Map() } : undefined;
  }
  const names = [...policy.keys].filter((key) => key.startsWith(requestTag)).map((key) => key.slice(requestTag.length));
  const keys = policy.shared.listed.get('aws:tagkeys') ?? new Set<string>();
  const listed = new Set([...names, ...[...keys].map((key) => key.toLowerCase())]);
  const domain = (key: string, wish?: Wish): Domain => domainOf(keyFacts(key), shape, wish, policy, today);
  const task: Task = { constraints: clauses, domain, listed, effort, tags };
  if (tags === 'arbitrary value') {
    for (const key of listed) {
      const found = withNames(task, names, new Map(), key);
      if (found !== undefined) return { ...found, invented: key };
    }
    return undefined;
  }
  return withNames(task, names, new Map(), undefined);
}

/** Decides for one tag after the other whether it is sent, and with which value. */
function withNames(
  task: Task,
  names: readonly string[],
  sent: ReadonlyMap<string, string>,
  arbitrary: string | undefined,
): TagChoice | undefined {
  const [name, ...rest] = names;
  task.effort.budget.spend(1);
  if (name === undefined) {
    const extra = arbitrary === undefined || sent.has(arbitrary) ? sent : new Map(sent).set(arbitrary, 'x-invented');
    return withKeys(task, extra, arbitrary);
  }
  const key = requestTag + name;
  const own = task.constraints.filter(({ clause }) => clause.key === key);
  const presence: Domain = { ...task.domain(key, name === arbitrary ? foreign : undefined), absent: false };
  const given = name === arbitrary && own.some(isPassedOn) ? undefined : choose(own, presence, false, task.effort);
  const without =
    name !== arbitrary && choose(own, { absent: true, values: undefined }, false, task.effort) !== undefined;
  const left = without ? withNames(task, rest, sent, arbitrary) : undefined;
  if (left !== undefined || typeof given?.value !== 'string') return left;
  return withNames(task, rest, new Map(sent).set(name, given.value), arbitrary);
}

/** A tag of the caller's own, or what AWS says of the caller: passing those on invents nothing. */
function isOwnTag(variable: string): boolean {
  return variable.startsWith('aws:principaltag/') || keyFacts(variable).setBy === 'aws';
}

/** Whether a value must equal one of the caller's own tags. */
function isPassedOn({ clause, want }: Constraint & { clause: Clause }): boolean {
  return (
    want !== (clause.use?.operator.negated ?? false) &&
    clause.values.every(({ parts }) => parts.some((part) => typeof part !== 'string' && isOwnTag(part.variable))) &&
    clause.values.length > 0
  );
}

/** Finds keys as the call spells them, with more of its own where a condition or the question asks for them. */
function withKeys(task: Task, sent: ReadonlyMap<string, string>, arbitrary: string | undefined): TagChoice | undefined {
  const { effort } = task;
  const of = (key: string): (Constraint & { clause: Clause })[] =>
    task.constraints.filter(({ clause }) => clause.key === key);
  const values = task.domain('aws:tagkeys').values;
  const [keys, transitive] = [of('aws:tagkeys'), of('sts:transitivetagkeys')];
  const needs = keys.map(({ clause, want }) => needOf(clause, want, effort.mode));
  const every = needs.flatMap((need) => (need.kind === 'every' ? [need.wanted] : []));
  const ones = needs.flatMap((need) => (need.kind === 'one' ? [need.wanted] : []));
  const passed =
    choose(transitive, { absent: true, values: undefined }, true, effort) === undefined
      ? marked(transitive, effort)
      : [];
  if (values === undefined || passed === undefined) return undefined;
  if (needs.some(({ kind }) => kind === 'impossible')) return undefined;
  const tags = new Map<string, string>();
  for (const [name, value] of sent) {
    // a condition that asks for one key of some sort is best met by a key that is sent anyway
    const demand: Demand = { globs: [{ code: name, fold: true }], reading: 'sure', match: true };
    const spelled = findText(every, spelling(values, name), [demand], effort);
    if (spelled === undefined) return undefined;
    tags.set(spelled, value);
  }
  const unmet = ones.filter(
    (one) => ![...tags.keys()].some((key) => findText([one, ...every], exactly(values, key), [], effort) !== undefined),
  );
  const invent = (wanted: readonly Wanted[], strict: boolean): string | undefined => {
    const known = strict
      ? task.listed
      : new Set(
          [...task.listed].filter((key) => task.constraints.some(({ clause }) => clause.key === requestTag + key)),
        );
    const globs = [...known].map((code) => ({ code, fold: true }));
    return findText(
      [...wanted, ...every],
      values,
      globs.length === 0 ? [] : [{ globs, reading: 'sure', match: false }],
      effort,
    );
  };
  let invented: string | undefined;
  if (task.tags === 'unlisted key') {
    invented = invent([], true);
    if (invented === undefined) return undefined;
    tags.set(invented, 'x');
  }
  for (const wanted of [...unmet.map((one) => [one]), ...passed]) {
    const key = invent(wanted, false);
    if (key === undefined) return undefined;
    tags.set(key, 'x');
  }
  if (tags.size === 0) {
    const key = invent([], false);
    if (key === undefined) return undefined;
    tags.set(key, 'x');
  }
  const context = new Map<string, Chosen['value']>([['aws:tagkeys', [...tags.keys()]]]);
  for (const [key, value] of tags) context.set(requestTag + key.toLowerCase(), value);
  if (passed.length > 0) context.set('sts:transitivetagkeys', [...tags.keys()].slice(-passed.length));
  return { context, ...((arbitrary ?? invented) === undefined ? {} : { invented: arbitrary ?? (invented as string) }) };
}

/** What conditions on sts:TransitiveTagKeys want of the keys that are passed on; undefined where nothing can meet them. */
function marked(constraints: readonly (Constraint & { clause: Clause })[], effort: Effort): Wanted[][] | undefined {
  const needs = constraints.map(({ clause, want }) => needOf(clause, want, effort.mode));
  if (needs.some(({ kind }) => kind === 'impossible')) return undefined;
  const every = needs.flatMap((need) => (need.kind === 'every' ? [need.wanted] : []));
  const ones = needs.flatMap((need) => (need.kind === 'one' ? [[need.wanted, ...every]] : []));
  return ones.length === 0 ? [every] : ones;
}

function spelling(values: Values, name: string): Values {
  return { ...values, samples: [name, ...values.samples] };
}

function exactly(values: Values, key: string): Values {
  return { ...values, samples: [key], passes: (other) => other === key };
}
