import type { PolicyViolation } from 'aws-cdk-lib/core';
import { type Finding, isKnown, type Judged, type Settings } from '../shared';
import type { Accepting } from './accepting';
import { acceptance, type Spot, unaccepted, violation } from './violation';

/** What a run comes to, in the order of templates and resources. */
export interface Outcome {
  readonly violations: readonly PolicyViolation[];
  /** What is acknowledged: CDK takes it off the report and lists it with its reason. */
  readonly acknowledged: readonly PolicyViolation[];
}

/** Gathers what a run comes to. */
export class Ledger implements Outcome {
  readonly violations: PolicyViolation[] = [];
  readonly acknowledged: PolicyViolation[] = [];

  constructor(
    private readonly accepting: Accepting,
    private readonly enforce: Settings['enforce'],
  ) {}

  /** Takes in what no acknowledgement speaks of. */
  add(one: PolicyViolation): void {
    this.violations.push(one);
  }

  /** Takes in what was judged, as CDK shows it; `spotOf` tells where in the app a finding stands. */
  enter({ findings, accepted }: Judged, spotOf: (finding: Finding) => Spot): void {
    for (const finding of findings) {
      let one = violation(finding, spotOf(finding), this.enforce);
      // somebody may acknowledge the id under which it comes back, too
      while (this.isCovered(one)) one = unaccepted(one);
      this.violations.push(one);
    }
    for (const finding of accepted) {
      const spot = spotOf(finding);
      const one = violation(finding, spot, this.enforce);
      if (!isKnown(finding)) this.violations.push(acceptance(finding, spot));
      if (this.isCovered(one)) this.acknowledged.push(one);
    }
  }

  /** Whether CDK will take it off its report. */
  private isCovered({ ruleName, severity, violatingResources: [where] }: PolicyViolation): boolean {
    return severity !== 'fatal' && this.accepting.covers(ruleName, where?.constructPath);
  }
}
