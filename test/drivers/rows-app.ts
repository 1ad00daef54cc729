import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnElement, CfnResource, Stack } from 'aws-cdk-lib/core';

/** The account that the rows' stack is deployed to. */
const rowsAccount = '111122223333';

/** A role to judge: its trust policy and MaxSessionDuration as CloudFormation has them. */
export interface CdkRow {
  readonly id: string;
  readonly trust: unknown;
  readonly maxSessionDuration?: unknown;
}

/** What a host reports on one role. */
export interface Seen {
  readonly rule: string;
  readonly verdict: 'fail' | 'unknown';
  readonly level: string;
  /** JSON pointer from the root of the policy or value. */
  readonly at: string;
}

/**
 * Makes an app of one stack in which each row is a role, R0 being the first, and hands it to `use`. `beside` holds
 * sections of the template that the rows refer to.
 */
export function withRowsApp<T>(rows: readonly CdkRow[], beside: object, use: (app: App, stack: Stack) => T): T {
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
    return use(app, stack);
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
