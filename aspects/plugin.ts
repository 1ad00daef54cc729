import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type {
  App,
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib/core';
import { PLUGIN } from './acknowledgements';
import { textOf } from './error-text';
import type { Outcome } from './ledger';
import { asksOnce, type Core } from './peer';
import { standing } from './selection';
import { stacksOf } from './templates';
import { blocks, nowhere } from './violation';

/** Judges a finished app. */
export type Judge = (context: IPolicyValidationContext) => Outcome;

type Validate = IPolicyValidationPlugin['validate'];

/**
 * Two plugins of one name: the first judges and reports what blocks, the second what does not. The `cdk` command drops
 * the findings of stacks it was not asked for but keeps a report's conclusion, so that in one report an error in one
 * stack would let a mere warning in another stop a run of that other stack alone.
 */
export function plugins(core: Core, judge: Judge): readonly [IPolicyValidationPlugin, IPolicyValidationPlugin] {
  let remarks: readonly PolicyViolation[] = [];
  const judgeAll = (context: IPolicyValidationContext): PolicyValidationPluginReport => {
    const { violations, acknowledged } = judge(context);
    const blocking = violations.filter(blocks);
    remarks = violations.filter((one) => !blocks(one));
    const summary = standing(context.appConstruct as App, context, blocking);
    return report([...blocking, ...(summary === undefined ? [] : [summary]), ...acknowledged]);
  };
  const remark = (): PolicyValidationPluginReport => {
    const all = remarks;
    remarks = [];
    return report(all);
  };
  return [guarded(once(core, judgeAll)), guarded(remark)];
}

/**
 * Asks once for each synthesis. A CDK that asks for each account and Region by itself gets the answer on the whole app
 * the first time, and nothing more until it asks about stacks that it has asked about before.
 */
function once(core: Core, validate: Validate): Validate {
  const asked = new Set<string>();
  return (context) => {
    if (asksOnce(context.appConstruct)) return validate(context);
    const stacks = context.stackTemplates.map(({ templatePath }) => templatePath);
    const isMore = asked.size > 0 && !stacks.some((path) => asked.has(path));
    if (!isMore) asked.clear();
    for (const path of stacks) asked.add(path);
    return isMore ? report([]) : validate({ ...context, stackTemplates: stacksOf(core, context.appConstruct) });
  };
}

function report(violations: readonly PolicyViolation[]): PolicyValidationPluginReport {
  return { success: !violations.some(blocks), pluginVersion: ownVersion(), violations: [...violations] };
}

/**
 * INVARIANT: `validate` never throws. The `cdk` command takes a plugin that throws for one that found nothing; and a
 * violation with a construct path is dropped when its stack is not selected, so a crash has none.
 */
function guarded(validate: Validate): IPolicyValidationPlugin {
  return {
    name: PLUGIN,
    validate: (context) => {
      try {
        return validate(context);
      } catch (error) {
        return { success: false, violations: [crash(error)] };
      }
    },
  };
}

function crash(error: unknown): PolicyViolation {
  return nowhere(
    'plugin-crash',
    [`plugin-crash: sts-guardrails broke off before every role was judged: ${textOf(error)}`],
    'Report this with the message above; until it is mended, nothing vouches for the roles of this app.',
  );
}

let known: string | undefined;

/** The version of this package; its package.json stands one step higher once the code is compiled. */
function ownVersion(): string {
  if (known !== undefined) return known;
  const file = [1, 2].map((up) => join(__dirname, '../'.repeat(up), 'package.json')).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`no package.json stands above ${dirname(__filename)}`);
  known = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  return known;
}
