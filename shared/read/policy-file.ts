import type { IdentitySubject, Place, Subject } from '../model/subject';
import type { Tree } from '../model/tree';
import { documentOf } from './account/documents';
import { looksLikePolicy, readTrustDocument } from './document';
import { isObject, own } from './json';

/** A policy in a file of its own. */
export interface PolicyFile {
  /** JSON pointer from the root of the file to the policy. */
  readonly pointer: string;
  /** `trust`: it says who gets in. `permissions`: it says what those may do who have it. */
  readonly kind: 'trust' | 'permissions';
  readonly policy: unknown;
  readonly maxSeconds?: unknown;
  /** Whether it speaks of what is judged, so that it is worth judging wherever it lies. */
  readonly isAboutRoles: boolean;
}

// What the AWS CLI prints of one policy, and what it takes to make a role: https://docs.aws.amazon.com/cli/latest/reference/iam/
const wrappers: readonly (readonly string[])[] = [
  [],
  ['AssumeRolePolicyDocument'],
  ['PolicyDocument'],
  ['PolicyVersion', 'Document'],
];

/** The policy in a file; undefined where it holds none, or more than a policy. */
export function policyIn(value: unknown): PolicyFile | undefined {
  for (const steps of wrappers) {
    const policy = parsed(steps.reduce(own, value));
    if (!looksLikePolicy(policy)) continue;
    const kind = steps[0] === 'AssumeRolePolicyDocument' ? 'trust' : kindOf(policy);
    const isAboutRoles = kind === 'trust' ? letsAssume(policy) : letsCall(policy);
    const pointer = steps.map((step) => `/${step}`).join('');
    return { pointer, kind, policy, isAboutRoles, maxSeconds: own(value, 'MaxSessionDuration') };
  }
  return undefined;
}

/** What there is to judge in such a file; nothing tells who has its permissions, so they are judged by themselves. */
export function readPolicyFile({ kind, policy, maxSeconds }: PolicyFile, place: Omit<Place, 'type'>): Subject {
  const trust = readTrustDocument(policy, place);
  if (trust.kind !== 'role') return trust;
  if (kind === 'trust') return { ...trust, maxSeconds: maxSeconds as Tree | undefined };
  const subject: IdentitySubject = {
    kind: 'identity',
    place: { ...place, type: 'permissions policy' },
    owner: {},
    document: trust.trust,
    identities: [],
  };
  return subject;
}

/** JSON text, which IAM gives URL-encoded, as what it says; everything else as it is. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const document = documentOf(value);
  try {
    return JSON.parse('tree' in document ? String(document.tree) : '') as unknown;
  } catch {
    return undefined;
  }
}

// Permissions name resources and nobody, and a trust policy the other way round.
function kindOf(policy: unknown): PolicyFile['kind'] {
  const has = (...names: readonly string[]) => statementsOf(policy).some((one) => membersOf(one, ...names).length > 0);
  return has('resource', 'notresource') && !has('principal', 'notprincipal') ? 'permissions' : 'trust';
}

// In a folder, a policy without an STS action belongs to a bucket or the like.
function letsAssume(policy: unknown): boolean {
  return statementsOf(policy).some(
    (statement) =>
      membersOf(statement, 'principal', 'notprincipal').length > 0 && names(statement, /^(?:sts:|\*)/i, 'action'),
  );
}

// A policy that allows everything may as well be one of an organization, which gives nobody anything.
function letsCall(policy: unknown): boolean {
  return statementsOf(policy).some((statement) => names(statement, /^(?:sts:|iam:passrole$)/i, 'action'));
}

function names(statement: unknown, pattern: RegExp, ...members: readonly string[]): boolean {
  return membersOf(statement, ...members).some((one) => typeof one === 'string' && pattern.test(one));
}

function statementsOf(policy: unknown): readonly unknown[] {
  return membersOf(policy, 'statement');
}

// IAM reads names of parts in any letter case, and one value where it could read a list.
function membersOf(value: unknown, ...wanted: readonly string[]): readonly unknown[] {
  if (!isObject(value)) return [];
  const members = Object.entries(value).filter(([key]) => wanted.includes(key.toLowerCase()));
  return members.flatMap(([, member]: [string, unknown]) => member);
}
