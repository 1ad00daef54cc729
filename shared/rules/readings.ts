import type { CompiledPolicy } from '../iam/compile';
import { compile } from '../iam/compile';
import type { Policy } from '../model/policy';
import { parsePolicy } from '../model/policy';
import type { Owner, RoleSubject, Subject } from '../model/subject';
import type { Outline } from '../search/outline';
import { outlineOf } from '../search/outline';
import { Text } from '../model/text';
import type { Assignment, Tree } from '../model/tree';
import { conditionsOf, isTooDeep, settle } from '../model/tree';
import type { Circumstances } from './circumstances';

/** A trust policy as it is when its conditions go one way. */
export interface Reading {
  /** The document without choices, as an object or as JSON text. */
  readonly document: Tree | undefined;
  readonly policy: Policy;
  /** Which conditions hold and which do not, in words; empty where there are none. */
  readonly branch: string;
  /** The policy ready for questions; made when the first one is asked. */
  readonly compiled: () => CompiledPolicy;
  readonly outline: Outline | undefined;
  /** Places of statements that are not known at all. */
  readonly hidden: ReadonlySet<string>;
}

/** The most conditions in one document for which every way they can go is looked at. */
export const mostConditions = 8;

const none: ReadonlySet<string> = new Set();

const remembered = new WeakMap<RoleSubject, { settings: Circumstances['settings']; readings: readonly Reading[] }>();

/** The readings of a role's trust policy, one for each way its conditions can go; none where there are too many. */
export function readingsOf(subject: RoleSubject, circumstances: Circumstances): readonly Reading[] {
  const before = remembered.get(subject);
  if (before?.settings === circumstances.settings) return before.readings;
  // what is nested too deep is not even looked through for conditions
  const ways = isTooDeep(subject.trust) ? [{ branch: '', assignment: new Map() }] : assignments(subject.trust);
  const readings = ways.map(({ branch, assignment }) => {
    const document = branch === '' ? subject.trust : settle(subject.trust, assignment);
    const policy = parsePolicy(document);
    const hidden = policy.statements.flatMap(({ at, hole }) => (hole === undefined ? [] : [at]));
    let compiled: CompiledPolicy | undefined;
    return {
      document,
      policy,
      branch,
      outline: outlineOf(policy),
      compiled: () => (compiled ??= compile(policy, ownerOf(subject, circumstances))),
      hidden: hidden.length === 0 ? none : new Set(hidden),
    };
  });
  remembered.set(subject, { settings: circumstances.settings, readings });
  return readings;
}

/** What is found in the readings, by name: with the first branch that it is in, where it is not in every one. */
export function inAllReadings<T extends object>(
  readings: readonly Reading[],
  find: (reading: Reading) => ReadonlyMap<string, T>,
): (T & { readonly branch?: string })[] {
  const found = new Map<string, { first: T; branch: string; times: number }>();
  for (const reading of readings) {
    for (const [name, one] of find(reading)) {
      const before = found.get(name) ?? { first: one, branch: reading.branch, times: 0 };
      found.set(name, { ...before, times: before.times + 1 });
    }
  }
  return [...found.values()].map(({ first, branch, times }) =>
    times === readings.length ? first : { ...first, branch },
  );
}

/** Every way the conditions of a tree can go; none where there are too many of them. */
export function assignments(tree: Tree | undefined): { branch: string; assignment: Assignment }[] {
  const conditions = [...conditionsOf(tree)];
  if (conditions.length > mostConditions) return [];
  return Array.from({ length: 2 ** conditions.length }, (_none, number) => {
    const ways = conditions.map((name, index) => [name, (number >> index) % 2 === 0] as const);
    return {
      branch: ways.map(([name, holds]) => (holds ? name : `not ${name}`)).join(', '),
      assignment: new Map(ways),
    };
  });
}

/** The subject's owner, with the organization from the settings where the host does not know it. */
export function ownerOf({ owner }: Pick<Subject, 'owner'>, { settings }: Circumstances): Owner {
  const organization = owner.organization ?? settings.accounts.organization.id;
  if (organization === undefined) return owner;
  return { ...owner, organization: typeof organization === 'string' ? Text.of(organization) : organization };
}
