import { isDeepStrictEqual } from 'node:util';
import type { App, Stage } from 'aws-cdk-lib/core';
import { rulesWith } from '../shared';
import { Closing, stagesToJudge } from './aspect-close';
import { atEnd } from './aspect-end';
import { AspectRun, type Listener, type Voice } from './aspect-run';
import { type GuardrailOptions, termsOf } from './attach';
import type { Terms } from './judge';
import { claim, type HostName } from './mark';
import { type Core, demandVersion } from './peer';

/** What a host that is an Aspect judges by, and how it shows what it finds. */
export interface AspectHost {
  readonly name: HostName;
  readonly settings: object | undefined;
  readonly options: GuardrailOptions;
  readonly voice: Voice;
  /** What tests may replace. */
  readonly replacements?: Partial<Omit<Terms, 'settings'>>;
}

const courses = new WeakMap<App, Course[]>();
// Over all Aspects of a process: one may be on the App and another on a Stage.
const judged = new WeakSet<Stage>();

/**
 * What Aspects on one app have in common as long as they judge by the same: people make one for each Stage, and what an
 * exception covers in one Stage must not be said to cover nothing in the others.
 */
export function courseOf(core: Core, app: App, host: AspectHost): Course {
  const all = courses.get(app) ?? [];
  const known = all.find((course) => course.judgesBy(host));
  if (known !== undefined) return known;
  const course = new Course(core, app, host);
  courses.set(app, [...all, course]);
  return course;
}

/** Judges an app, Stage by Stage, each time that it is synthesized. */
export class Course {
  private readonly closing: Closing;
  private run: AspectRun | undefined;
  private readonly listening = new WeakMap<Stage, (() => Listener)[]>();
  private isOnApp = false;

  constructor(
    private readonly core: Core,
    private readonly app: App,
    private readonly host: AspectHost,
  ) {
    this.closing = new Closing(core, app);
    atEnd(core, app, 'closing', () => this.close());
  }

  /** Whether this is how that host judges; how it shows what it finds is its own affair. */
  judgesBy({ name, settings, options, replacements }: AspectHost): boolean {
    const { host } = this;
    return isDeepStrictEqual(
      [name, settings, options, replacements],
      [host.name, host.settings, host.options, host.replacements],
    );
  }

  /** Has what stands in a Stage judged at its end, each role once; the listener is asked for then. */
  listen(stage: Stage, listener: () => Listener): void {
    judged.add(stage);
    const others = this.listening.get(stage) ?? [];
    this.listening.set(stage, [...others, listener]);
    if (others.length === 0) atEnd(this.core, stage, 'judging', () => this.judge(stage));
  }

  private judge(stage: Stage): readonly string[] {
    const listeners = (this.listening.get(stage) ?? []).map((listener) => listener());
    // the constructs of an Aspect that is on the App are meant to be all
    this.isOnApp ||= listeners.some(({ scopes }) => scopes.includes(this.app));
    this.begun().judge(stage, listeners);
    return [];
  }

  private close(): readonly string[] {
    const run = this.begun();
    // another synthesis of the same app is another run
    this.run = undefined;
    const missed = this.isOnApp ? stagesToJudge(this.core, this.app).filter((stage) => !judged.has(stage)) : [];
    this.closing.close(run, missed);
    return [];
  }

  private begun(): AspectRun {
    return (this.run ??= this.begin());
  }

  private begin(): AspectRun {
    const { core, app } = this;
    const { name, settings, options, replacements } = this.host;
    demandVersion(app);
    const twice = claim(app, name);
    if (twice !== undefined) throw new Error(twice);
    const { terms, write } = termsOf(app, settings, rulesWith(options.rules));
    return new AspectRun(core, app, { ...terms, ...(write !== undefined && { write }), ...replacements });
  }
}
