import type { Grant } from '../iam/grant';
import { readOperator } from '../iam/operators';
import type { Policy, Statement } from '../model/policy';
import type { Text } from '../model/text';
import { confinedParts, mapPolicies, mapStatements, withNames } from './grant-reach';

/** Texts by the account that they mean, each by its place: by number, by what an account not known yet is called, or any. */
interface ByAccount {
  readonly all: readonly Text[];
  readonly any: readonly number[];
  readonly literal: ReadonlyMap<string, readonly number[]>;
  readonly holes: ReadonlyMap<string, readonly number[]>;
}

interface Standing {
  readonly own: boolean;
  readonly unnamed: boolean;
}

/**
 * The grant as far as it is about resources of one account, 12 digits or a hole: what means another account matches none
 * of them. A policy with hundreds of accounts is asked about each, and would be read as a whole each time. `own`: the
 * account is the owner's, whose hole is no other account; `unnamed`: no account not known yet is this one; `alone`: one
 * statement is enough for the call.
 */
export function withinAccount(
  grant: Grant,
  account: Text,
  { own, unnamed, alone }: Standing & { readonly alone: boolean },
): Grant {
  return mapPolicies(grant, (policy) => {
    const sorted = sortedOf(policy);
    return mapStatements(policy, (statement) => {
      const { resources, values } = sorted.get(statement) ?? {};
      // of two accounts that are not known yet, and may be one, what allows the call is asked about both
      const isOther = account.literal !== undefined || own || (alone && statement.effect === 'Allow');
      if (!isOther) return statement;
      const names = resources && left(resources, account, { own, unnamed });
      const narrowed = withValues(statement, values ?? [], account, { own, unnamed });
      if (resources === undefined || names === undefined || names.length === resources.all.length) return narrowed;
      return narrowed.resources?.not === true
        ? withNames(narrowed, some(names, resources.all))
        : withNames(narrowed, names);
    });
  });
}

function withValues(statement: Statement, sorted: Sorted['values'], account: Text, standing: Standing): Statement {
  if (sorted.every((one) => one === undefined)) return statement;
  const conditions = statement.conditions.map((condition, index) => {
    const all = sorted[index];
    const values = all === undefined ? condition.values : some(left(all, account, standing), all.all);
    return values.length === condition.values.length ? condition : { ...condition, values };
  });
  return conditions.every((one, index) => one === statement.conditions[index])
    ? statement
    : { ...statement, conditions };
}

/** An empty list would mean something else than one in which nothing matches. */
function some(kept: readonly Text[], all: readonly Text[]): readonly Text[] {
  return kept.length === 0 ? all.slice(0, 1) : kept;
}

interface Sorted {
  readonly resources: ByAccount | undefined;
  /** The values of each condition that compares the account of the resource as a text. */
  readonly values: readonly (ByAccount | undefined)[];
}

const remembered = new WeakMap<Policy, ReadonlyMap<Statement, Sorted>>();

function sortedOf(policy: Policy): ReadonlyMap<Statement, Sorted> {
  const before = remembered.get(policy);
  if (before !== undefined) return before;
  const sorted = new Map(policy.statements.map((statement) => [statement, sort(statement)]));
  remembered.set(policy, sorted);
  return sorted;
}

function sort({ resources, conditions }: Statement): Sorted {
  return {
    resources: resources && byAccount(resources.names, (name) => confinedParts(name)?.[4]),
    values: conditions.map(({ key, operator, values, hole }) =>
      hole === undefined &&
      key.toLowerCase() === 'aws:resourceaccount' &&
      readOperator(operator)?.operator.family === 'text'
        ? byAccount(values, (value) => value)
        : undefined,
    ),
  };
}

function byAccount(all: readonly Text[], accountOf: (text: Text) => Text | undefined): ByAccount {
  const any: number[] = [];
  const [literal, holes] = [new Map<string, number[]>(), new Map<string, number[]>()];
  all.forEach((text, index) => {
    const account = accountOf(text);
    const hole = account?.hole?.domain === 'account' ? account.hole.id : undefined;
    const isNumber = /^[0-9]{12}$/.test(account?.literal ?? '');
    const name = hole ?? account?.literal ?? '';
    const lists = hole === undefined ? literal : holes;
    const list = hole === undefined && !isNumber ? any : (lists.get(name) ?? []);
    list.push(index);
    if (list !== any) lists.set(name, list);
  });
  return { all, any, literal, holes };
}

function left({ all, any, literal, holes }: ByAccount, account: Text, { own, unnamed }: Standing): readonly Text[] {
  // what is not known yet may turn out to be any number, and the own account too
  const allOpen = account.literal !== undefined || own;
  const open = allOpen ? [...holes.values()].flat() : (holes.get(account.hole?.id ?? '') ?? []);
  const same = [...(literal.get(account.literal ?? '') ?? []), ...(unnamed ? [] : open)];
  if (any.length + same.length === all.length) return all;
  return [...any, ...same].sort((one, other) => one - other).flatMap((index) => all[index] ?? []);
}
