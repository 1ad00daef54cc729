import type { ResourceValidationArgs } from '@pulumi/policy';
import type { Guard, Judged, Subject } from '../shared';
import { ownerFromPulumiProvider, providerInputs, pulumiInputs, readPulumiResource } from '../shared/read/pulumi';
import { crashPolicy, type Declaration } from './declare';
import { rawProperties } from './raw';
import { acceptedViolation, crashViolation, findingViolation, type Speaker, type Violation } from './violation';

// Enough for all that an engine shows a pack at once.
const remembered = 1000;
const nothing: readonly Violation[] = [];

/** What of a resource the pack is shown is judged. */
export type Shown = Pick<ResourceValidationArgs, 'type' | 'urn' | 'name' | 'props' | 'provider'>;

/** Judges what a pack is shown. Never throws, since a policy that throws ends the whole run. */
export class Judge {
  // Every policy is shown each resource in turn: the first that asks has it judged, the others look it up.
  private readonly seen = new Map<string, { readonly inputs: string; readonly violations: readonly Violation[] }>();

  constructor(
    private readonly guard: Guard,
    private readonly enforce: 'block' | 'audit',
    private readonly speaker: Speaker,
    /** Hears that a resource was judged; what it returns is said with it. */
    private readonly judged: () => readonly Violation[] = () => [],
  ) {}

  /** All that is to be said about one resource, whichever policy says it. */
  resource(shown: Shown): readonly Violation[] {
    const names = pulumiInputs(shown.type);
    return names === undefined ? nothing : this.guarded(crashPolicy, () => this.once(shown, names));
  }

  /** What `speaker` is to say once the whole program is known. */
  program(speaker: Declaration): readonly Violation[] {
    return this.guarded(speaker.name, () => this.violations(this.guard.finish(), () => speaker));
  }

  private once(shown: Shown, names: readonly string[]): readonly Violation[] {
    const provider = shown.provider === undefined ? undefined : rawProperties(shown.provider.props, providerInputs);
    const inputs = JSON.stringify([rawProperties(shown.props, names), provider, isEmpty(shown.props)]);
    const known = this.seen.get(shown.urn);
    if (known?.inputs === inputs) return known.violations;
    const judge = (subject: Subject) => this.violations(this.guard.judge(subject), this.speaker);
    const said = this.guarded(crashPolicy, () =>
      subjectsOf(shown, rawProperties(shown.props), provider).flatMap(judge),
    );
    const violations = [...said, ...this.judged()];
    this.remember(shown.urn, { inputs, violations });
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

  private guarded(policy: string, judge: () => readonly Violation[]): readonly Violation[] {
    try {
      return judge();
    } catch (error) {
      return [crashViolation(error, this.enforce, policy)];
    }
  }
}

/** The subjects of a resource with these inputs, owned by whom its provider works for. */
export function subjectsOf(
  { type, urn, name }: Shown,
  props: object,
  provider: object | undefined,
): readonly Subject[] {
  const owner = provider === undefined ? {} : { owner: ownerFromPulumiProvider(provider) };
  return readPulumiResource({ type, urn, name, props }, owner);
}

function isEmpty(props: object): boolean {
  return Object.keys(props).length === 0;
}
