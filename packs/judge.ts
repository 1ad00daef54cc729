import type { ResourceValidationArgs } from '@pulumi/policy';
import type { Guard, Judged, Subject } from '../shared';
import { ownerFromPulumiProvider, pulumiTypes, readPulumiResource } from '../shared/read/pulumi';
import { crashPolicy, type Declaration } from './declare';
import { rawProperties } from './raw';
import { acceptedViolation, crashViolation, findingViolation, type Speaker, type Violation } from './violation';

// Enough for all that an engine shows a pack at once.
const remembered = 1000;

/** Judges what a pack is shown. Never throws, since a policy that throws ends the whole run. */
export class Judge {
  // Every policy is shown each resource in turn: the first that asks has it judged, the others look it up.
  private readonly seen = new Map<string, { readonly inputs: string; readonly violations: readonly Violation[] }>();

  constructor(
    private readonly guard: Guard,
    private readonly enforce: 'block' | 'audit',
    private readonly speaker: Speaker,
  ) {}

  /** All that is to be said about one resource, whichever policy says it. */
  resource(args: ResourceValidationArgs): readonly Violation[] {
    return guarded(crashPolicy, () => {
      return pulumiTypes.includes(args.type) ? this.once(args.urn, subjectsOf(args)) : [];
    });
  }

  /** What `speaker` is to say once the whole program is known. */
  program(speaker: Declaration): readonly Violation[] {
    return guarded(speaker.name, () => this.violations(this.guard.finish(), () => speaker));
  }

  private once(urn: string, subjects: readonly Subject[]): readonly Violation[] {
    const inputs = JSON.stringify(subjects);
    const known = this.seen.get(urn);
    if (known?.inputs === inputs) return known.violations;
    const judge = (subject: Subject) => this.violations(this.guard.judge(subject), this.speaker);
    const violations = guarded(crashPolicy, () => subjects.flatMap(judge));
    this.remember(urn, { inputs, violations });
    return violations;
  }

  private violations({ findings, accepted }: Judged, speaker: Speaker): readonly Violation[] {
    return [
      ...findings.map((finding) => findingViolation(finding, this.enforce, speaker(finding.rule))),
      ...accepted.map((finding) => acceptedViolation(finding, speaker(finding.rule))),
    ];
  }

  private remember(urn: string, judged: { inputs: string; violations: readonly Violation[] }): void {
    const [oldest] = this.seen.keys();
    if (this.seen.size >= remembered && oldest !== undefined) this.seen.delete(oldest);
    this.seen.set(urn, judged);
  }
}

function guarded(policy: string, judge: () => readonly Violation[]): readonly Violation[] {
  try {
    return judge();
  } catch (error) {
    return [crashViolation(error, policy)];
  }
}

function subjectsOf({ type, urn, name, props, provider }: ResourceValidationArgs): readonly Subject[] {
  const owner = provider === undefined ? {} : ownerFromPulumiProvider(rawProperties(provider.props));
  return readPulumiResource({ type, urn, name, props: rawProperties(props) }, { owner });
}
