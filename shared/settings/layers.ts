import type { Exception, RuleSetting, Sessions, Settings, ThirdParty } from '../settings';

/** What one source of settings says, checked; what it leaves out is left to weaker sources. */
export interface Layer {
  readonly strict?: boolean;
  /** Whether weaker sources may only tighten what this one and those above it come to. */
  readonly locked?: boolean;
  /** Ready-made exceptions that it takes; they add to those of all other sources. */
  readonly ready?: readonly Exception[];
  readonly acknowledgements?: boolean;
  readonly enforce?: Settings['enforce'];
  readonly accounts?: {
    readonly own?: readonly string[];
    readonly organization?: { readonly id?: string; readonly accounts?: readonly string[] };
    readonly thirdParties?: readonly ThirdParty[];
  };
  readonly sessions?: Partial<Sessions>;
  readonly rules?: Settings['rules'];
  readonly overrides?: Settings['overrides'];
  readonly undecided?: Settings['undecided'];
  readonly exceptions?: readonly Exception[];
  /** The name of the file of known findings, from the folder of the source. */
  readonly baseline?: string;
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

/** All layers, strongest first, over the defaults. */
export function mergeLayers(layers: readonly Layer[]): Settings {
  const isStrict = layers.find(({ strict }) => strict !== undefined)?.strict ?? false;
  return layers.reduceRight(overlay, isStrict ? { ...defaultSettings, undecided: 'error' } : defaultSettings);
}

/** One layer over settings: objects merge by key, lists and values of the layer replace. */
function overlay(below: Settings, { locked, ready = [], ...layer }: Layer): Settings {
  const listed = below.exceptions.filter(({ preset }) => preset === undefined);
  const given = below.exceptions.filter(({ preset }) => preset !== undefined);
  const names = new Set(given.map(({ preset }) => preset));
  const added = ready.filter(({ preset }) => !names.has(preset));
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
    exceptions: [...(layer.exceptions ?? listed), ...given, ...added],
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
