import type { SettingsInput } from '../shared';
import { packPolicies, type PackOptions } from './make';
import type { PackPolicies } from './policies';

export type { PackOptions } from './make';
export type { PackPolicies } from './policies';

/**
 * The guardrails for a policy pack of one's own: `new PolicyPack('mine', { policies: policies() })`. `settings` has the
 * shape of a settings file; files and the environment count as well. Throws SettingsError with all that is wrong in any.
 */
export function policies(settings?: SettingsInput, options: PackOptions = {}): PackPolicies {
  return packPolicies(settings, options, false);
}
