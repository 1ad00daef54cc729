import type { EnforcementLevel, Policy, PolicyConfigSchema, Severity } from '@pulumi/policy';
import { docsOf, ownRules, ruleLevel, type RulePage, type Settings } from '../shared';
import { isOnAnywhere, pulumiLevel } from './levels';

/** What Pulumi shows of a policy before it has anything to say, with the level that it starts from. */
export interface Declaration extends Policy {
  enforcementLevel: EnforcementLevel;
  severity: Severity;
  /** Whether nothing may turn it down. */
  isFixed: boolean;
  /** Whether it can put a resource right. */
  isRemedied: boolean;
}

/** The policy that says what none of the others is named for. */
export const crashPolicy = 'rule-crash';

/** The policy that is asked about the whole program. */
export const programPolicy = 'sts-guardrails-program';

/** The rule whose policy can put a resource right. */
export const remediedRule = 'session-duration';

/** What a pack declares: policies that are asked about each resource, and the one asked about the whole program. */
export interface Declared {
  readonly resource: readonly Declaration[];
  readonly program: Declaration;
}

/** One policy for each rule, and those that are no rules; `remediate` lets the one that can put resources right. */
export function declare(pages: readonly RulePage[], settings: Settings, remediate: boolean): Declared {
  const [exception] = ownRules.filter(({ name }) => name === 'exception');
  if (exception === undefined) throw new Error('nothing declares what exceptions that have ended come to');
  const own = ownRules.filter((page) => page !== exception);
  return {
    resource: [
      ...own.map((page) => ({ ...declareRule(page, settings), isFixed: true })),
      ...pages.map((page) => remedied(declareRule(page, settings), remediate)),
    ],
    program: { ...declareRule(exception, settings), name: programPolicy },
  };
}

function declareRule(page: RulePage, settings: Settings): Declaration {
  const { name, summary, fix, guardrail = name } = page;
  return {
    name,
    description: summary,
    ...startingLevel(page, settings),
    remediationSteps: fix,
    ...urlOf(page),
    tags: ['aws', 'iam', 'sts'],
    framework: { name: 'sts-guardrails', version: '1', reference: guardrail, specification: summary },
    ...schemaOf(page),
    isFixed: false,
    isRemedied: name === remediedRule,
  };
}

// A rule that only warns leaves resources as they are.
function remedied(policy: Declaration, remediate: boolean): Declaration {
  const isDue = remediate && policy.isRemedied && policy.enforcementLevel === 'mandatory';
  return isDue ? { ...policy, enforcementLevel: 'remediate' } : policy;
}

function urlOf(page: RulePage): { url?: string } {
  const url = docsOf(page);
  return url === '' ? {} : { url };
}

function schemaOf({ options = {} }: RulePage): { configSchema?: PolicyConfigSchema } {
  if (Object.keys(options).length === 0) return {};
  return { configSchema: { properties: options as unknown as PolicyConfigSchema['properties'] } };
}

// A rule that is off is a disabled policy, which nobody asks; one that an override turns on somewhere has to be asked.
function startingLevel(page: RulePage, settings: Settings): Pick<Declaration, 'enforcementLevel' | 'severity'> {
  const level = ruleLevel(page, settings);
  if (level !== 'off') return pulumiLevel(level, settings.enforce);
  if (isOnAnywhere(page, settings)) return pulumiLevel('info', settings.enforce);
  return { enforcementLevel: 'disabled', severity: 'low' };
}
