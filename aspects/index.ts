import type { App } from 'aws-cdk-lib/core';
import type { GuardrailOptions } from './attach';
import type { SettingsInput } from '../shared';
import type { ExpectOptions } from './expect';
import { demandCore } from './peer';

export type { GuardrailOptions } from './attach';
export type { ExpectOptions } from './expect';

demandCore();

/**
 * Judges every role of the app, those in Stages and nested stacks included, from the templates that `cdk synth` and
 * `cdk deploy` end with; findings at level error stop the run. Settings given here beat those in the CDK context
 * `sts-guardrails` and in the nearest `sts-guardrails.json`. Throws on wrong settings or rules, on an aws-cdk-lib older
 * than 2.262, and where the app has the guardrails already.
 */
export function attachGuardrails(app: App, settings?: SettingsInput, options?: GuardrailOptions): void {
  // the engine is a hundred files: an app that only imports this module does not pay for them
  const { attach } = require('./attach') as typeof import('./attach');
  attach(app, settings, {}, options);
}

/**
 * For unit tests: throws an Error that lists the findings on a Stack (what is nested in it included), on a `Template` of
 * aws-cdk-lib/assertions or on a template given as an object, where one is at level error. Settings come from where
 * `attachGuardrails` takes them, and whether it is attached makes no difference.
 */
export function expectNoFindings(stackOrTemplate: object, settings?: SettingsInput, options?: ExpectOptions): void {
  const { expectNone } = require('./expect') as typeof import('./expect');
  expectNone(stackOrTemplate, settings, options);
}

export { GuardrailsAspect } from './aspect';
