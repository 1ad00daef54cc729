import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnElement, CfnResource, Stack } from 'aws-cdk-lib/core';

/** The account that the rows' stack is deployed to. */
const rowsAccount = '111122223333';

/** What is to be judged: the resources of a template by logical id, with properties as CloudFormation has them. */
export interface CdkRow {
  readonly resources: { readonly [logicalId: string]: { readonly Type: string; readonly Properties: unknown } };
}

/** A role by itself: its trust policy and MaxSessionDuration. */
export function roleRow(id: string, trust: unknown, maxSessionDuration?: unknown): CdkRow {
  const Properties = {
    ...(trust !== undefined && { AssumeRolePolicyDocument: trust }),
    ...(maxSessionDuration !== undefined && { MaxSessionDuration: maxSessionDuration }),
  };
  return { resources: { [id]: { Type: 'AWS::IAM::Role', Properties } } };
}

/** A list for what is said of each resource, by logical id. */
export function emptySeen(rows: readonly CdkRow[]): Map<string, Seen[]> {
  return new Map(rows.flatMap(({ resources }) => Object.keys(resources).map((id): [string, Seen[]] => [id, []])));
}

/** What a host reports on one resource. */
export interface Seen {
  readonly rule: string;
  readonly verdict: 'fail' | 'unknown';
  readonly level: string;
  /** JSON pointer from the root of the policy or value. */
  readonly at: string;
}

/**
 * Makes an app of one stack that holds the resources of all rows and hands it to `use`. `beside` holds sections of the
 * template that the rows refer to.
 */
export function withRowsApp<T>(rows: readonly CdkRow[], beside: object, use: (app: App, stack: Stack) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-rows-'));
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false'; // the library's own template checks
  try {
    // no stack that is deployed holds this many roles
    const context = { '@aws-cdk/core:stackResourceLimit': 0 };
    const app = new App({ outdir, analyticsReporting: false, context });
    // and none is this long
    const stack = new Stack(app, 'Rows', { env: { account: rowsAccount }, suppressTemplateIndentation: true });
    new Sections(stack, 'Sections', beside);
    for (const { resources } of rows)
      for (const [id, { Type, Properties }] of Object.entries(resources)) new Exact(stack, id, Type, Properties);
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

/** A resource whose properties stand in the template as they are given: CDK would drop empty lists, objects and nulls. */
class Exact extends CfnResource {
  constructor(
    scope: Stack,
    id: string,
    type: string,
    private readonly exact: unknown,
  ) {
    super(scope, id, { type });
  }

  override _toCloudFormation(): object {
    return { Resources: { [this.logicalId]: { Type: this.cfnResourceType, Properties: this.exact } } };
  }
}
