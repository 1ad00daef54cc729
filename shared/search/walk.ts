import type { Caller } from '../iam/caller';
import { usernameOf } from '../iam/caller';
import type { Context } from '../iam/clause';
import type { CompiledPolicy, CompiledStatement } from '../iam/compile';
import { applies, coversAction, decide } from '../iam/decide';
import { keyFacts } from '../iam/keys';
import { any } from '../iam/truth';
import { chooseCaller } from './choose-caller';
import { chooseOrganization } from './choose-organization';
import { chooseTags } from './choose-tags';
import type { Constraint } from './demand';
import { isDynamic, settles } from './demand';
import type { Domain } from './domain';
import { domainOf } from './domain';
import type { Question } from './question';
import type { Draft } from './repair';
import { repairs } from './repair';
import type { Shape } from './shape';
import type { Effort } from './values';
import { choose } from './values';

/** One way in: a caller and what it sends, under lower-case keys and coded. */
export interface Entry {
  readonly caller: Caller;
  readonly context: Draft;
  readonly invented?: string;
  /** Holes that leave it open whether the request is of the question's class. */
  readonly doubt?: readonly string[];
}

export interface Walk {
  readonly policy: CompiledPolicy;
  readonly question: Question;
  readonly shape: Shape;
  readonly actions: readonly string[];
  /** Whether the call passes session tags. */
  readonly tagged: boolean;
  readonly sourceIdentity: boolean;
  readonly today: string;
  readonly effort: Effort;
}

/** What has been chosen for one group of keys that hang together, and under which constraints. */
interface Group {
  readonly constraints: readonly Constraint[];
  readonly chosen: Partial<Entry> & Pick<Entry, 'context'>;
}
type Groups = ReadonlyMap<string, Group>;

/** A request that these Allow statements let in and that every Deny misses; undefined where there is none. */
export function walk(task: Walk, allows: readonly CompiledStatement[]): Entry | undefined {
  let groups: Groups = new Map();
  const wanted = allows.flatMap(({ principals, clauses }): Constraint[] => [
    { principals, want: true },
    ...clauses.map((clause) => ({ clause, want: true })),
  ]);
  const names = new Set([...(task.question.tags === undefined ? [] : ['tags']), ...wanted.map(groupOf)]);
  for (const key of Object.keys(task.question.context ?? {})) names.add(groupOfKey(key.toLowerCase()));
  // the caller's ARN takes the longest to find, so everything else is asked before
  names.delete('caller');
  names.add('caller');
  for (const name of names) {
    const group = chooseGroup(
      task,
      name,
      wanted.filter((constraint) => groupOf(constraint) === name),
    );
    if (group === undefined) return undefined;
    groups = new Map(groups).set(name, group);
  }
  const denies = task.policy.denies.filter((deny) => coveredActions(task, deny).length > 0);
  return escape(task, groups, denies, wanted);
}

