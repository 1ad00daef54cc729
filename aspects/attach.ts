import type { App } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { demandOptions, type Rule, rulesWith } from '../shared';
import { judgeApp, type Terms } from './judge';
import { claim } from './mark';
import { demandVersion, loadCore } from './peer';
import { plugins } from './plugin';

/** What tests may replace. */
export type Replacements = Partial<Omit<Terms, 'settings'>>;

/** What may be given beside settings. */
export interface GuardrailOptions {
  /** Rules of one's own, asked after those of the package. */
  readonly rules?: readonly Rule[];
}

// Registered, so that two copies of this package see each other.
const ATTACHED = Symbol.for('sts-guardrails.attached');

function isAttached(app: object): boolean {
  return ATTACHED in app;
}

/** As `attachGuardrails`, with the day or all rules replaced. */
export function attach(
  app: App,
  given?: object,
  replacements: Replacements = {},
  options: GuardrailOptions = {},
): void {
  demandOptions(options, ['rules']);
  const core = loadCore();
  if (!core.App.isApp(app)) {
    throw new Error('attachGuardrails takes the App itself: what it registers sees every stack and Stage in it');
  }
  demandVersion(app);
  if (isAttached(app)) {
    throw new Error('the guardrails are attached to this App already: attach them once, or findings show up twice');
  }
  const { terms, write } = termsOf(app, given, rulesWith(options.rules));
  const twice = claim(app, 'attachGuardrails');
  if (twice !== undefined) throw new Error(twice);
  const all = { ...terms, ...(write !== undefined && { write }), ...replacements };
  core.Validations.of(app).addPlugins(...plugins(core, (context) => judgeApp(core, context, all)));
  Object.defineProperty(app, ATTACHED, { value: true });
}

/** What a run in this process judges by: settings from all their places, today, and the report that it is to leave. */
export function termsOf(app: App, given: object | undefined, rules: readonly Rule[]) {
  const { reportWriter } = require('../load') as typeof import('../load');
  const write = reportWriter({ cwd: process.cwd(), env: process.env, rules, anchor: 'cdk.json' });
  return { terms: judgingTerms(app, given, rules), write };
}

/** As `termsOf`, without a report; `app` is undefined where there is none. */
export function judgingTerms(app: IConstruct | undefined, given: object | undefined, rules: readonly Rule[]) {
  const { loadSettings } = require('../load') as typeof import('../load');
  const context: unknown = app?.node.tryGetContext('sts-guardrails');
  const { settings } = loadSettings({
    cwd: process.cwd(),
    env: process.env,
    rules,
    ...(given !== undefined && { explicit: given }),
    ...(context !== undefined && { context }),
  });
  return { settings, today: new Date().toISOString().slice(0, 10), rules };
}
