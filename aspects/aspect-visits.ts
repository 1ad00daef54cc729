import type { App, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { rulesWith } from '../shared';
import { type GuardrailOptions, termsOf } from './attach';
import { Closing, stagesToJudge } from './aspect-close';
import { atEnd } from './aspect-end';
import { AspectRun, type Voice } from './aspect-run';
import type { Terms } from './judge';
import { claim, type HostName } from './mark';
import { demandVersion, loadCore } from './peer';

/** What a host that is an Aspect judges by, and how it shows what it finds. */
export interface AspectHost {
  readonly name: HostName;
  readonly settings: object | undefined;
  readonly options: GuardrailOptions;
  readonly voice: Voice;
  /** What tests may replace. */
  readonly replacements?: Partial<Omit<Terms, 'settings'>>;
}

// Over all Aspects of a process: one may be on the App and another on a Stage.
const judged = new WeakSet<Stage>();

/**
 * The constructs that an Aspect is on. A visit only notes them; they are judged at the end of each Stage, when no Aspect
 * of whatever priority changes them any more.
 */
export class Visits {
  private readonly core = loadCore();
  private readonly visited = new WeakSet<IConstruct>();
  private readonly scopes = new WeakMap<Stage, IConstruct[]>();
  private readonly runs = new WeakMap<App, AspectRun>();
  private readonly closing = new WeakSet<App>();

  constructor(private readonly host: AspectHost) {}

  /** Notes a construct, unless the one that it stands in is noted already. */
  note(construct: IConstruct): void {
    const { scope } = construct.node;
    const isInside = scope !== undefined && this.visited.has(scope) && !this.core.Stage.isStage(construct);
    if (!isInside && !this.visited.has(construct)) this.enlist(construct);
    this.visited.add(construct);
  }

  private enlist(construct: IConstruct): void {
    const stage = this.core.Stage.isStage(construct) ? construct : this.core.Stage.of(construct);
    const root = construct.node.root;
    if (stage === undefined || !this.core.App.isApp(root)) {
      throw new Error(
        `sts-guardrails judges what stands in an App, and ${construct.node.path} stands in none that this aws-cdk-lib has made`,
      );
    }
    const scopes = this.scopes.get(stage) ?? [];
    this.scopes.set(stage, [...scopes, construct]);
    if (scopes.length > 0) return;
    judged.add(stage);
    atEnd(this.core, stage, 'judging', () => this.judge(root, stage));
    this.atClose(root);
  }

  private atClose(app: App): void {
    if (this.closing.has(app)) return;
    const closing = new Closing(this.core, app);
    this.closing.add(app);
    atEnd(this.core, app, 'closing', () => this.close(app, closing));
  }

  private judge(app: App, stage: Stage): readonly string[] {
    this.run(app).judge(stage, this.scopes.get(stage) ?? []);
    return [];
  }

  private close(app: App, closing: Closing): readonly string[] {
    const run = this.run(app);
    // another synthesis of the same app is another run
    this.runs.delete(app);
    // the constructs of an Aspect that is on the App are meant to be all
    const isOnApp = this.scopes.get(app)?.includes(app) === true;
    const missed = isOnApp ? stagesToJudge(this.core, app).filter((stage) => !judged.has(stage)) : [];
    closing.close(run, missed);
    return [];
  }

  private run(app: App): AspectRun {
    const known = this.runs.get(app);
    if (known !== undefined) return known;
    const { name, settings, options, voice, replacements } = this.host;
    demandVersion(app);
    const twice = claim(app, name);
    if (twice !== undefined) throw new Error(twice);
    const { terms, write } = termsOf(app, settings, rulesWith(options.rules));
    const all: Terms = { ...terms, ...(write !== undefined && { write }), ...replacements };
    const run = new AspectRun(this.core, app, all, voice);
    this.runs.set(app, run);
    return run;
  }
}