/** Goes on from a choice that the Allows accept: for each Deny that fires, makes one of its parts fail. */
function escape(
  task: Walk,
  groups: Groups,
  denies: readonly CompiledStatement[],
  wanted: readonly Constraint[],
): Entry | undefined {
  task.effort.budget.spend(5);
  const entry = assemble(task, groups);
  if (entry === undefined) return undefined;
  const context = contextOf(entry);
  const firing = denies.find((deny) => {
    const answer = any(coveredActions(task, deny), (action) => applies(deny, entry.caller, action, context));
    return !settles(answer, false, task.effort.mode);
  });
  if (firing === undefined) return isIn(task, entry) ? entry : mend(task, entry, wanted);
  const parts: Constraint[] = [
    ...firing.clauses.map((clause) => ({ clause, want: false })),
    { principals: firing.principals, want: false },
  ];
  for (const part of parts) {
    const name = groupOf(part);
    const before = groups.get(name)?.constraints ?? [];
    if (before.some((constraint) => same(constraint, part))) {
      // the part compares with a variable, so that choosing its key did not settle it
      const mended = mend(task, entry, [...wanted, part]);
      if (mended !== undefined) return mended;
      continue;
    }
    const group = chooseGroup(task, name, [...before, part]);
    const found = group && escape(task, new Map(groups).set(name, group), denies, [...wanted, part]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Changes keys that variables bind to each other until the call is let in. */
function mend(task: Walk, entry: Entry, wanted: readonly Constraint[]): Entry | undefined {
  const open = wanted.flatMap((each) => ('clause' in each && isDynamic(each.clause) ? [each] : []));
  const domain = (key: string): Domain | undefined => changeable(task, key);
  let drafts: Draft[] = [entry.context];
  for (let round = 0; round < 3; round++) {
    drafts = drafts.flatMap((draft) =>
      open.flatMap(({ clause, want }) => repairs(clause, want, draft, domain, task.effort.mode)),
    );
    for (const context of drafts.slice(0, 200)) {
      task.effort.budget.spend(5);
      const mended = { ...entry, context };
      if (isIn(task, mended)) return mended;
    }
    drafts = drafts.slice(0, 40);
  }
  task.effort.gaveUp(
    open.length === 0 ? 'keys that restrict each other' : `a policy variable in ${open[0]?.clause.facts.name}`,
  );
  return undefined;
}

/** The domain of a key that stands for itself; the caller's own facts and its tags are not changed one by one. */
function changeable(task: Walk, key: string): Domain | undefined {
  const name = groupOfKey(key);
  if (name === 'caller' || name === 'organization' || key === 'aws:tagkeys' || key === 'sts:transitivetagkeys')
    return undefined;
  const domain = domainFor(task, key);
  return name === 'tags' && task.question.tags !== undefined ? { ...domain, absent: false } : domain;
}

function isIn(task: Walk, entry: Entry): boolean {
  return settles(decide(task.policy, entry.caller, task.actions, contextOf(entry)), true, task.effort.mode);
}

function coveredActions({ actions }: Walk, statement: CompiledStatement): string[] {
  return actions.filter((action) => coversAction(statement, action).is !== 'no');
}

function contextOf({ caller, context }: Entry): Context {
  return { fresh: caller.fresh, get: (key) => context.get(key) };
}

/** The request that the groups make up, with a choice for every other key that the policy mentions. */
function assemble(task: Walk, groups: Groups): Entry | undefined {
  const all = new Map(groups);
  for (const key of task.policy.keys) {
    const name = groupOfKey(key);
    if (all.has(name)) continue;
    const group = chooseGroup(task, name, []);
    if (group === undefined) return undefined;
    all.set(name, group);
  }
  const caller = all.get('caller')?.chosen.caller;
  if (caller === undefined) return undefined;
  const context = new Map([...all.values()].flatMap(({ chosen }) => [...chosen.context]));
  return { ...all.get('tags')?.chosen, caller, context };
}

function chooseGroup(task: Walk, name: string, constraints: readonly Constraint[]): Group | undefined {
  const { policy, effort, question, shape } = task;
  if (constraints.some((each) => 'clause' in each && each.clause.hole !== undefined) && effort.mode.sure)
    return undefined;
  switch (name) {
    case 'caller': {
      const caller = chooseCaller(shape, constraints, question.caller.except ?? [], policy, effort);
      if (caller === undefined) return undefined;
      const own: [string, string][] = [
        ['aws:principalarn', caller.arn],
        ['aws:principalaccount', caller.account],
        ['aws:username', usernameOf(caller)],
      ];
      return { constraints, chosen: { caller, context: new Map(own.filter(([, value]) => value !== '')) } };
    }
    case 'organization': {
      const signed = keyFacts('aws:PrincipalOrgID').presence[shape.kind] !== 'never';
      const context = chooseOrganization(constraints, signed ? question.caller.organization : 'absent', policy, effort);
      return context && { constraints, chosen: { context } };
    }
    case 'tags': {
      const tags = chooseTags(constraints, task.tagged, question.tags, policy, shape, task.today, effort);
      return tags && { constraints, chosen: tags };
    }
    default: {
      const chosen = choose(constraints, domainFor(task, name), keyFacts(name).many, effort);
      return chosen && { constraints, chosen: { context: new Map([[name, chosen.value]]) } };
    }
  }
}

function domainFor(task: Walk, key: string): Domain {
  const { question, shape, policy, today } = task;
  if (key === 'sts:sourceidentity' && !task.sourceIdentity) return { absent: true, values: undefined };
  const wish = Object.entries(question.context ?? {}).find(([name]) => name.toLowerCase() === key)?.[1];
  return domainOf(keyFacts(key), shape, wish, policy, today);
}

/** Keys that cannot be chosen one by one share a group. */
export function groupOfKey(key: string): string {
  if (key === 'aws:principalarn' || key === 'aws:principalaccount' || key === 'aws:username') return 'caller';
  if (key === 'aws:principalorgid' || key === 'aws:principalorgpaths') return 'organization';
  if (key === 'aws:tagkeys' || key === 'sts:transitivetagkeys' || key.startsWith('aws:requesttag/')) return 'tags';
  return key;
}

function groupOf(constraint: Constraint): string {
  return 'principals' in constraint ? 'caller' : groupOfKey(constraint.clause.key);
}

function same(a: Constraint, b: Constraint): boolean {
  if (a.want !== b.want) return false;
  if ('clause' in a) return 'clause' in b && a.clause === b.clause;
  return 'principals' in b && a.principals === b.principals;
}
