import type * as core from 'aws-cdk-lib/core';

/** The part of aws-cdk-lib that this host uses at run time. */
export type Core = typeof core;

const OLDEST = [2, 262] as const;
const install = 'npm install aws-cdk-lib@^2.262 constructs';

/** Throws one line that names the install where aws-cdk-lib is missing; loads nothing of it. */
export function demandCore(resolve: (name: string) => string = require.resolve): void {
  try {
    resolve('aws-cdk-lib/core');
  } catch {
    throw new Error(`sts-guardrails/aspects needs aws-cdk-lib, which is not installed here: ${install}`);
  }
}

/** The core of aws-cdk-lib, loaded when first used. */
export function loadCore(): Core {
  return require('aws-cdk-lib/core') as Core;
}

/** Whether CDK heeds where an id is acknowledged: before 2.271 it counted for the whole app. */
export function acknowledgesByPlace(app: object): boolean {
  return minorOf(app) >= 271;
}

/** Whether CDK asks a plugin once about all stacks: before 2.269 it asked for each account and Region by itself. */
export function asksOnce(app: object): boolean {
  return minorOf(app) >= 269;
}

function minorOf(app: object): number {
  return Number(demandVersion(app).split('.')[1]);
}

/**
 * The version of the aws-cdk-lib that made this app, from the mark that every class of it carries. Throws below 2.262,
 * where a failing validation plugin does not always stop the run, and where the version cannot be told.
 */
export function demandVersion(app: object): string {
  const mark = (app.constructor as unknown as { [key: symbol]: { version?: unknown } | undefined })[
    Symbol.for('jsii.rtti')
  ];
  const version = typeof mark?.version === 'string' ? mark.version : undefined;
  const [major, minor] = (version ?? '').split('.').map(Number);
  const fits = major === OLDEST[0] && minor !== undefined && minor >= OLDEST[1];
  if (version !== undefined && fits) return version;
  throw new Error(
    `sts-guardrails needs aws-cdk-lib 2.262 or newer, below 3; this app is built with ${version ?? 'an unknown version'}: ${install}`,
  );
}
