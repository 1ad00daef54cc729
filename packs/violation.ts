import type { EnforcementLevel, ReportViolation, Severity } from '@pulumi/policy';
import type { Accepted, Finding } from '../shared';
import type { Declaration } from './declare';
import { pulumiLevel } from './levels';
import { acceptedText, findingText } from './message';

/** What one policy has to say about one resource. */
export interface Violation {
  readonly policy: string;
  /** The rule's name, where it is not the policy's. */
  readonly name?: string;
  /** The resource, where it is not the one that the policy is asked about. */
  readonly urn?: string;
  readonly message: string;
  readonly severity: Severity;
  /** Set only where it differs from the policy's: an explicit level would win over the user's own configuration. */
  readonly enforcementLevel?: EnforcementLevel;
}

/** The policy that says what a rule has found. */
export type Speaker = (rule: string) => Declaration;

/** A finding as its policy says it. */
export function findingViolation(finding: Finding, enforce: 'block' | 'audit', speaker: Declaration): Violation {
  const { enforcementLevel, severity } = pulumiLevel(finding.level, enforce);
  return {
    ...nameOf(finding, speaker),
    message: findingText(finding),
    severity,
    ...(enforcementLevel === levelOf(speaker) ? {} : { enforcementLevel }),
  };
}

/** A finding that an exception covers: said, so that nobody forgets it, and never in the way. */
export function acceptedViolation(finding: Accepted, speaker: Declaration): Violation {
  const message = acceptedText(finding);
  return { ...nameOf(finding, speaker), message, severity: 'low', enforcementLevel: 'advisory' };
}

/** Something to be known of a run, which is never in the way. */
export function note(message: string, policy: string): Violation {
  return { policy, message, severity: 'low', enforcementLevel: 'advisory' };
}

/** An exception in our own code. Its message may quote a policy, so only its kind and place are told. */
export function crashViolation(error: unknown, enforce: 'block' | 'audit', policy: string): Violation {
  const kind = error instanceof Error ? error.name : typeof error;
  const frame = error instanceof Error ? /^\s+at .*$/m.exec(error.stack ?? '')?.[0].trim() : undefined;
  const what = `this could not be judged, because sts-guardrails itself failed with ${kind} ${frame ?? ''}`;
  return failure(what.trim(), 'report this with the policy that causes it', enforce, policy);
}

/** Something that keeps the pack from doing its work, whatever the policies say. */
export function failure(what: string, fix: string, enforce: 'block' | 'audit', policy: string): Violation {
  return { policy, message: `fail: ${what}\nfix: ${fix}`, ...pulumiLevel('error', enforce) };
}

/** Hands a violation to the SDK in its object form, the only one that carries a level and a severity of its own. */
export function report({ policy: _, ...violation }: Violation, to: ReportViolation): void {
  to(violation as unknown as string);
}

// What is left after remediation blocks.
function levelOf({ enforcementLevel }: Declaration): EnforcementLevel {
  return enforcementLevel === 'remediate' ? 'mandatory' : enforcementLevel;
}

function nameOf({ rule }: Finding, { name: policy }: Declaration): Pick<Violation, 'policy' | 'name'> {
  return policy === rule ? { policy } : { policy, name: rule };
}
