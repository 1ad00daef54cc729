import type { Clause } from '../iam/clause';
import type { CompiledPolicy } from '../iam/compile';
import { keyFacts } from '../iam/keys';
import type { Constraint, Wanted } from './demand';
import { needOf } from './demand';
import type { Domain } from './domain';
import { domainOf, outOfReach } from './domain';
import type { Question } from './question';
import type { Shape } from './shape';
import { foreign } from './question';
import type { Chosen, Effort } from './values';
import type { Clauses, Need, Slot, TagTask } from './tag-slots';
import { fillSlots } from './tag-slots';
import { choose } from './values';

const requestTag = 'aws:requesttag/';

/** The session tags of a call: aws:TagKeys, aws:RequestTag and sts:TransitiveTagKeys speak of the same tags. */
export interface TagChoice {
  readonly context: Map<string, Chosen['value']>;
  /** The key that the caller invented, or whose value it chose freely. */
  readonly invented?: string;
  /** The holes that leave it open whether the choice is one. */
  readonly doubt?: readonly string[];
}

/** Tags that meet the constraints and are what the question asks for; undefined where there are none. */
export function chooseTags(
  constraints: readonly Constraint[],
  tagged: boolean,
  { tags, context: wished = {} }: Pick<Question, 'tags' | 'context'>,
  policy: CompiledPolicy,
  shape: Shape,
  today: string,
  effort: Effort,
): TagChoice | undefined {
  const clauses = constraints.flatMap((each) => ('clause' in each ? [each] : []));
  const wishes = new Map(Object.entries(wished).map(([key, wish]) => [key.toLowerCase(), wish]));
  if (!tagged) {
    return choose(clauses, outOfReach, true, effort) && { context: new Map() };
  }
  const names = [...policy.keys].filter((key) => key.startsWith(requestTag)).map((key) => key.slice(requestTag.length));
  const keys = policy.shared.listed.get('aws:tagkeys') ?? new Set<string>();
  const listed = new Set([...names, ...[...keys].map((key) => key.toLowerCase())]);
  const domain = (key: string, wish = wishes.get(key)): Domain =>
    domainOf(policy.shared.facts(key), shape, wish, policy, today);
  const task: TagTask = { names, constraints: clauses, domain, listed, effort, tags };
  if (tags === 'arbitrary value') {
    // a key that only aws:TagKeys lists counts as it is spelled there
    const others = [...keys].filter((key) => !names.includes(key.toLowerCase()));
    for (const key of [...names, ...others]) {
      // a key that is not known may be one whose value a condition fixes
      const doubt = policy.shared.codes.names(key);
      if (doubt.length > 0 && effort.mode.sure) continue;
      const found = withNames(task, names, new Map(), key);
      if (found !== undefined) return { ...found, invented: policy.shared.codes.decode(key).toString(), doubt };
    }
    return undefined;
  }
  if (typeof tags !== 'object') return withNames(task, names, new Map(), undefined);
  const mentioned = names.find((name) => name === tags.valueOf.toLowerCase());
  const found = withNames(task, names, new Map(), mentioned ?? tags.valueOf);
  return found && { ...found, invented: tags.valueOf };
}

/** Decides for one tag after the other whether it is sent, and with which value. */
function withNames(
  task: TagTask,
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
  const without = name !== arbitrary && choose(own, outOfReach, false, task.effort) !== undefined;
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
function withKeys(
  task: TagTask,
  sent: ReadonlyMap<string, string>,
  arbitrary: string | undefined,
): TagChoice | undefined {
  const of = (key: string): Clauses => task.constraints.filter(({ clause }) => clause.key === key);
  const keys = splitNeeds(of('aws:tagkeys'), task.effort);
  const transitive = of('sts:transitivetagkeys');
  const passed =
    choose(transitive, outOfReach, true, task.effort) === undefined ? splitNeeds(transitive, task.effort) : 'none';
  if (keys === undefined || passed === undefined) return undefined;
  const slots: Slot[] = [...sent].map(([name, value]) => ({
    sort: 'sent',
    name,
    value,
    wanted: keys.every,
    passed: false,
  }));
  if (task.tags === 'unlisted key') slots.push({ sort: 'unlisted', value: 'x', wanted: keys.every, passed: false });
  const needs: Need[] = keys.ones.map((wanted) => ({ wanted: [wanted], passed: false }));
  if (passed !== 'none') {
    const ones = passed.ones.length === 0 ? [[]] : passed.ones.map((wanted) => [wanted]);
    needs.push(...ones.map((wanted) => ({ wanted: [...wanted, ...passed.every], passed: true })));
  }
  if (slots.length === 0 && needs.length === 0) needs.push({ wanted: [], passed: false });
  const filled = fillSlots(task, keys.every, slots, needs);
  if (filled === undefined) return undefined;
  const context = new Map<string, Chosen['value']>([['aws:tagkeys', filled.map(({ key }) => key)]]);
  for (const { key, value } of filled) context.set(requestTag + key.toLowerCase(), value);
  const transitiveKeys = filled.filter((slot) => slot.passed).map(({ key }) => key);
  if (transitiveKeys.length > 0) context.set('sts:transitivetagkeys', transitiveKeys);
  const invented = arbitrary ?? filled.find(({ sort }) => sort === 'unlisted')?.key;
  return { context, ...(invented === undefined ? {} : { invented }) };
}

/** What constraints want of every value, and of one value at least; undefined where nothing can meet them. */
function splitNeeds(constraints: Clauses, { mode }: Effort): { every: Wanted[]; ones: Wanted[] } | undefined {
  const needs = constraints.map(({ clause, want }) => needOf(clause, want, mode));
  if (needs.some(({ kind }) => kind === 'impossible')) return undefined;
  const of = (kind: 'every' | 'one'): Wanted[] => needs.flatMap((need) => (need.kind === kind ? [need.wanted] : []));
  return { every: of('every'), ones: of('one') };
}
