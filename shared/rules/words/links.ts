import { ownAccount } from '../../iam/compile';
import type { RoleSubject } from '../../model/subject';
import type { Text } from '../../model/text';
import type { Circumstances } from '../circumstances';
import { inAllReadings, readingsOf } from '../readings';
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

/** An ARN with all that is known of it written out, undefined where that is not the whole of it. */
type Spell = (arn: Text) => string | undefined;

interface Directory {
  readonly spell: Spell;
  /** The keys of the program's roles by their ARNs, and by what a session names of them. */
  readonly keys: ReadonlyMap<string, string>;
}

/** The roles of a program, each under what tells it apart. */
export function linksOf(roles: readonly RoleSubject[], circumstances: Circumstances): ReadonlyMap<string, Link> {
  const [account, ...others] = circumstances.settings.accounts.own;
  const spell: Spell = (arn) => spelled(arn, others.length === 0 ? account : undefined);
  const directory: Directory = { spell, keys: keysOf(roles, spell) };
  return new Map(roles.map((role) => [keyOf(role), linkOf(role, directory, circumstances)]));
}

function linkOf(role: RoleSubject, directory: Directory, circumstances: Circumstances): Link {
  const readings = readingsOf(role, circumstances);
  const from = inAllReadings(readings, ({ policy, compiled }): ReadonlyMap<string, Step> => {
    if (!mayNameRoles(policy)) return new Map();
    const steps = trustedRoles(compiled()).map(({ arn, at }) => ({ from: nodeOf(arn, role, directory), at }));
    const others = steps.filter((step) => step.from !== keyOf(role));
    return new Map(others.map((step) => [step.from, step]));
  });
  return { subject: role, from };
}

function keysOf(roles: readonly RoleSubject[], spell: Spell): Directory['keys'] {
  const entries = roles.flatMap((role): [string, string][] => {
    if (role.arn === undefined) return [];
    const [, account, name] = /^arn::iam::([^:]*):role\/(?:.*\/)?([^/]+)$/.exec(spell(role.arn) ?? '') ?? [];
    const own: [string, string] = [nameOf(role.arn, role, spell), keyOf(role)];
    return name === undefined ? [own] : [own, [`${account} ${name}`, keyOf(role)]];
  });
  return new Map(entries);
}

// the number of an account tells its partition, which one role may be written with and another one without; where
// nothing tells whose a role is, it is in the account that is ours, if we have only one
function spelled(arn: Text, account: string | undefined): string | undefined {
  return arn
    .fill(({ id, domain }) => (domain === 'partition' ? 'aws' : id === ownAccount.id ? account : undefined))
    .literal?.replace(/^arn:[^:]*:/, 'arn::');
}

/** The program's role of that ARN as seen from another role, or else the ARN itself. */
function nodeOf(arn: Text, from: RoleSubject, { spell, keys }: Directory): string {
  const session = /^arn::sts::([^:]*):assumed-role\/([^/]+)\//.exec(spell(arn) ?? '');
  const name = session === null ? nameOf(arn, from, spell) : session.slice(1).join(' ');
  return keys.get(name) ?? arn.toString();
}

// a hole is named within its file, and may be another value in another one
function nameOf(arn: Text, { place }: RoleSubject, spell: Spell): string {
  return spell(arn) ?? `${place.file ?? ''} ${arn.toString()}`;
}

function keyOf({ place }: RoleSubject): string {
  return `${place.file ?? ''}#${place.path}#${place.id}`;
}
