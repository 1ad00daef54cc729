import { loadSettings } from '../load';
import { rules } from '../shared';
import { policiesOf, type PackPolicies } from './policies';

/**
 * The guardrails for a policy pack of one's own: `new PolicyPack('mine', { policies: policies() })`. `settings` has the
 * shape of a settings file; files and the environment count as well. Throws SettingsError with all that is wrong in any.
 */
export function policies(settings?: unknown): PackPolicies {
  const loaded = loadSettings({ cwd: process.cwd(), env: process.env, explicit: settings });
  return policiesOf(loaded.settings, rules, new Date().toISOString().slice(0, 10));
}
