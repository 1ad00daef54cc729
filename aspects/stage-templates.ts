import { join } from 'node:path';
import type { CfnResource, Stack, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Core } from './peer';
import { type Rendered, renderStack } from './stack-template';
import { placeInParent, type Template } from './templates';

/** A stack with its template, which is rendered when first looked at. */
export interface Drafted {
  readonly stack: Stack;
  readonly template: Template;
  readonly resources: ReadonlyMap<string, CfnResource>;
}

/** Every construct under this one and itself, parents before children; stays outside Stages, as Aspects do. */
export function* constructsIn(core: Core, construct: IConstruct): Generator<IConstruct> {
  yield construct;
  for (const child of construct.node.children) if (!core.Stage.isStage(child)) yield* constructsIn(core, child);
}

/** The stacks of a Stage or App, parents before nested ones, as they will be written; those in inner Stages left out. */
export function draftsIn(core: Core, stage: Stage): readonly Drafted[] {
  const drafts = new Map<Stack, Drafted>();
  for (const stack of constructsIn(core, stage)) {
    if (core.Stack.isStack(stack)) drafts.set(stack, draft(core, stage, stack, drafts));
  }
  return [...drafts.values()];
}

function draft(core: Core, stage: Stage, stack: Stack, drafts: ReadonlyMap<Stack, Drafted>): Drafted {
  let rendered: Rendered | undefined;
  const render = () => (rendered ??= renderStack(core, stack));
  const { account, region } = stack;
  const nestedIn = placeInParent(stack, (parent) => drafts.get(parent)?.template);
  return {
    stack,
    get resources() {
      return render().resources;
    },
    template: {
      path: join(stage.outdir, stack.templateFile),
      get json() {
        return render().json;
      },
      ...(!core.Token.isUnresolved(account) && { account }),
      ...(!core.Token.isUnresolved(region) && { region }),
      ...(nestedIn !== undefined && { nestedIn }),
    },
  };
}
