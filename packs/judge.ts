import type { ResourceValidationArgs } from '@pulumi/policy';
import { type Finding, type Guard, isKnown, type Judged, knownSentence, type Settings, type Subject } from '../shared';
import { ownerFromPulumiProvider, providerInputs, pulumiInputs, readPulumiResource, Seen } from '../shared/read/pulumi';
import { crashPolicy, type Declaration } from './declare';
import { rawProperties } from './raw';
import { acceptedViolation, crashViolation, findingViolation, note, type Speaker, type Violation } from './violation';

// Enough for all that an engine shows a pack at once.
const remembered = 1000;
const nothing: readonly Violation[] = [];

/** What of a resource the pack is shown is judged. */
export type Shown = Pick<ResourceValidationArgs, 'type' | 'urn' | 'name' | 'props' | 'provider'>;

/** Judges what a pack is shown. Never throws, since a policy that throws ends the whole run. */
export class Judge {
  // Every policy is shown each resource in turn: the first that asks has it judged, the others look it up.
  private readonly said = new Map<string, { readonly inputs: string; readonly violations: readonly Violation[] }>();
  /** What of the program has been shown so far: a document is judged as those have it who are known to have it. */
  private readonly seen = new Seen();

  constructor(
    private readonly guard: Guard,
    private readonly settings: Settings,
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
    // at the level that the user's configuration gives it
    const configured = this.speaker(speaker.name);
    return this.guarded(speaker.name, () => {
      const last = this.guard.finish();
      const known = knownSentence(last.report.accepted, this.settings);
      return [
        ...this.violations(last, () => configured, urnOf),
        ...(known === undefined ? [] : [note(`accepted: ${known}`, speaker.name)]),
      ];
    });
  }

  private once(shown: Shown, names: readonly string[]): readonly Violation[] {
    const provider = shown.provider === undefined ? undefined : rawProperties(shown.provider.props, providerInputs);
    const inputs = JSON.stringify([rawProperties(shown.props, names), provider, isEmpty(shown.props)]);
    const known = this.said.get(shown.urn);
    if (known?.inputs === inputs) return known.violations;
    const judge = (subject: Subject) => this.violations(this.guard.judge(subject), this.speaker);
    const said = this.guarded(crashPolicy, () =>
      subjectsOf(shown, rawProperties(shown.props), provider, this.seen).flatMap(judge),
    );
    const violations = [...said, ...this.judged()];
    this.remember(shown.urn, { inputs, violations });
    return violations;
  }

  /** What a policy says of findings; `standing` tells at which resource, where it is another than the one it is asked about. */
  private violations(
    { findings, accepted }: Judged,
    speaker: Speaker,
    standing: (finding: Finding) => { readonly urn?: string } = () => ({}),
  ): readonly Violation[] {
    const failing = findings.map((one) => ({
      ...findingViolation(one, this.settings.enforce, speaker(one.rule)),
      ...standing(one),
    }));
    // what the baseline knows may be hundreds of findings, and is summed up at the end
    const passing = accepted
      .filter((one) => !isKnown(one))
      .map((one) => ({ ...acceptedViolation(one, speaker(one.rule)), ...standing(one) }));
    return [...failing, ...passing];
  }

  private remember(urn: string, judged: { inputs: string; violations: readonly Violation[] }): void {
    const [oldest] = this.said.keys();
    if (this.said.size >= remembered && oldest !== undefined) this.said.delete(oldest);
    this.said.set(urn, judged);
  }

  private guarded(policy: string, judge: () => readonly Violation[]): readonly Violation[] {
    try {
      return judge();
    } catch (error) {
      return [crashViolation(error, this.settings.enforce, policy)];
    }
  }
}

/** The subjects of a resource with these inputs, owned by whom its provider works for. */
export function subjectsOf(
  { type, urn, name }: Shown,
  props: object,
  provider: object | undefined,
  seen: Seen = new Seen(),
): readonly Subject[] {
  const owner = provider === undefined ? {} : { owner: ownerFromPulumiProvider(provider) };
  return readPulumiResource({ type, urn, name, props }, { ...owner, seen });
}

// What is said of the settings stands at no resource, and the engine shows it at the stack.
function urnOf({ subject: { id } }: Finding): { readonly urn?: string } {
  return id.startsWith('urn:pulumi:') ? { urn: id } : {};
}

function isEmpty(props: object): boolean {
  return Object.keys(props).length === 0;
}
