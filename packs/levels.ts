import type { EnforcementLevel, Severity } from '@pulumi/policy';
import type { Level } from '../shared';

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
