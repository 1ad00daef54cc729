import type { ResourceRemediation } from '@pulumi/policy';
import { createGuard, sessionsOf, type Rule, type Settings } from '../shared';
import { pulumiDurationInput } from '../shared/read/pulumi';
import { remediedRule } from './declare';
import { subjectsOf } from './judge';
import { rawProperties, withoutSecrets } from './raw';

/** A resource as the SDK shows it to be put right. */
export type Ailing = Parameters<ResourceRemediation>[0];

/** What a remedy goes by. */
export interface Remedying {
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

/**
 * The inputs of a role with its longest session cut down to the limit; undefined where it is no plain number or where
 * the finding would not block: accepted, weaker than an error, or under audit.
 */
export function remedy(args: Ailing, by: Remedying): Ailing['props'] | undefined {
  const name = pulumiDurationInput(args.type);
  if (name === undefined || by.settings.enforce === 'audit') return undefined;
  const raw = rawProperties(args.props);
  // secrets and values that are not known yet are no numbers here
  if (typeof raw[name] !== 'number') return undefined;
  const provider = args.provider === undefined ? undefined : rawProperties(args.provider.props);
  const [subject] = subjectsOf(args, withoutSecrets(raw) as object, provider);
  if (subject === undefined) return undefined;
  const rules = by.rules.filter((rule) => rule.name === remediedRule);
  const { findings } = createGuard(by.settings, { today: by.today, rules }).judge(subject);
  const blocks = findings.some(
    ({ rule, level, verdict }) => rule === remediedRule && level === 'error' && verdict === 'fail',
  );
  if (!blocks) return undefined;
  args.props[name] = sessionsOf(by.settings, subject).role;
  return args.props;
}
