import type { EnforcementLevel, Severity } from '@pulumi/policy';
import { ruleLevel, type Level, type RulePage, type Settings } from '../shared';

/** Pulumi's own names for a level: what it stops and how it is shown. */
export interface PulumiLevel {
  readonly enforcementLevel: EnforcementLevel;
  readonly severity: Severity;
}

/** What a level becomes under Pulumi; under `audit` nothing stops a run. */
export function pulumiLevel(level: Level, enforce: 'block' | 'audit'): PulumiLevel {
  switch (level) {
    case 'error':
      return { enforcementLevel: enforce === 'audit' ? 'advisory' : 'mandatory', severity: 'high' };
    case 'warning':
      return { enforcementLevel: 'advisory', severity: 'medium' };
    case 'info':
      return { enforcementLevel: 'advisory', severity: 'low' };
  }
}

/** Whether the rule is on, be it by an override for some subjects only. */
export function isOnAnywhere(page: RulePage, settings: Settings): boolean {
  if (ruleLevel(page, settings) !== 'off') return true;
  return settings.overrides.some(({ rules }) => (rules?.[page.name]?.level ?? 'off') !== 'off');
}
