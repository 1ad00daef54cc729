import type { App, IPolicyValidationPlugin, PolicyViolation, Stage } from 'aws-cdk-lib/core';
import { type Finding, isKnown, knownSentence, type Report } from '../shared';
import { cloudFormationTypes } from '../shared/read/cloudformation';
import { PLUGIN } from './acknowledgements';
import type { AspectRun } from './aspect-run';
import { inert, placeOf } from './aspect-text';
import { everyConstruct } from './constructs';
import type { Core } from './peer';
import { commandReports, standing } from './selection';
import { typeOf } from './stack-template';
import { stacksOf } from './templates';
import { acceptance, blocks, knownRemark, nowhere, violation } from './violation';

/**
 * What Aspects say about a whole app. The `cdk` command shows no annotation of an App, and drops those of stacks that it
 * is not asked for, so this goes the way of a validation plugin: its violations stand in no stack, and none is dropped.
 */
export class Closing {
  private pending: readonly PolicyViolation[] = [];
  private unselected: () => readonly PolicyViolation[] = () => [];
  private isRegistered = false;

  constructor(
    private readonly core: Core,
    private readonly app: App,
  ) {}

  /** Ends a run; the Stages are those that nobody judges. */
  close(run: AspectRun, missed: readonly Stage[]): void {
    const { settings, write } = run.terms;
    const { findings, accepted, report } = run.finish();
    const known = knownSentence(report.accepted, settings);
    write?.(joined(this.app, this, report));
    this.pending = [
      ...findings.map((finding) => placed(violation(finding, {}, settings.enforce), finding)),
      ...accepted.filter((one) => !isKnown(one)).map((finding) => placed(acceptance(finding, {}), finding)),
      ...(known === undefined ? [] : [knownRemark(known)]),
      ...missed.map((stage) => unjudged(stage, settings.enforce)),
    ];
    this.unselected = () => this.summary(run);
    // even where nothing is said: the report of an earlier run would stay in the output folder
    if (!this.isRegistered) this.core.Validations.of(this.app).addPlugins(this.plugin());
    this.isRegistered = true;
  }

  private summary({ blocked, terms }: AspectRun): readonly PolicyViolation[] {
    const blocking = blocked.map(({ finding, at }) => {
      return violation(finding, { constructPath: at.node.path }, terms.settings.enforce);
    });
    const summary = standing(this.app, { stackTemplates: stacksOf(this.core, this.app) }, blocking);
    return [...(summary === undefined ? [] : [summary]), ...(this.showsAnnotations() ? [] : blocking)];
  }

  /** Whether somebody shows annotations: the `cdk` command does, an app that reports by itself only where it is told to. */
  private showsAnnotations(): boolean {
    const isAsked = this.core.FeatureFlags.of(this.app).isEnabled('@aws-cdk/core:annotationsInValidationReport');
    // a unit test looks at annotations itself, and CDK would throw the report instead
    return commandReports(this.app) || isAsked === true || process.env.NODE_ENV === 'test';
  }

  private plugin(): IPolicyValidationPlugin {
    return {
      name: PLUGIN,
      // a CDK may ask once for each account and Region
      validate: () => {
        const violations = [...this.pending, ...this.unselected()];
        this.pending = [];
        this.unselected = () => [];
        return {
          success: !violations.some(blocks),
          violations,
        };
      },
    };
  }
}

/** The Stages of an app, itself included, that hold something to judge. */
export function stagesToJudge(core: Core, app: App): readonly Stage[] {
  const found = new Set<Stage>();
  for (const construct of everyConstruct(app)) {
    if (!core.CfnResource.isCfnResource(construct) || !cloudFormationTypes.includes(typeOf(construct))) continue;
    const stage = core.Stage.of(construct);
    if (stage !== undefined) found.add(stage);
  }
  return [...found];
}

/** With the place in words where a finding is about something in the app, and not about an exception. */
function placed(one: PolicyViolation, finding: Finding): PolicyViolation {
  return finding.rule === 'exception'
    ? one
    : { ...one, description: `${one.description}\n   ${inert(placeOf(finding))}` };
}

function unjudged({ node }: Stage, enforce: 'block' | 'audit'): PolicyViolation {
  const one = nowhere(
    'stage-not-judged',
    [
      `stage-not-judged: nobody judges the roles in the Stage ${node.path}, because Aspects on the App do not go into it`,
    ],
    'Add the Aspect to the Stage as well, before a pipeline takes the Stage in: Aspects.of(stage).add(…).',
  );
  return enforce === 'audit' ? { ...one, severity: 'warning' } : one;
}

const reports = new WeakMap<App, Map<object, Report>>();

/** The last reports of all Aspects of this app in one. */
function joined(app: App, aspect: object, report: Report): Report {
  const all = reports.get(app) ?? new Map<object, Report>();
  reports.set(app, all.set(aspect, report));
  return [...all.values()].reduce((sum, { findings, accepted, summary, judged = [] }) => ({
    ...sum,
    findings: [...sum.findings, ...findings],
    accepted: [...sum.accepted, ...accepted],
    judged: [...(sum.judged ?? []), ...judged],
    summary: {
      subjects: sum.summary.subjects + summary.subjects,
      error: sum.summary.error + summary.error,
      warning: sum.summary.warning + summary.warning,
      info: sum.summary.info + summary.info,
      undecided: sum.summary.undecided + summary.undecided,
      accepted: sum.summary.accepted + summary.accepted,
      skipped: sum.summary.skipped + summary.skipped,
    },
  }));
}
