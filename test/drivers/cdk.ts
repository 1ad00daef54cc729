import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnElement, CfnResource, Stack } from 'aws-cdk-lib/core';
import { attach, type Replacements } from '../../aspects/attach';

/** The account that the rows' stack is deployed to. */
const rowsAccount = '111122223333';

/** A role to judge: its trust policy and MaxSessionDuration as CloudFormation has them. */
export interface CdkRow {
  readonly id: string;
  readonly trust: unknown;
  readonly maxSessionDuration?: unknown;
}

/** What the host reports on one role. */
export interface Seen {
  readonly rule: string;
  readonly verdict: 'fail' | 'unknown';
  readonly level: string;
  /** JSON pointer from the root of the policy or value. */
  readonly at: string;
}

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly ruleMetadata?: { readonly at?: string };
  readonly violatingConstructs: readonly { readonly cloudFormationResource?: { readonly logicalId?: string } }[];
}

/**
 * Judges all rows as roles of one CDK app and reads the outcome back from CDK's own report, by row id. Throws on a
 * violation that belongs to no row, and where CDK writes no report. `beside` holds sections of the template that the
 * rows refer to.
 */
export function runCdk(
  rows: readonly CdkRow[],
  settings?: object,
  replacements?: Replacements,
  beside: object = {},
): Map<string, Seen[]> {
  const seen = new Map<string, Seen[]>(rows.map(({ id }) => [id, []]));
  for (const { ruleName, severity, description, ruleMetadata, violatingConstructs } of report(
    rows,
    settings,
    replacements,
    beside,
  )) {
    const [rule = '', remark] = ruleName.split('[');
    if (remark === 'accepted]') continue;
    for (const { cloudFormationResource } of violatingConstructs) {
      const row = rows[Number(cloudFormationResource?.logicalId?.slice(1))];
      if (row === undefined) throw new Error(`CDK reports what belongs to no row: ${ruleName}: ${description}`);
      seen.get(row.id)?.push({
        rule,
        verdict: remark === 'undecided]' ? 'unknown' : 'fail',
        level: severity === 'fatal' ? 'error' : severity,
        at: ruleMetadata?.at ?? '',
      });
    }
  }
  return seen;
}

function report(
  rows: readonly CdkRow[],
  settings: object | undefined,
  replacements: Replacements | undefined,
  beside: object,
): readonly Violation[] {
  const outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-rows-'));
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false'; // the library's own template checks
  try {
    // no stack that is deployed holds this many roles
    const context = { '@aws-cdk/core:stackResourceLimit': 0 };
    const app = new App({ outdir, analyticsReporting: false, context });
    const stack = new Stack(app, 'Rows', { env: { account: rowsAccount } });
    new Sections(stack, 'Sections', beside);
    rows.forEach((row, index) => addRole(stack, `R${index}`, row));
    attach(app, settings, replacements);
    try {
      app.synth();
    } catch (error) {
      // in a test CDK throws its report, after it has written it
      if (!String(error).includes('validation-report.json')) throw error;
    }
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: readonly { pluginName: string; violations: readonly Violation[] }[];
    };
    return pluginReports.flatMap(({ pluginName, violations }) => (pluginName === 'sts-guardrails' ? violations : []));
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Sections of a template as they are given. */
class Sections extends CfnElement {
  constructor(
    scope: Stack,
    id: string,
    private readonly exact: object,
  ) {
    super(scope, id);
  }

  override _toCloudFormation(): object {
    return this.exact;
  }
}

/** A role whose properties stand in the template as they are given: CDK would drop empty lists, objects and nulls. */
class ExactRole extends CfnResource {
  constructor(
    scope: Stack,
    id: string,
    private readonly exact: object,
  ) {
    super(scope, id, { type: 'AWS::IAM::Role' });
  }

  override _toCloudFormation(): object {
    return { Resources: { [this.logicalId]: { Type: this.cfnResourceType, Properties: this.exact } } };
  }
}

function addRole(stack: Stack, logicalId: string, { trust, maxSessionDuration }: CdkRow): void {
  new ExactRole(stack, logicalId, {
    ...(trust !== undefined && { AssumeRolePolicyDocument: trust }),
    ...(maxSessionDuration !== undefined && { MaxSessionDuration: maxSessionDuration }),
  });
}
