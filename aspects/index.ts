import type { App } from 'aws-cdk-lib/core';
import { demandCore } from './peer';

demandCore();

/**
 * Judges every role of the app, those in Stages and nested stacks included, from the templates that `cdk synth` and
 * `cdk deploy` end with; findings at level error stop the run. Settings given here beat those in the CDK context
 * `sts-guardrails` and in the nearest `sts-guardrails.json`. Throws on wrong settings, on an aws-cdk-lib older than
 * 2.262, and where the app has the guardrails already.
 */
export function attachGuardrails(app: App, settings?: object): void {
  // the engine is a hundred files: an app that only imports this module does not pay for them
  const { attach } = require('./attach') as typeof import('./attach');
  attach(app, settings);
}
