import type { ResourceValidationPolicy, StackValidationPolicy } from '@pulumi/policy';
import { createGuard, type Rule, type Settings } from '../shared';
import { crashPolicy, declareOthers, declareRule, type Declaration } from './declare';
import { Judge } from './judge';
import { report, type Speaker, type Violation } from './violation';

/** Policies as `PolicyPack` takes them. */
export type PackPolicies = (ResourceValidationPolicy | StackValidationPolicy)[];

/** One policy per rule and those that speak for no rule, under validated settings; `today` is `YYYY-MM-DD`, UTC. */
export function policiesOf(settings: Settings, rules: readonly Rule[], today: string): PackPolicies {
  const others = declareOthers(settings);
  const declared = [...rules.map((rule) => declareRule(rule, settings)), ...others.resource];
  const judge = new Judge(createGuard(settings, { today, rules }), settings.enforce, speakerAmong(declared));
  return [...declared.map((policy) => resourcePolicy(policy, judge)), programPolicy(others.program, judge)];
}

// What no policy is named for must not go unsaid.
function speakerAmong(declared: readonly Declaration[]): Speaker {
  const byName = new Map(declared.map((policy) => [policy.name, policy]));
  return (rule) => {
    const policy = byName.get(rule) ?? byName.get(crashPolicy);
    if (policy === undefined) throw new Error(`no policy speaks for ${rule}`);
    return policy;
  };
}

function resourcePolicy(declaration: Declaration, judge: Judge): ResourceValidationPolicy {
  const isOwn = ({ policy }: Violation) => policy === declaration.name;
  return {
    ...declaration,
    validateResource: (args, to) =>
      judge
        .resource(args)
        .filter(isOwn)
        .forEach((violation) => report(violation, to)),
  };
}

function programPolicy(declaration: Declaration, judge: Judge): StackValidationPolicy {
  return {
    ...declaration,
    validateStack: (_args, to) => judge.program(declaration).forEach((violation) => report(violation, to)),
  };
}
