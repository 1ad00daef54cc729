import type * as v from 'valibot';
import type { Exception, Override, RuleSetting, Sessions, Settings, ThirdParty } from '../settings';
import type { settingsSchema } from './schema';

/** What one source of settings says, checked; what it leaves out is left to weaker sources. */
export interface Layer {
  readonly strict?: boolean;
  readonly acknowledgements?: boolean;
  readonly enforce?: Settings['enforce'];
  readonly accounts?: {
    readonly own?: readonly string[];
    readonly organization?: { readonly id?: string; readonly accounts?: readonly string[] };
    readonly thirdParties?: readonly ThirdParty[];
  };
  readonly sessions?: Partial<Sessions>;
  readonly rules?: Settings['rules'];
  readonly overrides?: readonly Override[];
  readonly undecided?: Settings['undecided'];
  readonly exceptions?: readonly Exception[];
}

type Checked = v.InferOutput<ReturnType<typeof settingsSchema>>;

/** The layer that checked input stands for: short forms spelled out, absent parts left out. */
export function layerOf(input: Checked): Layer {
  const { $schema, extends: base, baseline, locked, ...rest } = input;
  return withoutUndefined({
    ...rest,
    rules: rulesOf(input.rules),
    overrides: input.overrides?.map((one) => ({ ...one, rules: rulesOf(one.rules) })),
  }) as Layer;
}

// The schema has settled that each value is a level, or an object of a level and options.
function rulesOf(rules: unknown): Settings['rules'] | undefined {
  if (rules === undefined) return undefined;
  const settings = Object.entries(rules as { [name: string]: RuleSetting['level'] | { level?: RuleSetting['level'] } });
  return Object.fromEntries(settings.map(([name, setting]) => [name, ruleOf(setting)]));
}

function ruleOf(setting: RuleSetting['level'] | { readonly level?: RuleSetting['level'] }): RuleSetting {
  const { level, ...options } = typeof setting === 'object' ? setting : { level: setting };
  return level === undefined ? { options } : { level, options };
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutUndefined(part)]));
}

/** What is asked where nothing is set. */
export const defaultSettings: Settings = {
  strict: false,
  acknowledgements: true,
  enforce: 'block',
  accounts: { own: [], organization: { accounts: [] }, thirdParties: [] },
  sessions: { role: 3600, permissionSet: 3600, rolesAnywhere: 3600, roleAlias: 3600, provider: 3600 },
  rules: {},
  overrides: [],
  undecided: 'warning',
  exceptions: [],
};

/** One layer over settings: objects merge by key, lists and values of the layer replace. */
export function overlay(below: Settings, layer: Layer): Settings {
  return {
    ...below,
    ...layer,
    accounts: {
      ...below.accounts,
      ...layer.accounts,
      organization: { ...below.accounts.organization, ...layer.accounts?.organization },
    },
    sessions: { ...below.sessions, ...layer.sessions },
    rules: mergeRules(below.rules, layer.rules),
  };
}

/** Rule by rule: the stronger level, and options merged by name. */
export function mergeRules(below: Settings['rules'], above: Settings['rules'] = {}): Settings['rules'] {
  const merged = Object.entries(above).map(([name, setting]): [string, RuleSetting] => [
    name,
    { ...below[name], ...setting, options: { ...below[name]?.options, ...setting.options } },
  ]);
  return { ...below, ...Object.fromEntries(merged) };
}
