import { loadSettings, reportWriter } from '../load';
import { demandOptions, rulesWith, type Rule } from '../shared';
import { onConfigure } from './heard';
import { makePolicies, type PackPolicies } from './policies';

/** What beside settings a pack may give its policies. */
export interface PackOptions {
  /** Rules of one's own, made with `trustRule` and its kin: each becomes a policy of its name. */
  readonly rules?: readonly Rule[];
  /** Whether `session-duration` cuts plain numbers of seconds down to the limit instead of blocking; false by default. */
  readonly remediate?: boolean;
}

/** The policies under the settings of this process, listening for their configuration. Throws SettingsError. */
export function packPolicies(settings: unknown, options: PackOptions, isAlone: boolean): PackPolicies {
  demandOptions(options, ['rules', 'remediate']);
  const rules = rulesWith(options.rules);
  const places = { cwd: process.cwd(), env: process.env, explicit: settings, rules };
  const { policies, configure } = makePolicies({
    settings: (config) => loadSettings(config === undefined ? places : { ...places, config }).settings,
    rules,
    today: new Date().toISOString().slice(0, 10),
    isAlone,
    isServed: isAlone || isServed(),
    remediate: options.remediate === true,
    write: reportWriter({ ...places, anchor: 'Pulumi.yaml' }),
  });
  onConfigure(configure);
  return policies;
}

// Where two copies of the SDK are installed, this and that the configuration stays away is all that tells of them.
function isServed(): boolean {
  return /[\\/]run-policy-pack[\\/]/.test(require.main?.filename ?? '');
}
