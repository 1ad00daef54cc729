import { checksOf } from './nag-checks';
import { loadNag } from './nag-peer';
import type { Checks, ChecksConstructor } from './nag-types';
import { demandCore } from './peer';

export type { ChecksOptions } from './nag-types';

demandCore();

/**
 * The guardrails as a pack of cdk-nag. On version 3: `Validations.of(app).addPlugins(new StsGuardrailsChecks())`, for
 * the whole app. On version 2: `Aspects.of(app).add(new StsGuardrailsChecks())`, on the App and on each Stage.
 */
export const StsGuardrailsChecks: ChecksConstructor = checksOf(loadNag());
export type StsGuardrailsChecks = Checks;
