import { anything, type Language } from './language';

/** What a key's values are, and so which family of condition operators compares them. */
export type KeyType = 'string' | 'arn' | 'numeric' | 'date' | 'bool' | 'ip';

/**
 * Who makes an AssumeRole* call: an IAM user, a session of a role (or other temporary credentials without a user), the
 * root user of an account, an AWS service for itself, or a federated call with an OIDC token or a SAML assertion.
 */
export type CallerKind = 'user' | 'session' | 'root' | 'service' | 'web-identity' | 'saml';

export const callerKinds: readonly CallerKind[] = ['user', 'session', 'root', 'service', 'web-identity', 'saml'];

/** Whether a key stands in the request of such a caller. What AWS leaves undocumented is `maybe`. */
export type Presence = 'always' | 'maybe' | 'never';

/** Who decides the value: whoever calls, AWS from what it knows, the identity provider, the way there, the role's owner. */
export type Setter = 'caller' | 'aws' | 'idp' | 'network' | 'role';

/** What is known of one condition key in the context of AssumeRole, AssumeRoleWithSAML or AssumeRoleWithWebIdentity. */
export interface KeyFacts {
  /** AWS's spelling; the part that a policy chooses (a tag key, an issuer) stays as the policy spells it. */
  readonly name: string;
  readonly type: KeyType;
  /** Multi-valued, however many values a request carries. */
  readonly many: boolean;
  readonly presence: Readonly<Record<CallerKind, Presence>>;
  readonly setBy: Setter;
  /** Every value that a request can carry. */
  readonly language: Language;
  /** Comparing it for equality with a value not known yet binds the caller as well as a known value would. */
  readonly fixedCounts: boolean;
  /** Values of this key that stand in a policy may be shown to people. */
  readonly printable: boolean;
  /** False for a key that no AWS page at hand names. */
  readonly known: boolean;
}

/** One row of a key table: a name, a type and a presence, and whatever differs from the usual. */
export type KeyRow = Pick<KeyFacts, 'name' | 'type' | 'presence' | 'setBy'> & Partial<KeyFacts>;

/** The row with the usual filled in: one value of any text, which counts for what it is and is not shown. */
export function factsOf(row: KeyRow): KeyFacts {
  return { many: false, language: anything, fixedCounts: false, printable: false, known: true, ...row };
}

/** The presence of a key for each kind of caller; kinds that are not named never have it. */
export function presentFor(presence: Partial<Record<CallerKind, Presence>>): Readonly<Record<CallerKind, Presence>> {
  return {
    user: 'never',
    session: 'never',
    root: 'never',
    service: 'never',
    'web-identity': 'never',
    saml: 'never',
    ...presence,
  };
}

/** The same presence for every kind of caller. */
export function forEverybody(presence: Presence): Readonly<Record<CallerKind, Presence>> {
  return presentFor(Object.fromEntries(callerKinds.map((kind) => [kind, presence])));
}

/** The same presence for everybody who signs as a principal of an account: user, session, root user. */
export function forPrincipals(presence: Presence): Readonly<Record<CallerKind, Presence>> {
  return presentFor({ user: presence, session: presence, root: presence });
}
