import { dirname } from 'node:path';
import type { App, IPolicyValidationContext, PolicyViolation } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { everyConstruct } from './constructs';

/** CDK context key: when true, findings in stacks that a command does not select do not stop it. */
export const SELECTED_STACKS_ONLY = 'sts-guardrails:selectedStacksOnly';

const PLUGIN = 'sts-guardrails';
const SHOWN = 10;

/**
 * One violation that stands in no stack, and so stops the run whatever stacks are selected: the `cdk` command drops
 * findings in stacks it was not asked for, and counts every stack in a Stage among those unless asked by name. What is
 * selected cannot be known inside the app, so it lists all findings that block. Undefined where nothing can be
 * dropped: a single stack outside any Stage, or a run without the `cdk` command, which reports everything by itself.
 */
export function standing(
  app: App,
  context: Pick<IPolicyValidationContext, 'stackTemplates'>,
  blocking: readonly PolicyViolation[],
): PolicyViolation | undefined {
  const canBeDropped = blocking.filter((one) => pathOf(one) !== undefined);
  if (canBeDropped.length === 0 || !commandReports(app) || isOn(app.node.tryGetContext(SELECTED_STACKS_ONLY))) {
    return undefined;
  }
  const [only, ...others] = context.stackTemplates;
  if (only !== undefined && others.length === 0 && dirname(only.templatePath) === app.outdir) return undefined;
  const accepted = acknowledged(app);
  const open = canBeDropped.filter((one) => !accepted(one));
  if (open.length === 0) return undefined;
  const lines = open.slice(0, SHOWN).map((one) => `${pathOf(one)}: ${one.description.split('\n')[0]}`);
  if (open.length > SHOWN) lines.push(`and ${open.length - SHOWN} more`);
  const count = open.length === 1 ? '1 blocking finding' : `${open.length} blocking findings`;
  return {
    ruleName: 'unselected-stacks',
    severity: 'error',
    description: [`${count} in this app, counted whether or not the stack is selected:`, ...lines].join('\n   '),
    fix:
      "Fix each; `cdk synth '**'` shows them all in full, stacks in Stages included. " +
      `To be stopped by the selected stacks alone, set the CDK context ${SELECTED_STACKS_ONLY} to true.`,
    violatingResources: [{ locations: [] }],
  };
}

function pathOf(one: PolicyViolation): string | undefined {
  return one.violatingResources[0]?.constructPath;
}

/** Whether the `cdk` command reads the report, rather than the app itself. */
function commandReports(app: IConstruct): boolean {
  const own: unknown = app.node.tryGetContext('@aws-cdk/core:failSynthOnValidationErrors');
  return own === false || own === 'false';
}

function isOn(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Tells which violations the app acknowledges, as core will find after the plugin has run. */
function acknowledged(app: IConstruct): (one: PolicyViolation) => boolean {
  const places = new Map<string, Set<string>>();
  for (const construct of everyConstruct(app)) {
    for (const { type, data } of construct.node.metadata) {
      if (type !== 'aws:cdk:acknowledged-rules' || typeof data !== 'object' || data === null) continue;
      for (const id of Object.keys(data as object)) {
        const at = places.get(id) ?? new Set();
        places.set(id, at.add(construct.node.path));
      }
    }
  }
  return (one) => {
    const at = one.severity === 'fatal' ? undefined : places.get(`${PLUGIN}::${one.ruleName}`);
    return at !== undefined && withAncestors(pathOf(one) ?? '').some((path) => at.has(path));
  };
}

function withAncestors(path: string): string[] {
  const steps = path === '' ? [] : path.split('/');
  return [path, ...steps.map((_, index) => steps.slice(0, index).join('/'))];
}
