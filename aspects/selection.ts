import { dirname } from 'node:path';
import type { App, IPolicyValidationContext, PolicyViolation } from 'aws-cdk-lib/core';
import { nowhere } from './violation';

/** CDK context key: when true, findings in stacks that a command does not select do not stop it. */
export const SELECTED_STACKS_ONLY = 'sts-guardrails:selectedStacksOnly';

const SHOWN = 10;

type Stacks = Pick<IPolicyValidationContext, 'stackTemplates'>;

/**
 * One violation that stands in no stack, and so stops the run whatever stacks are selected: the `cdk` command drops
 * findings in stacks it was not asked for, and counts every stack in a Stage among those unless asked by name. What is
 * selected cannot be known inside the app, so all that blocks is counted: by stack, and in a Stage, which plain
 * `cdk synth` does not show, one by one. Undefined where nothing can be dropped: a single stack outside any Stage, or
 * a run without the `cdk` command, which reports everything by itself.
 */
export function standing(app: App, context: Stacks, blocking: readonly PolicyViolation[]): PolicyViolation | undefined {
  if (blocking.length === 0 || !mayDrop(app)) return undefined;
  const topLevel = context.stackTemplates.filter(({ templatePath }) => dirname(templatePath) === app.outdir);
  if (topLevel.length === 1 && context.stackTemplates.length === 1) return undefined;
  const open = blocking.filter((one) => pathOf(one) !== undefined);
  if (open.length === 0) return undefined;
  const lines = linesOf(
    open,
    topLevel.map(({ stackConstructPath }) => stackConstructPath),
  );
  return nowhere(
    'unselected-stacks',
    [`${count(open.length)} in this app, counted whether or not the stack is selected:`, ...lines],
    "Fix each; `cdk synth '**'` shows them all in full, stacks in Stages included. " +
      `To be stopped by the selected stacks alone, set the CDK context ${SELECTED_STACKS_ONLY} to true.`,
  );
}

function linesOf(open: readonly PolicyViolation[], topLevel: readonly string[]): string[] {
  const stackOf = (one: PolicyViolation) => topLevel.find((stack) => `${pathOf(one)}/`.startsWith(`${stack}/`));
  const perStack = topLevel
    .map((stack) => ({ stack, found: open.filter((one) => stackOf(one) === stack).length }))
    .filter(({ found }) => found > 0)
    .map(({ stack, found }) => `${stack}: ${count(found)}`);
  const inStages = open.filter((one) => stackOf(one) === undefined);
  const shown = inStages.slice(0, SHOWN).map((one) => `${pathOf(one)}: ${one.description.split('\n')[0]}`);
  const rest = inStages.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more in Stages`] : []), ...perStack];
}

function count(findings: number): string {
  return findings === 1 ? '1 blocking finding' : `${findings} blocking findings`;
}

function pathOf(one: PolicyViolation): string | undefined {
  return one.violatingResources[0]?.constructPath;
}

/** Whether a command may drop findings of this app that shall stop it all the same. */
export function mayDrop(app: App): boolean {
  return commandReports(app) && !isOn(app.node.tryGetContext(SELECTED_STACKS_ONLY));
}

/** Whether the `cdk` command reads the report, rather than the app itself. */
export function commandReports(app: App): boolean {
  const own: unknown = app.node.tryGetContext('@aws-cdk/core:failSynthOnValidationErrors');
  return own === false || own === 'false';
}

function isOn(value: unknown): boolean {
  return value === true || value === 'true';
}
