import type { Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { type AspectHost, courseOf } from './aspect-course';
import { loadCore } from './peer';

/**
 * The constructs that an Aspect is on. A visit only notes them; they are judged at the end of each Stage, when no Aspect
 * of whatever priority changes them any more.
 */
export class Visits {
  private readonly core = loadCore();
  private readonly visited = new WeakSet<IConstruct>();
  private readonly scopes = new WeakMap<Stage, IConstruct[]>();

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
    const course = courseOf(this.core, root, this.host);
    course.listen(stage, () => ({ scopes: this.scopes.get(stage) ?? [], voice: this.host.voice }));
  }
}
