import type { CompiledPolicy } from '../iam/compile';
import type { CallerKind, KeyFacts } from '../iam/keys';
import type { Truth } from '../iam/truth';
import type { Level } from '../model/finding';
import type { Text } from '../model/text';
import type { Values } from './domain';

/**
 * What the caller may do with one context key: leave it out, send any legal value, send one that the policy does not
 * spell (`unlisted`), one that matches not even a pattern that begins with literal text (`foreign`), one of an account
 * or organization that the policy does not spell (`elsewhere`), or one of values that depend on the policy otherwise.
 */
export interface Wish {
  readonly absent: boolean;
  readonly value: 'none' | 'any' | 'unlisted' | 'foreign' | 'elsewhere' | Among;
}

/** The values that a caller can send under a key, none where it can send no value at all. */
export type Among = (facts: KeyFacts, policy: CompiledPolicy) => Values | undefined;

export const unlisted: Wish = { absent: false, value: 'unlisted' };
export const foreign: Wish = { absent: false, value: 'foreign' };
export const elsewhere: Wish = { absent: false, value: 'elsewhere' };

export const absent: Wish = { absent: true, value: 'none' };

export function absentOr(wish: Wish): Wish {
  return { ...wish, absent: true };
}

/**
 * Which session tags the call passes: one key that the policy does not list, a listed key with a value of the caller's
 * own, or such a value under this very key.
 */
export type Tags = 'unlisted key' | 'arbitrary value' | { readonly valueOf: string };

/** Who calls. */
export interface CallerClass {
  readonly kinds: readonly CallerKind[];
  /** Somebody whose account the policy does not name. */
  readonly outsider: boolean;
  /** Accounts that the outsider's is not, 12 digits each. */
  readonly except?: readonly string[];
  /** Whether a principal of an account that the policy names belongs to the class. */
  readonly named?: (account: Text) => Truth;
  /**
   * Whether an identity provider that the policy names belongs to the class: the URL of an OIDC issuer without its
   * scheme, or the name of a SAML provider; of one that is not known yet it stays open. In place of `named`.
   */
  readonly providers?: (provider: Text) => Truth;
  /** Whether a service that the policy names belongs to the class, by its name such as `pods.eks`; any service is somebody else's matter. */
  readonly services?: (service: string) => boolean;
  /** Which organization the caller may be in: `unlisted` is none, or one that the policy does not spell. */
  readonly organization: 'unlisted' | 'any' | { readonly otherThan: string };
}

/** A class of requests that must not get through; data, which only `search` reads. */
export interface Question {
  readonly caller: CallerClass;
  readonly actions: readonly string[];
  readonly context?: { readonly [key: string]: Wish };
  /** What the caller may do with the claims of its token, by their keys, where an issuer of this URL has made it. */
  readonly claims?: (issuer: string) => { readonly [key: string]: Wish };
  readonly tags?: Tags;
  /** Ask only of accounts that the statement letting the caller in names or pins itself. */
  readonly namedBy?: 'statement';
  /** What tells answers apart: who is let in, or only where. */
  readonly per: 'account' | 'service' | 'statement';
  readonly atMost?: Level;
}

/** A signed call of an IAM user or a session of a role. */
export const iamKinds: readonly CallerKind[] = ['session', 'user'];
