import { relative } from 'node:path';
import type { App, IPolicyValidationContext, PolicyViolation } from 'aws-cdk-lib/core';
import {
  createGuard,
  type Finding,
  type Guard,
  type GuardOptions,
  type Judged,
  rules,
  type Settings,
  type Subject,
} from '../shared';
import { Constructs } from './constructs';
import type { Core } from './peer';
import { SubjectReader } from './subjects';
import { type Broken, readTemplates, type Template } from './templates';
import { acceptance, type Spot, violation } from './violation';

/** What a run judges by. */
export interface Terms extends GuardOptions {
  readonly settings: Settings;
}

/** Judges every template of a finished app: violations in the order of templates and resources. */
export function judgeApp(core: Core, context: IPolicyValidationContext, terms: Terms): PolicyViolation[] {
  return new Run(core, context, terms).judge();
}

class Run {
  private readonly constructs: Constructs;
  private readonly guard: Guard;
  private readonly outdir: string;
  private readonly valueRules: ReadonlySet<string>;
  private readonly violations: PolicyViolation[] = [];

  constructor(
    core: Core,
    private readonly context: IPolicyValidationContext,
    private readonly terms: Terms,
  ) {
    const { settings, ...options } = terms;
    this.constructs = new Constructs(core, context.appConstruct);
    this.guard = createGuard(settings, options);
    const asked = options.rules ?? rules;
    this.valueRules = new Set(asked.filter(({ kind }) => kind === 'value').map(({ name }) => name));
    this.outdir = (context.appConstruct as App).outdir;
  }

  judge(): PolicyViolation[] {
    const { templates, broken } = readTemplates(this.context, this.constructs);
    for (const one of broken) this.unreadable(one);
    const reader = new SubjectReader(templates);
    let skipped = 0;
    for (const template of templates) skipped += this.template(template, reader);
    this.report(this.guard.finish(skipped), () => ({}));
    return this.violations;
  }

  private unreadable({ path, problem }: Broken): void {
    const id = relative(this.outdir, path);
    const place = { id, type: 'template', path: this.constructs.pathOf(path) ?? id, file: id };
    const subject: Subject = { kind: 'unreadable', place, owner: {}, problem };
    this.report(this.guard.judge(subject), () => this.spot(path));
  }

  private template(template: Template, reader: SubjectReader): number {
    const { path } = template;
    const file = relative(this.outdir, path);
    const pathOf = (logicalId?: string): string =>
      // the construct that users write, not the resource inside it
      this.constructs.pathOf(path, logicalId)?.replace(/\/Resource$/, '') ?? `${file}#${logicalId ?? ''}`;
    const { subjects, skipped } = reader.read(template, file, pathOf);
    for (const { subject, logicalId } of subjects) {
      const judged = this.guard.judge(subject);
      this.report(judged, ({ rule, at }) => this.spot(path, logicalId, this.pointer(subject, rule) + at));
    }
    return skipped;
  }

  private spot(template: string, logicalId?: string, pointer?: string): Spot {
    const constructPath = this.constructs.pathOf(template, logicalId);
    return {
      template,
      ...(constructPath !== undefined && { constructPath }),
      ...(logicalId !== undefined && { logicalId }),
      ...(pointer !== undefined && { pointer }),
    };
  }

  /** A subject is placed at its policy; a rule on a value judges the value beside it. */
  private pointer({ kind, place }: Subject, rule: string): string {
    const policy = place.pointer ?? '';
    return kind === 'role' && this.valueRules.has(rule) ? policy.replace(/[^/]*$/, 'MaxSessionDuration') : policy;
  }

  private report({ findings, accepted }: Judged, spotOf: (finding: Finding) => Spot): void {
    const { enforce } = this.terms.settings;
    for (const finding of findings) this.violations.push(violation(finding, spotOf(finding), enforce));
    for (const finding of accepted) this.violations.push(acceptance(finding, spotOf(finding)));
  }
}
