import type { Level } from '../model/finding';
import type { Subject } from '../model/subject';
import type { Remark, RulePage } from '../rules/rule';
import type { Settings } from '../settings';
import { fixedRules } from '../settings/fixed';
import { exception } from './pages';
import { covers, holds, settingsFor } from '../settings/scope';
import { strength } from '../settings/strength';

/** The weaker of two levels. */
export function weaker<L extends Level | 'off'>(one: L, other: L): L {
  return strength[one] <= strength[other] ? one : other;
}

/** Whether any place of the subject can have a finding of the rule. */
export function isAsked(page: RulePage, settings: Settings, subject: Subject): boolean {
  if (isLeftOut(page.name, settings)) return false;
  if (ruleLevel(page, settingsFor(settings, subject)) !== 'off') return true;
  return settings.overrides.some(
    (one) => one.at !== undefined && (one.rules?.[page.name]?.level ?? 'off') !== 'off' && covers(one, subject),
  );
}

/** The level of a remark: the rule's, the remark's own bound and, for an unknown verdict, that of the settings. */
export function levelOf(page: RulePage, settings: Settings, subject: Subject, remark: Remark): Level | 'off' {
  const atMost = settings.strict && remark.atMost === 'warning' ? 'error' : (remark.atMost ?? 'error');
  const level = weaker<Level | 'off'>(placeLevel(page, settings, subject, remark.at), atMost);
  return remark.verdict === 'unknown' ? weaker<Level | 'off'>(level, settings.undecided) : level;
}

function placeLevel(page: RulePage, settings: Settings, subject: Subject, at: string): Level | 'off' {
  if (fixedRules.includes(page.name)) return 'error';
  if (isLeftOut(page.name, settings)) return 'off';
  // Of all overrides that name the rule here, the last one counts, with or without `at`.
  const last = settings.overrides.findLast(
    (one) => one.rules?.[page.name]?.level !== undefined && covers(one, subject) && holds(one, at),
  );
  return last?.rules?.[page.name]?.level ?? ruleLevel(page, settingsFor(settings, subject));
}

/** Whether a run asks other rules alone. */
export function isLeftOut(name: string, { only }: Settings): boolean {
  return only !== undefined && !only.includes(name) && name !== exception.name && !fixedRules.includes(name);
}

/** The level of a rule before any override: what the settings say, else its own, which strict settings raise. */
export function ruleLevel({ name, level }: RulePage, settings: Settings): Level | 'off' {
  const set = settings.rules[name]?.level;
  if (set !== undefined) return set;
  const own = typeof level === 'function' ? level(settings) : level;
  return settings.strict && own !== 'info' ? 'error' : own;
}
