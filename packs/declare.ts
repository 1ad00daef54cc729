import type { EnforcementLevel, Policy, Severity } from '@pulumi/policy';
import { ownRules, ruleLevel, type RulePage, type Settings } from '../shared';
import { pulumiLevel } from './levels';

/** What Pulumi shows of a policy before it has anything to say, with the level that it starts from. */
export interface Declaration extends Policy {
  enforcementLevel: EnforcementLevel;
  severity: Severity;
}

/** The policy that says what none of the others is named for. */
export const crashPolicy = 'rule-crash';

/** A rule as a Pulumi policy of the same name. */
export function declareRule(page: RulePage, settings: Settings): Declaration {
  const { name, summary, fix, guardrail } = page;
  const framework = { name: 'sts-guardrails', version: '1', reference: guardrail ?? '', specification: summary };
  return {
    name,
    description: summary,
    ...startingLevel(page, settings),
    remediationSteps: fix,
    url: `docs/rules/${name}.md`,
    tags: ['aws', 'iam', 'sts'],
    ...(guardrail === undefined ? {} : { framework }),
  };
}

/** The policies that are no rules: those asked about each resource, and the one asked about the whole program. */
export function declareOthers(settings: Settings): { resource: Declaration[]; program: Declaration } {
  const resource = ownRules.filter(({ name }) => name !== 'exception').map((page) => declareRule(page, settings));
  const [exception] = ownRules.filter(({ name }) => name === 'exception');
  if (exception === undefined) throw new Error('nothing declares what exceptions that have ended come to');
  return { resource, program: { ...declareRule(exception, settings), name: 'sts-guardrails-program' } };
}

// A rule that is off is a disabled policy, which nobody asks; one that an override turns on somewhere has to be asked.
function startingLevel(page: RulePage, settings: Settings): Pick<Declaration, 'enforcementLevel' | 'severity'> {
  const level = ruleLevel(page, settings);
  if (level !== 'off') return pulumiLevel(level, settings.enforce);
  const isOnSomewhere = settings.overrides.some(({ rules }) => (rules?.[page.name]?.level ?? 'off') !== 'off');
  return isOnSomewhere ? pulumiLevel('info', settings.enforce) : { enforcementLevel: 'disabled', severity: 'low' };
}
