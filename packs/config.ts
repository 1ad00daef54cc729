import type { EnforcementLevel } from '@pulumi/policy';
import { ownRules, SettingsError, type Level, type RulePage, type Settings } from '../shared';
import { programPolicy, type Declaration } from './declare';
import type { Configured, PackConfig } from './heard';
import { isOnAnywhere } from './levels';

/** What messages call the user's configuration. */
export const configName = 'policy pack config';

const levels: { readonly [level in EnforcementLevel]: Level | 'off' } = {
  remediate: 'error',
  mandatory: 'error',
  advisory: 'warning',
  disabled: 'off',
};

/**
 * The configuration as a layer of settings. A name that no policy has stays in it, for the settings to refuse, unless
 * the pack has policies of others too. Throws SettingsError with what settings cannot refuse.
 */
export function settingsOf(config: PackConfig, declared: readonly Declaration[], isAlone: boolean): unknown {
  const known = new Map(declared.map((policy) => [policy.name, policy]));
  // where others have policies too, `all` may be meant for theirs; those that are fixed say their level themselves
  const isOurs = (name: string, { level }: Configured) =>
    isAlone || (known.has(name) && !(known.get(name)?.isFixed === true && level === 'advisory'));
  const named = [...config].filter(([name, one]) => name !== 'all' && isOurs(name, one));
  const problems = named.flatMap(([name, one]) => problemOf(name, one, known.get(name), config.get('all')));
  if (problems.length > 0) throw refusal(problems);
  return { rules: Object.fromEntries(named.map(([name, one]) => [ruleOf(name), ruleInput(one, known.get(name))])) };
}

/** The policies as the configuration leaves them: what the SDK asks, and at which level a violation comes by itself. */
export function configuredPolicies(config: PackConfig, declared: readonly Declaration[]): readonly Declaration[] {
  return declared.map((policy) => {
    const level = config.get(policy.name)?.level;
    return level === undefined ? policy : { ...policy, enforcementLevel: level };
  });
}

/**
 * Throws SettingsError where a policy is disabled whose rule the settings keep on: the SDK does not even ask a disabled
 * policy, and so it would say nothing whatever the settings demand.
 */
export function refuseDisabled(policies: readonly Declaration[], pages: readonly RulePage[], settings: Settings): void {
  const byName = new Map([...pages, ...ownRules].map((page) => [page.name, page]));
  const problems = policies.flatMap(({ name, enforcementLevel }) => {
    const page = byName.get(ruleOf(name));
    if (enforcementLevel !== 'disabled' || page === undefined || !isOnAnywhere(page, settings)) return [];
    return [problem([name], 'is disabled here, and the settings keep it on: take it out of the configuration')];
  });
  if (problems.length > 0) throw refusal(problems);
}

function problemOf(name: string, one: Configured, policy: Declaration | undefined, all: Configured | undefined) {
  if (policy === undefined) return [];
  const options = Object.keys(policy.configSchema?.properties ?? {});
  const wrong = Object.keys(one.options).filter((option) => !options.includes(option));
  const takes = `it takes ${['enforcementLevel', ...options].join(', ')}`;
  if (wrong.length > 0) return wrong.map((option) => problem([name, option], `is no option of this policy; ${takes}`));
  if (one.level === policy.enforcementLevel) return [];
  if (all?.level === one.level && policy.isFixed && levels[one.level] !== 'error') {
    const message = `would turn down ${name}, which is always mandatory: configure the other policies by their names`;
    return [problem(['all'], message)];
  }
  if (one.level === 'remediate' && all?.level !== 'remediate' && !policy.isRemedied) {
    return [problem([name], 'cannot be remediated, only session-duration can: make it "mandatory"')];
  }
  return [];
}

// What the engine filled in is no wish of the user's; the settings say it already, and more exactly.
function ruleInput({ level, options }: Configured, policy: Declaration | undefined): object {
  return level === policy?.enforcementLevel ? options : { level: levels[level], ...options };
}

function ruleOf(policy: string): string {
  return policy === programPolicy ? 'exception' : policy;
}

function problem(path: readonly string[], message: string) {
  return { source: configName, path, message };
}

function refusal(problems: readonly ReturnType<typeof problem>[]): SettingsError {
  return new SettingsError(problems);
}
