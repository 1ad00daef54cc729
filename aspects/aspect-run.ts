import { relative } from 'node:path';
import type { App, CfnResource, Stack, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import {
  createGuard,
  type Finding,
  type Guard,
  type Judged,
  type Report,
  summarize,
  withAcknowledged,
} from '../shared';
import { pathAsWritten } from '../shared/read/cloudformation';
import { acknowledgementsAt, acknowledgementsOf } from './acknowledgements';
import { shownAs } from './aspect-text';
import { declaredAt } from './declared';
import type { Terms } from './judge';
import type { Core } from './peer';
import { constructsIn, type Drafted, draftsIn } from './stage-templates';
import { SubjectReader } from './subjects';

/**
 * Shows what was found on one role or the like, at its construct or, where none stands for it, at its stack. Gives back
 * what the host shows as a finding although it is accepted.
 */
export type Voice = (judged: Judged, at: CfnResource | Stack, terms: Terms) => readonly Finding[];

/** An Aspect: the constructs that it is on, and how it shows what is found in them. */
export interface Listener {
  readonly scopes: readonly IConstruct[];
  readonly voice: Voice;
}

/** Judges an app, Stage by Stage, before its templates are written. */
export class AspectRun {
  private readonly guard: Guard;
  private skipped = 0;
  private readonly refused = new Set<Finding>();
  /** What blocks. */
  readonly blocked: { readonly finding: Finding; readonly at: IConstruct }[] = [];

  constructor(
    private readonly core: Core,
    private readonly app: App,
    readonly terms: Terms,
  ) {
    const { settings, write: _write, ...options } = terms;
    this.guard = createGuard(settings, options);
  }

  /** Judges what stands in the Stage where somebody listens. */
  judge(stage: Stage, listeners: readonly Listener[]): void {
    const scopes = [...new Set(listeners.flatMap((one) => one.scopes))];
    const drafts = draftsIn(this.core, stage);
    const reader = new SubjectReader(drafts.map(({ template }) => template));
    for (const scope of scopes) {
      for (const construct of constructsIn(this.core, scope)) this.guard.acknowledge(acknowledgementsAt(construct));
    }
    for (const draft of drafts) {
      if (scopes.some((scope) => isIn(draft.stack, [scope]) || isIn(scope, [draft.stack]))) {
        this.stack(draft, reader, listeners);
      }
    }
  }

  /** What only shows once all is judged. */
  finish(): Judged & { readonly report: Report } {
    const last = this.guard.finish(this.skipped);
    return { ...last, report: withRefused(last.report, this.refused) };
  }

  private stack({ stack, template, resources }: Drafted, reader: SubjectReader, listeners: readonly Listener[]): void {
    const file = relative(this.app.outdir, template.path);
    const constructOf = (logicalId: string | undefined) => resources.get(logicalId ?? '') ?? stack;
    const pathOf = (logicalId: string | undefined) => pathAsWritten(constructOf(logicalId).node.path);
    const { subjects, skipped, acknowledged } = reader.read(template, file, {
      pathOf,
      declaredAt: (logicalId) => declaredAt(constructOf(logicalId)),
    });
    this.skipped += skipped;
    if (listeners.some(({ scopes }) => isIn(stack, scopes))) this.guard.acknowledge(acknowledged);
    for (const { subject, logicalId } of subjects) {
      const at = constructOf(logicalId);
      const voices = listeners.filter(({ scopes }) => isIn(at, scopes)).map(({ voice }) => voice);
      if (voices.length === 0) continue;
      this.show(this.guard.judge(withAcknowledged(subject, acknowledgementsOf(at))), at, voices);
    }
  }

  private show(judged: Judged, at: CfnResource | Stack, voices: readonly Voice[]): void {
    const refused = new Set(voices.flatMap((voice) => voice(judged, at, this.terms)));
    for (const finding of refused) this.refused.add(finding);
    for (const finding of [...judged.findings, ...refused]) {
      if (shownAs(finding, this.terms.settings.enforce) === 'error') this.blocked.push({ finding, at });
    }
  }
}

/** The report with what was accepted in vain among its findings. */
function withRefused(report: Report, refused: ReadonlySet<Finding>): Report {
  if (refused.size === 0) return report;
  const back = report.accepted.filter((one) => refused.has(one)).map(({ accepted: _word, ...finding }) => finding);
  const findings = [...report.findings, ...back];
  const accepted = report.accepted.filter((one) => !refused.has(one));
  const { subjects, skipped } = report.summary;
  return { ...report, findings, accepted, summary: summarize(findings, accepted.length, subjects, skipped) };
}

function isIn(construct: IConstruct, scopes: readonly IConstruct[]): boolean {
  return scopes.some((scope) => construct.node.scopes.includes(scope));
}
