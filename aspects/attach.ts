import type { App } from 'aws-cdk-lib/core';
import { judgeApp, type Terms } from './judge';
import { demandVersion, loadCore } from './peer';
import { plugins } from './plugin';

/** What tests may replace. */
export type Replacements = Partial<Omit<Terms, 'settings'>>;

// Registered, so that two copies of this package see each other.
const ATTACHED = Symbol.for('sts-guardrails.attached');

/** As `attachGuardrails`, with the day or the rules replaced. */
export function attach(app: App, given?: object, replacements: Replacements = {}): void {
  const core = loadCore();
  if (!core.App.isApp(app)) {
    throw new Error('attachGuardrails takes the App itself: what it registers sees every stack and Stage in it');
  }
  demandVersion(app);
  if (ATTACHED in app) {
    throw new Error('the guardrails are attached to this App already: attach them once, or findings show up twice');
  }
  const { loadSettings } = require('../load') as typeof import('../load');
  const context: unknown = app.node.tryGetContext('sts-guardrails');
  const { settings } = loadSettings({
    cwd: process.cwd(),
    env: process.env,
    ...(given !== undefined && { explicit: given }),
    ...(context !== undefined && { context }),
  });
  const today = new Date().toISOString().slice(0, 10);
  const terms = { settings, today, ...replacements };
  core.Validations.of(app).addPlugins(...plugins((context) => judgeApp(core, context, terms)));
  Object.defineProperty(app, ATTACHED, { value: true });
}
