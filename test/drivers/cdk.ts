import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { attach, type Replacements } from '../../aspects/attach';
import { type CdkRow, emptySeen, type Seen, withRowsApp } from './rows-app';

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly ruleMetadata?: { readonly at?: string };
  readonly violatingConstructs: readonly { readonly cloudFormationResource?: { readonly logicalId?: string } }[];
}

/**
 * Judges all rows in one CDK app and reads the outcome back from CDK's own report, by logical id. Throws on a violation
 * that belongs to no row, and where CDK writes no report. `beside` holds sections of the template that the
 * rows refer to.
 */
export function runCdk(
  rows: readonly CdkRow[],
  settings?: object,
  replacements?: Replacements,
  beside: object = {},
): Map<string, Seen[]> {
  return runPlugin(rows, beside, (app) => attach(app, settings, replacements));
}

/** The same with any plugin that reports under our name. */
export function runPlugin(rows: readonly CdkRow[], beside: object, register: (app: App) => void): Map<string, Seen[]> {
  const seen = emptySeen(rows);
  for (const { ruleName, severity, description, ruleMetadata, violatingConstructs } of report(rows, beside, register)) {
    const [rule = '', remark] = ruleName.split('[');
    if (remark === 'accepted]') continue;
    for (const { cloudFormationResource } of violatingConstructs) {
      const list = seen.get(cloudFormationResource?.logicalId ?? '');
      if (list === undefined) throw new Error(`CDK reports what belongs to no row: ${ruleName}: ${description}`);
      list.push({
        rule,
        verdict: remark === 'undecided]' ? 'unknown' : 'fail',
        level: severity === 'fatal' ? 'error' : severity,
        at: ruleMetadata?.at ?? '',
      });
    }
  }
  return seen;
}

function report(rows: readonly CdkRow[], beside: object, register: (app: App) => void): readonly Violation[] {
  return withRowsApp(rows, beside, (app) => {
    register(app);
    try {
      app.synth();
    } catch (error) {
      // in a test CDK throws its report, after it has written it
      if (!String(error).includes('validation-report.json')) throw error;
    }
    const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: readonly { pluginName: string; violations: readonly Violation[] }[];
    };
    return pluginReports.flatMap(({ pluginName, violations }) => (pluginName === 'sts-guardrails' ? violations : []));
  });
}
