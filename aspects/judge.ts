import { relative } from 'node:path';
import type { App, IPolicyValidationContext } from 'aws-cdk-lib/core';
import {
  createGuard,
  type Guard,
  type GuardOptions,
  knownSentence,
  type Report,
  rules,
  type Settings,
  type Subject,
  withAcknowledged,
} from '../shared';
import { pathAsWritten } from '../shared/read/cloudformation';
import { Accepting, isWithin } from './accepting';
import { Constructs } from './constructs';
import { declaredAt } from './declared';
import { Ledger, type Outcome } from './ledger';
import { leftOutReport, readLeftOut } from './left-out';
import { acknowledgesByPlace, type Core } from './peer';
import { SubjectReader } from './subjects';
import { type Broken, readTemplates, type Template } from './templates';
import { knownRemark, nowhere, type Spot } from './violation';

/** What a run judges by. */
export interface Terms extends GuardOptions {
  readonly settings: Settings;
  /** Hands the report on; throws Error with a sentence for people where it cannot. */
  readonly write?: (report: Report) => void;
  /** The construct path of the one stack to judge, with what is nested in it; the others are read for what they export. */
  readonly only?: string;
}

/** Judges every template of a finished app. */
export function judgeApp(core: Core, context: IPolicyValidationContext, terms: Terms): Outcome {
  return new Run(core, context, terms).judge();
}

class Run {
  private readonly constructs: Constructs;
  private readonly guard: Guard;
  private readonly outdir: string;
  private readonly valueRules: ReadonlySet<string>;
  private readonly ledger: Ledger;
  private readonly accepting: Accepting;
  /** Where the subjects of each path stand, for what is said of them at the end. */
  private readonly spots = new Map<string, (at: string) => Spot>();

  constructor(
    private readonly core: Core,
    private readonly context: IPolicyValidationContext,
    private readonly terms: Terms,
  ) {
    const { settings, write: _write, only: _only, ...options } = terms;
    this.constructs = new Constructs(core, context.appConstruct);
    this.accepting = new Accepting(this.constructs, acknowledgesByPlace(context.appConstruct));
    this.ledger = new Ledger(this.accepting, settings.enforce);
    this.guard = createGuard(settings, options);
    const asked = options.rules ?? rules;
    this.valueRules = new Set(asked.filter(({ kind }) => kind === 'value').map(({ name }) => name));
    this.outdir = (context.appConstruct as App).outdir;
  }

  judge(): Outcome {
    const { templates, broken } = readTemplates(this.context, this.constructs);
    for (const one of broken) if (this.isAsked(one)) this.unreadable(one);
    this.guard.acknowledge(this.accepting.within(this.terms.only));
    const reader = new SubjectReader(templates);
    let skipped = 0;
    for (const template of templates) if (this.isAsked(template)) skipped += this.template(template, reader);
    this.leftOut(templates, reader);
    const last = this.guard.finish(skipped);
    this.ledger.enter(last, ({ subject, at }) => this.spots.get(subject.path)?.(at) ?? this.spotOfWord(subject.path));
    const known = knownSentence(last.report.accepted, this.terms.settings);
    if (known !== undefined) this.ledger.add(knownRemark(known));
    this.write(last.report);
    return this.ledger;
  }

  private isAsked({ path }: { readonly path: string }): boolean {
    const { only } = this.terms;
    return only === undefined || isWithin(only, this.constructs.pathOf(path) ?? '');
  }

  private unreadable({ path, problem }: Broken): void {
    const id = relative(this.outdir, path);
    const place = { id, type: 'template', path: this.constructs.pathOf(path) ?? id, file: id };
    const subject: Subject = { kind: 'unreadable', place, owner: {}, problem };
    this.ledger.enter(this.guard.judge(subject), () => this.spot(path));
  }

  private template(template: Template, reader: SubjectReader): number {
    const { path } = template;
    const file = relative(this.outdir, path);
    const pathOf = (logicalId?: string): string => {
      const construct = this.constructs.pathOf(path, logicalId);
      return construct === undefined ? `${file}#${logicalId ?? ''}` : pathAsWritten(construct);
    };
    const { subjects, skipped, acknowledged } = reader.read(template, file, {
      pathOf,
      declaredAt: (logicalId = '') => {
        const resource = this.constructs.resourceOf(path, logicalId);
        return resource && declaredAt(resource);
      },
    });
    this.guard.acknowledge(acknowledged);
    for (const { subject, logicalId } of subjects) {
      const judged = this.guard.judge(withAcknowledged(subject, this.accepting.of(path, logicalId)));
      // a role stands before the documents in it, and what is said at the end is said of roles
      if (!this.spots.has(subject.place.path))
        this.spots.set(subject.place.path, (at) => this.spot(path, logicalId, (subject.place.pointer ?? '') + at));
      this.ledger.enter(judged, ({ rule, at }) => this.spot(path, logicalId, this.pointer(subject, rule) + at));
    }
    return skipped;
  }

  private leftOut(templates: readonly Template[], reader: SubjectReader): void {
    const app = this.context.appConstruct as App;
    const { leftOut, broken } = readLeftOut(this.core, app, this.constructs, templates);
    if (broken !== undefined) this.unreadable(broken);
    for (const { template, paths } of leftOut) {
      if (!this.isAsked(template)) continue;
      const { subjects } = reader.read(template, leftOutReport, { pathOf: (id = '') => paths.get(id) ?? id });
      for (const { subject, logicalId = '' } of subjects) {
        const constructPath = paths.get(logicalId);
        if (constructPath === undefined) continue;
        const judged = this.guard.judge(withAcknowledged(subject, this.accepting.at(constructPath)));
        this.ledger.enter(judged, () => ({ constructPath }));
      }
    }
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

  /** Where a finding on an acknowledgement stands; one on the settings stands nowhere in the app. */
  private spotOfWord(by: string): Spot {
    const constructPath = this.accepting.placeOf(by);
    return constructPath === undefined || constructPath === '' ? {} : { constructPath };
  }

  /** A subject is placed at its policy; a rule on a value judges the value beside it. */
  private pointer({ kind, place }: Subject, rule: string): string {
    const policy = place.pointer ?? '';
    return kind === 'role' && this.valueRules.has(rule) ? policy.replace(/[^/]*$/, 'MaxSessionDuration') : policy;
  }

  private write(report: Report): void {
    try {
      this.terms.write?.(report);
    } catch (error) {
      const says = error instanceof Error ? error.message : 'the report of this run could not be written';
      this.ledger.add(
        nowhere('report', [`report: ${says}`], 'Name a file that can be written, or unset STS_GUARDRAILS_REPORT.'),
      );
    }
  }
}
