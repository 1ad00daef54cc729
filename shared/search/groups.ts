import type { Caller } from '../iam/caller';
import { usernameOf } from '../iam/caller';
import type { CompiledPolicy } from '../iam/compile';
import { chooseCaller } from './choose-caller';
import { chooseOrganization } from './choose-organization';
import { chooseTags } from './choose-tags';
import type { Constraint } from './demand';
import type { Domain } from './domain';
import { domainOf, outOfReach } from './domain';
import type { Question, Wish } from './question';
import type { Draft } from './repair';
import type { Shape } from './shape';
import type { Chosen, Effort } from './values';
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
  /** The same with the Allow statements alone that are to let the call in. */
  readonly judged: CompiledPolicy;
  readonly question: Question;
  readonly shape: Shape;
  /** What the caller may do with its keys, which stand in lower case. */
  readonly wishes?: ReadonlyMap<string, Wish>;
  readonly actions: readonly string[];
  /** Whether the call passes session tags. */
  readonly tagged: boolean;
  readonly sourceIdentity: boolean;
  /** What the question itself says of some keys, whatever else is known of them. */
  readonly domains?: ReadonlyMap<string, Domain>;
  readonly today: string;
  readonly effort: Effort;
}

/** What has been chosen for one group of keys that hang together, and under which constraints. */
export interface Group {
  readonly constraints: readonly Constraint[];
  readonly chosen: Partial<Entry> & Pick<Entry, 'context'>;
}
/** A choice for the keys of one group that meets the constraints; undefined where there is none. */
export function chooseGroup(task: Walk, name: string, constraints: readonly Constraint[]): Group | undefined {
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
      const signed = policy.shared.facts('aws:PrincipalOrgID').presence[shape.kind] !== 'never';
      const context = chooseOrganization(constraints, signed ? question.caller.organization : 'absent', policy, effort);
      return context && { constraints, chosen: { context } };
    }
    case 'tags': {
      const tags = chooseTags(constraints, task.tagged, question, policy, shape, task.today, effort);
      return tags && { constraints, chosen: tags };
    }
    default: {
      const domain = domainFor(task, name);
      const chosen = choose(constraints, domain, policy.shared.facts(name).many, effort);
      return (
        chosen && { constraints, chosen: { context: new Map([[name, chosen.value]]), ...doubtOf(chosen, domain) } }
      );
    }
  }
}

function doubtOf({ value }: Chosen, { values }: Domain): Pick<Entry, 'doubt'> {
  const doubt = values?.doubt;
  return doubt === undefined || value === undefined ? {} : { doubt: [value].flat().flatMap(doubt) };
}

/** What the caller can do about one key. */
export function domainFor(task: Walk, key: string): Domain {
  const { wishes, shape, policy, today } = task;
  const given = task.domains?.get(key);
  if (given !== undefined) return given;
  if (key === 'sts:sourceidentity' && !task.sourceIdentity) return outOfReach;
  return domainOf(policy.shared.facts(key), shape, wishes?.get(key), policy, today);
}

/** What a question lets a caller of this shape do with its keys. */
export function wishesOf({ context, claims }: Question, { issuer }: Shape): ReadonlyMap<string, Wish> {
  const all = { ...context, ...(issuer === undefined || issuer === '' ? {} : claims?.(issuer)) };
  return new Map(Object.entries(all).map(([key, wish]) => [key.toLowerCase(), wish]));
}

/** Keys that cannot be chosen one by one share a group. */
export function groupOfKey(key: string): string {
  if (key === 'aws:principalarn' || key === 'aws:principalaccount' || key === 'aws:username') return 'caller';
  if (key === 'aws:principalorgid' || key === 'aws:principalorgpaths') return 'organization';
  if (key === 'aws:tagkeys' || key === 'sts:transitivetagkeys' || key.startsWith('aws:requesttag/')) return 'tags';
  return key;
}

export function groupOf(constraint: Constraint): string {
  return 'principals' in constraint ? 'caller' : groupOfKey(constraint.clause.key);
}
