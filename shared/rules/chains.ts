import type { RoleSubject } from '../model/subject';
import type { Text } from '../model/text';
import type { Circumstances } from './circumstances';
import { readingsOf } from './readings';
import { mayNameRoles, trustedRoles } from './trusts';

/** A role of a chain: one of the program's, or one that a trust policy names. */
interface Link {
  /** The id of the subject, or the ARN. */
  readonly name: string;
  readonly from: readonly Step[];
}

/** That a role lets another one in. */
interface Step {
  readonly from: string;
  /** JSON pointer of the statement that lets it in. */
  readonly at: string;
  /** The branch of the template in which it does, where it does not in every one. */
  readonly branch?: string;
}

/** Roles of which each one can assume the next; the last one is `subject`. */
export interface Chain {
  readonly subject: RoleSubject;
  /** What tells the roles apart, and what people call them. */
  readonly keys: readonly string[];
  readonly names: readonly string[];
  /** JSON pointer of the statement that lets the last one but one in. */
  readonly at: string;
  readonly branches: readonly string[];
}

type Directory = ReadonlyMap<string, string>;

/** The chains of three roles and more, each as long as it is without detours; none that is a part of another. */
export function chainsOf(roles: readonly RoleSubject[], circumstances: Circumstances): Chain[] {
  const directory = directoryOf(roles);
  const links = new Map(roles.map((role) => [keyOf(role), linkOf(role, directory, circumstances)]));
  const chains = roles.flatMap((subject) => chainTo(subject, links) ?? []);
  const longest = [...chains].sort((a, b) => b.keys.length - a.keys.length);
  const told = new Set<string>();
  return longest.filter(({ subject, keys }) => {
    if (told.has(keyOf(subject))) return false;
    for (const key of keys) told.add(key);
    return true;
  });
}

function linkOf(role: RoleSubject, directory: Directory, circumstances: Circumstances): Link {
  const readings = readingsOf(role, circumstances);
  const found = new Map<string, { step: Step; times: number }>();
  for (const { policy, branch, compiled } of readings) {
    if (!mayNameRoles(policy)) continue;
    const named = new Map(trustedRoles(compiled()).map(({ arn, at }) => [nodeOf(arn, role, directory), at]));
    named.delete(keyOf(role));
    for (const [from, at] of named) {
      const { step = { from, at, branch }, times = 0 } = found.get(from) ?? {};
      found.set(from, { step, times: times + 1 });
    }
  }
  const from = [...found.values()].map(({ step, times }) =>
    times === readings.length ? { from: step.from, at: step.at } : step,
  );
  return { name: role.place.id, from };
}

/** What the program's roles are found by: their ARNs, and what a session names of them. */
function directoryOf(roles: readonly RoleSubject[]): Directory {
  const entries = roles.flatMap((role): [string, string][] => {
    if (role.arn === undefined) return [];
    const [, account, name] = /^arn::iam::([^:]*):role\/(?:.*\/)?([^/]+)$/.exec(spelled(role.arn) ?? '') ?? [];
    const own: [string, string] = [nameOf(role.arn, role), keyOf(role)];
    return name === undefined ? [own] : [own, [`${account} ${name}`, keyOf(role)]];
  });
  return new Map(entries);
}

// the number of an account tells its partition, which one role may be written with and another one without
function spelled(arn: Text): string | undefined {
  return arn
    .fill(({ domain }) => (domain === 'partition' ? 'aws' : undefined))
    .literal?.replace(/^arn:[^:]*:/, 'arn::');
}

/** The program's role of that ARN as seen from another role, or else the ARN itself. */
function nodeOf(arn: Text, from: RoleSubject, directory: Directory): string {
  const session = /^arn::sts::([^:]*):assumed-role\/([^/]+)\//.exec(spelled(arn) ?? '');
  const name = session === null ? nameOf(arn, from) : session.slice(1).join(' ');
  return directory.get(name) ?? arn.toString();
}

// a hole is named within its file, and may be another value in another one
function nameOf(arn: Text, { place }: RoleSubject): string {
  return spelled(arn) ?? `${place.file ?? ''} ${arn.toString()}`;
}

function keyOf({ place }: RoleSubject): string {
  return `${place.file ?? ''}#${place.path}#${place.id}`;
}

/** The chain from the role that is most steps away; a way round that a shorter way saves is none. */
function chainTo(subject: RoleSubject, links: ReadonlyMap<string, Link>): Chain | undefined {
  const start = keyOf(subject);
  const onward = new Map<string, Step & { readonly to: string }>();
  const met = [start];
  for (const to of met) {
    for (const step of links.get(to)?.from ?? []) {
      if (step.from === start || onward.has(step.from)) continue;
      onward.set(step.from, { ...step, to });
      met.push(step.from);
    }
  }
  // steps are counted row by row, so the last role met is as far away as any
  const steps: (Step & { readonly to: string })[] = [];
  for (let step = onward.get(met.at(-1) ?? ''); step !== undefined; step = onward.get(step.to)) steps.push(step);
  if (steps.length < 2) return undefined;
  const keys = [...steps.map(({ from }) => from), start];
  const branches = steps.flatMap(({ branch }) => (branch === undefined ? [] : [branch]));
  return {
    subject,
    keys,
    names: keys.map((key) => links.get(key)?.name ?? key),
    at: steps.at(-1)?.at ?? '',
    branches: [...new Set(branches)],
  };
}
