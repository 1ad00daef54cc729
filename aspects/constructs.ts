import { join } from 'node:path';
import type { CfnResource, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Acknowledgement } from '../shared';
import { acknowledgementsAt } from './acknowledgements';
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
  byId?: ReadonlyMap<string, CfnResource>;
}

interface Walked {
  readonly byTemplate: ReadonlyMap<string, Found>;
  readonly acknowledged: ReadonlyMap<string, readonly Acknowledgement[]>;
}

/** Finds the constructs behind the templates. Walks the app once, when first asked. */
export class Constructs {
  private found: Walked | undefined;

  constructor(
    private readonly core: Core,
    private readonly app: IConstruct,
  ) {}

  /** All stacks of the app, parents before nested ones, each with the absolute path of its template. */
  stacks(): readonly (readonly [template: string, stack: Stack])[] {
    return [...this.all().byTemplate].map(([template, { stack }]) => [template, stack]);
  }

  /** What is acknowledged in the app, by the path of the construct. */
  acknowledged(): ReadonlyMap<string, readonly Acknowledgement[]> {
    return this.all().acknowledged;
  }

  /**
   * The construct path of the resource with this logical id in the template at this absolute path. Where no construct
   * stands for it (a template included as it is) or none is asked for, the path of the stack: the `cdk` command drops
   * findings whose path is in no stack. Undefined where not even the stack is known.
   */
  pathOf(template: string, logicalId?: string): string | undefined {
    const resource = logicalId === undefined ? undefined : this.resourceOf(template, logicalId);
    return (resource ?? this.all().byTemplate.get(template)?.stack)?.node.path;
  }

  /** The construct of the resource with this logical id in the template at this absolute path, where there is one. */
  resourceOf(template: string, logicalId: string): CfnResource | undefined {
    const found = this.all().byTemplate.get(template);
    if (found === undefined) return undefined;
    found.byId ??= new Map(found.resources.map((one) => [String(found.stack.resolve(one.logicalId)), one]));
    return found.byId.get(logicalId);
  }

  private all(): Walked {
    return (this.found ??= this.walk());
  }

  private walk(): Walked {
    const byStack = new Map<Stack, Found>();
    const byTemplate = new Map<string, Found>();
    const acknowledged = new Map<string, readonly Acknowledgement[]>();
    for (const construct of everyConstruct(this.app)) {
      const words = acknowledgementsAt(construct);
      if (words.length > 0) acknowledged.set(construct.node.path, words);
      if (this.core.Stack.isStack(construct)) {
        const found = { stack: construct, resources: [] };
        const stage = this.core.Stage.of(construct);
        byStack.set(construct, found);
        if (stage !== undefined) byTemplate.set(join(stage.outdir, construct.templateFile), found);
      } else if (this.core.CfnResource.isCfnResource(construct)) {
        byStack.get(construct.stack)?.resources.push(construct);
      }
    }
    return { byTemplate, acknowledged };
  }
}
