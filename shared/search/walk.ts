import type { Context } from '../iam/clause';
import type { CompiledStatement } from '../iam/compile';
import { applies, coversAction, decide } from '../iam/decide';
import { any } from '../iam/truth';
import type { Constraint } from './demand';
import { isDynamic, settles } from './demand';
import type { Domain } from './domain';
import type { Entry, Group, Walk } from './groups';
import { chooseGroup, domainFor, groupOf, groupOfKey } from './groups';
import type { Draft } from './repair';
import { repairs } from './repair';

type Groups = ReadonlyMap<string, Group>;

/** A request that these Allow statements let in and that every Deny misses; undefined where there is none. */
export function walk(task: Walk, allows: readonly CompiledStatement[]): Entry | undefined {
  let groups: Groups = new Map();
  const wanted = allows.flatMap(({ principals, clauses }): Constraint[] => [
    { principals, want: true },
    ...clauses.map((clause) => ({ clause, want: true })),
  ]);
  const names = new Set([...(task.question.tags === undefined ? [] : ['tags']), ...wanted.map(groupOf)]);
  for (const key of task.wishes?.keys() ?? []) names.add(groupOfKey(key));
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
  return settles(decide(task.judged, entry.caller, task.actions, contextOf(entry)), true, task.effort.mode);
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
  const doubt = [...all.values()].flatMap(({ chosen }) => chosen.doubt ?? []);
  return { ...all.get('tags')?.chosen, caller, context, ...(doubt.length === 0 ? {} : { doubt }) };
}

function same(a: Constraint, b: Constraint): boolean {
  if (a.want !== b.want) return false;
  if ('clause' in a) return 'clause' in b && a.clause === b.clause;
  return 'principals' in b && a.principals === b.principals;
}
