import type { ResourceValidationPolicy, StackValidationPolicy } from '@pulumi/policy';
import { crashPolicy, declare, type Declaration } from './declare';
import type { PackConfig } from './heard';
import { Run, type Making } from './run';
import { failure, report, type Violation } from './violation';

/** Policies as `PolicyPack` takes them. */
export type PackPolicies = (ResourceValidationPolicy | StackValidationPolicy)[];

/** The policies of a pack, and what takes the user's configuration of them. */
export interface Made {
  readonly policies: PackPolicies;
  readonly configure: (config: PackConfig) => void;
}

/** One policy per rule and those that speak for no rule; throws SettingsError. */
export function makePolicies(making: Making): Made {
  const settings = making.settings();
  const declared = declare(making.rules, settings, making.remediate === true);
  const run = new Run(making, settings, declared);
  const policies = declared.resource.map((policy) => resourcePolicy(policy, run));
  return {
    policies: [...policies, programPolicy(declared.program, run)],
    configure: (config) => run.configure(config),
  };
}

function resourcePolicy(declaration: Declaration, run: Run): ResourceValidationPolicy {
  const { name, isRemedied } = declaration;
  const isOwn = ({ policy }: Violation) => policy === name;
  let isAsked = false;
  return {
    ...shown(declaration),
    validateResource: (args, to) => {
      // its configuration is the same each time
      if (!isAsked && run.isUnheard(name, args.getConfig?.() ?? {})) report(unheard(name), to);
      isAsked = true;
      for (const violation of run.resource(args).filter(isOwn)) report(violation, to);
    },
    ...(isRemedied && { remediateResource: (args) => run.remedy(args) }),
  };
}

function programPolicy(declaration: Declaration, run: Run): StackValidationPolicy {
  return {
    ...shown(declaration),
    validateStack: (_args, to) => run.program(declaration).forEach((violation) => report(violation, to)),
  };
}

function shown({ isFixed: _fixed, isRemedied: _remedied, ...policy }: Declaration) {
  return policy;
}

function unheard(policy: string): Violation {
  const what = `the configuration of ${policy === crashPolicy ? 'the pack' : policy} did not reach sts-guardrails`;
  return failure(what, 'have one @pulumi/pulumi beside @pulumi/policy: run `npm dedupe`', 'block', policy);
}
