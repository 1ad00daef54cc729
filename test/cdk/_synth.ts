import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { attach, type Replacements } from '../../aspects/attach';
import { long, murky, open } from './_rules';

export interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly suggestedFix?: string;
  readonly ruleMetadata?: { readonly [key: string]: string };
  readonly violatingConstructs: readonly {
    readonly constructPath: string;
    readonly cloudFormationResource?: {
      readonly templatePath: string;
      readonly logicalId: string;
      readonly propertyPaths?: readonly string[];
    };
    readonly stackTraces?: readonly string[];
  }[];
}

export interface Reported {
  readonly conclusion: string;
  readonly violations: readonly Violation[];
}

/** What the `cdk` command sets in the context, since it reports by itself. */
export const byCommand = '@aws-cdk/core:failSynthOnValidationErrors';

/**
 * Synthesizes an app with the guardrails, judged by the rules of the tests, and gives back what CDK's report holds of
 * ours: first the plugin that blocks, then its twin.
 */
export function synth(
  build: (app: App) => void,
  settings: object = {},
  replacements: Replacements = { rules: [open, long, murky] },
  context: object = {},
): Reported[] {
  const outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-'));
  try {
    const app = new App({ outdir, analyticsReporting: false, context: { ...context } });
    build(app);
    attach(app, settings, replacements);
    const stopped = stops(app);
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: (Reported & { pluginName: string })[];
    };
    const ours = pluginReports.filter(({ pluginName }) => pluginName === 'sts-guardrails');
    expect(stopped).toBe(ours.some(({ conclusion }) => conclusion === 'failure') && !(byCommand in context));
    return ours;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function stops(app: App): boolean {
  process.env.CDK_VALIDATION = 'false'; // the library's own template checks take seconds
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    app.synth();
    return false;
  } catch {
    return true;
  } finally {
    printed.mockRestore();
    delete process.env.CDK_VALIDATION;
  }
}

/** The violations of `synth`, those that block first. */
export function violations(...args: Parameters<typeof synth>): Violation[] {
  return synth(...args).flatMap((report) => report.violations);
}

/** Each violation as `construct path: rule`. */
export function places(found: readonly Violation[]): string[] {
  return found.map(({ ruleName, violatingConstructs: [where] }) => `${where?.constructPath}: ${ruleName}`);
}

/** A trust policy that lets this principal in. */
export function trust(principal: unknown): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }] };
}

/** A trust policy with which the rules of the tests find no fault. */
export const closed = trust({ Service: 'ec2.amazonaws.com' });

export function role(scope: Construct, id: string, policy: unknown, more: object = {}): CfnResource {
  const properties = { AssumeRolePolicyDocument: policy, ...more };
  return new CfnResource(scope, id, { type: 'AWS::IAM::Role', properties });
}
