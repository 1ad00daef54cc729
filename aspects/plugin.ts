import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type {
  App,
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib/core';
import { standing } from './selection';

/** Also the prefix of the ids that users acknowledge. */
export const PLUGIN = 'sts-guardrails';

/** Judges a finished app; violations in reading order. */
export type Judge = (context: IPolicyValidationContext) => readonly PolicyViolation[];

/**
 * Two plugins of one name: the first judges and reports what blocks, the second what does not. The `cdk` command drops
 * the findings of stacks it was not asked for but keeps a report's conclusion, so that in one report an error in one
 * stack would let a mere warning in another stop a run of that other stack alone.
 */
export function plugins(judge: Judge): readonly [IPolicyValidationPlugin, IPolicyValidationPlugin] {
  let remarks: PolicyViolation[] = [];
  const judgeAll = (context: IPolicyValidationContext): PolicyValidationPluginReport => {
    remarks = [];
    const all = judge(context);
    const blocking = all.filter(blocks);
    remarks = all.filter((one) => !blocks(one));
    const summary = standing(context.appConstruct as App, context, blocking);
    return report(summary === undefined ? blocking : [...blocking, summary]);
  };
  return [guarded(judgeAll), guarded(() => report(remarks))];
}

function blocks({ severity }: PolicyViolation): boolean {
  return severity === 'error' || severity === 'fatal';
}

function report(violations: PolicyViolation[]): PolicyValidationPluginReport {
  return { success: !violations.some(blocks), pluginVersion: ownVersion(), violations };
}

/**
 * INVARIANT: `validate` never throws. The `cdk` command takes a plugin that throws for one that found nothing; and a
 * violation with a construct path is dropped when its stack is not selected, so a crash has none.
 */
function guarded(validate: IPolicyValidationPlugin['validate']): IPolicyValidationPlugin {
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
  return {
    ruleName: 'plugin-crash',
    severity: 'fatal',
    description: `plugin-crash: sts-guardrails broke off before every role was judged: ${textOf(error)}`,
    fix: 'Report this with the message above; until it is mended, nothing vouches for the roles of this app.',
    violatingResources: [{ locations: [] }],
  };
}

function textOf(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return 'an error without a message';
  }
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
