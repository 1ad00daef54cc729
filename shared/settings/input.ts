import type { Level } from '../model/finding';
import type { ExternalIdPractice } from '../settings';

/** Settings as people write them, in a file or in code; whatever is left out is left to weaker sources. */
export interface SettingsInput {
  readonly $schema?: string | undefined;
  /** Sets of levels and ready-made exceptions to build upon. */
  readonly extends?: BaseName | readonly BaseName[] | undefined;
  readonly enforce?: 'block' | 'audit' | undefined;
  /** Whether findings may be accepted where a role is declared. */
  readonly acknowledgements?: boolean | undefined;
  readonly accounts?: AccountsInput | undefined;
  readonly sessions?: SessionsInput | undefined;
  readonly rules?: RulesInput | undefined;
  readonly overrides?: readonly OverrideInput[] | undefined;
  /** What an undecided finding counts as at most. */
  readonly undecided?: Level | undefined;
  readonly exceptions?: readonly ExceptionInput[] | undefined;
  /** The file of findings that are known already; named from the folder of the settings file, or the working folder. */
  readonly baseline?: string | undefined;
  /** Whether weaker sources may only tighten these. */
  readonly locked?: boolean | undefined;
}

/** What settings may build upon. */
export type BaseName = 'recommended' | 'strict' | 'cdk-bootstrap' | 'identity-center';

/** Whose accounts are: account numbers are texts of 12 digits. */
export interface AccountsInput {
  readonly own?: readonly string[] | undefined;
  readonly organization?:
    { readonly id?: string | undefined; readonly accounts?: readonly string[] | undefined } | undefined;
  readonly thirdParties?: readonly ThirdPartyInput[] | undefined;
}

/** Another company that is approved; `expires` is `YYYY-MM-DD`, UTC. */
export interface ThirdPartyInput {
  readonly account: string;
  readonly name: string;
  readonly externalId: ExternalIdPractice;
  readonly reason?: string | undefined;
  readonly expires?: string | undefined;
}

/** The longest sessions allowed, in seconds. */
export interface SessionsInput {
  readonly role?: number | undefined;
  readonly permissionSet?: number | undefined;
  readonly rolesAnywhere?: number | undefined;
  readonly roleAlias?: number | undefined;
  readonly provider?: number | undefined;
}

/** For each rule a level, or a level and the rule's own options. */
export interface RulesInput {
  readonly [rule: string]: RuleLevel | RuleInput | undefined;
}

type RuleLevel = Level | 'off';

interface RuleInput {
  readonly level?: RuleLevel | undefined;
  readonly [option: string]: unknown;
}

interface ScopeInput {
  /** A glob on the path of the role. */
  readonly where?: string | undefined;
  /** A JSON pointer into the policy. */
  readonly at?: string | undefined;
  readonly account?: string | undefined;
}

/** Other sessions, levels and options for what `where`, `at` or `account` name. */
export interface OverrideInput extends ScopeInput {
  readonly sessions?: SessionsInput | undefined;
  readonly rules?: RulesInput | undefined;
}

/** Findings that are accepted; `rule` may end with `[undecided]`, `expires` is `YYYY-MM-DD`, UTC. */
export interface ExceptionInput extends ScopeInput {
  readonly rule: string;
  readonly reason: string;
  readonly owner?: string | undefined;
  readonly expires?: string | undefined;
}
