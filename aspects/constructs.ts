import { join } from 'node:path';
import type { CfnResource, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Core } from './peer';

/** Every construct under this one and itself, parents before children; goes into Stages, which Aspects do not. */
export function* everyConstruct(root: IConstruct): Generator<IConstruct> {
  const waiting = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...next.node.children.reverse());
  }
}

interface Found {
  readonly stack: Stack;
  readonly resources: CfnResource[];
  paths?: ReadonlyMap<string, string>;
}

/** Finds the constructs behind the templates. Walks the app once, when first asked. */
export class Constructs {
  private found: Map<string, Found> | undefined;

  constructor(
    private readonly core: Core,
    private readonly app: IConstruct,
  ) {}

  /** All stacks of the app, parents before nested ones, each with the absolute path of its template. */
  stacks(): readonly (readonly [template: string, stack: Stack])[] {
    return [...this.all()].map(([template, { stack }]) => [template, stack]);
  }

  /**
   * The construct path of the resource with this logical id in the template at this absolute path. Where no construct
   * stands for it (a template included as it is) or none is asked for, the path of the stack: the `cdk` command drops
   * findings whose path is in no stack. Undefined where not even the stack is known.
   */
  pathOf(template: string, logicalId?: string): string | undefined {
    const found = this.all().get(template);
    if (found === undefined) return undefined;
    found.paths ??= new Map(found.resources.map((one) => [String(found.stack.resolve(one.logicalId)), one.node.path]));
    return found.paths.get(logicalId ?? '') ?? found.stack.node.path;
  }

  private all(): Map<string, Found> {
    return (this.found ??= this.walk());
  }

  private walk(): Map<string, Found> {
    const byStack = new Map<Stack, Found>();
    const byTemplate = new Map<string, Found>();
    for (const construct of everyConstruct(this.app)) {
      if (this.core.Stack.isStack(construct)) {
        const found = { stack: construct, resources: [] };
        const stage = this.core.Stage.of(construct);
        byStack.set(construct, found);
        if (stage !== undefined) byTemplate.set(join(stage.outdir, construct.templateFile), found);
      } else if (this.core.CfnResource.isCfnResource(construct)) {
        byStack.get(construct.stack)?.resources.push(construct);
      }
    }
    return byTemplate;
  }
}
