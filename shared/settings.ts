import type { Level } from './model/finding';
import type { KnownFinding } from './settings/baseline';
import { type Layer, mergeLayers } from './settings/layers';
import { SettingsError, type Problem } from './settings/problems';
import type { KnownRules } from './settings/rule-names';

export { parseBaseline, spellBaseline, type KnownFinding } from './settings/baseline';
export { defaultSettings, mergeLayers, type Layer } from './settings/layers';
export { settle, type Settled } from './settings/locks';
export type { Leveled, Loosening } from './settings/loosening';
export type * from './settings/input';
export { SettingsError, spellPath, type Problem } from './settings/problems';
export type { KnownRules } from './settings/rule-names';
export { sessionsOf, settingsFor } from './settings/scope';

/** How an approved third party deals with external IDs. */
export type ExternalIdPractice = 'required' | 'vendor-format' | 'not-supported';

export interface ThirdParty {
  /** 12 digits. */
  readonly account: string;
  readonly name: string;
  readonly externalId: ExternalIdPractice;
  readonly reason?: string;
  /** Last day it holds, `YYYY-MM-DD`, UTC. */
  readonly expires?: string;
}

/** The longest session allowed, in seconds, for each kind of thing that states one. */
export interface Sessions {
  readonly role: number;
  readonly permissionSet: number;
  readonly rolesAnywhere: number;
  readonly roleAlias: number;
  readonly provider: number;
}

export interface RuleSetting {
  readonly level?: Level | 'off';
  readonly options: { readonly [name: string]: unknown };
}

/** An option of a rule as settings take it, in a few words of JSON Schema; `description` stands in editors and on its page. */
export type OptionShape = { readonly description?: string } & (
  | { readonly type: 'string'; readonly enum?: readonly string[] }
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'array'; readonly items: { readonly type: 'string' } }
);

/** What a setting applies to; every part that is given must match. */
export interface Scope {
  /** Glob on the subject's path. */
  readonly where?: string;
  /** JSON pointer, or a prefix of one, of the finding's place. */
  readonly at?: string;
  /** 12-digit account that the subject belongs to. */
  readonly account?: string;
}

export interface Override extends Scope {
  readonly sessions?: Partial<Sessions>;
  readonly rules?: { readonly [name: string]: RuleSetting };
}

export interface Exception extends Scope {
  readonly rule: string;
  readonly reason: string;
  readonly owner?: string;
  readonly expires?: string;
  /** The name of the ready-made list that it comes from; such a one need not cover anything. */
  readonly preset?: string;
}

/** Settings after validation, every default filled in. */
export interface Settings {
  /** Whether what the rules would warn of blocks, and rules that are off are asked. */
  readonly strict: boolean;
  readonly enforce: 'block' | 'audit';
  /** Whether findings may be accepted where a role is declared, and not only in the settings. */
  readonly acknowledgements: boolean;
  readonly accounts: {
    readonly own: readonly string[];
    readonly organization: { readonly id?: string; readonly accounts: readonly string[] };
    readonly thirdParties: readonly ThirdParty[];
  };
  readonly sessions: Sessions;
  readonly rules: { readonly [name: string]: RuleSetting };
  readonly overrides: readonly Override[];
  /** What an unknown verdict counts as at most. */
  readonly undecided: Level;
  readonly exceptions: readonly Exception[];
  /** The file of findings that are known already, as messages call it. */
  readonly baseline?: string;
  /** What stands in that file; whoever reads files for a host puts it here. */
  readonly known?: readonly KnownFinding[];
  /** The only rules that are asked, where a host was told so; what could not be judged counts all the same. */
  readonly only?: readonly string[];
}

/** Settings from one source with every default filled in; throws SettingsError with all that is wrong in them. */
export function parseSettings(input: unknown, source: string, known: KnownRules): Settings {
  return mergeLayers([parseLayer(input, source, known)]);
}

/** What one source of settings says, checked but without defaults; throws SettingsError with all that is wrong. */
export function parseLayer(input: unknown, source: string, known: KnownRules): Layer {
  // valibot loads only where there are settings, because every start of a host would wait for it.
  const { checkSettings } = require('./settings/check') as typeof import('./settings/check');
  const checked = checkSettings(input, known);
  if ('layer' in checked) return checked.layer;
  throw new SettingsError(checked.problems.map((problem): Problem => ({ source, ...problem })));
}
