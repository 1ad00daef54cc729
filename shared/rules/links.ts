import type { RoleSubject } from '../model/subject';
import type { Text } from '../model/text';
import type { Circumstances } from './circumstances';
import { readingsOf } from './readings';
import { mayNameRoles, trustedRoles } from './trusts';

/** A role of the program, and the roles that it lets in. */
export interface Link {
  readonly subject: RoleSubject;
  readonly from: readonly Step[];
}

/** That a role lets another one in. */
export interface Step {
  /** What tells the role that is let in apart: the key of one of the program's, or an ARN. */
  readonly from: string;
  /** JSON pointer of the statement that lets it in. */
  readonly at: string;
  /** The branch of the template in which it does, where it does not in every one. */
  readonly branch?: string;
}

type Directory = ReadonlyMap<string, string>;

/** The roles of a program, each under what tells it apart. */
export function linksOf(roles: readonly RoleSubject[], circumstances: Circumstances): ReadonlyMap<string, Link> {
  const directory = directoryOf(roles);
  return new Map(roles.map((role) => [keyOf(role), linkOf(role, directory, circumstances)]));
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
  return { subject: role, from };
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
