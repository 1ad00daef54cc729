import type { IPolicyValidationContext, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import {
  createGuard,
  demandOptions,
  type Finding,
  findingLines,
  type GuardOptions,
  type Level,
  levels,
  type Report,
  rulesWith,
  type Settings,
} from '../shared';
import { readCloudFormation } from '../shared/read/cloudformation';
import { acknowledgementsOf } from './acknowledgements';
import { type GuardrailOptions, judgingTerms } from './attach';
import { judgeApp } from './judge';
import { type Core, demandVersion, loadCore } from './peer';
import { isEmpty } from './subjects';
import { stacksOf } from './templates';

/** What may be given to `expectNoFindings` beside settings. */
export interface ExpectOptions extends GuardrailOptions {
  /** The weakest level that fails; `error` when left out. */
  readonly level?: Level;
}

interface Judging extends GuardOptions {
  readonly settings: Settings;
}

/** As `expectNoFindings`, with the day replaced. */
export function expectNone(subject: unknown, given?: object, options: ExpectOptions = {}, today?: string): void {
  demandOptions(options, ['rules', 'level']);
  const core = loadCore();
  const stack = core.Stack.isStack(subject) ? subject : undefined;
  const template = stack === undefined ? templateOf(subject) : undefined;
  const terms = judgingTerms(stack?.node.root, given, rulesWith(options.rules));
  const judging = { ...terms, settings: onPart(terms.settings), ...(today !== undefined && { today }) };
  const report = stack === undefined ? judgeTemplate(template, judging) : judgeStack(core, stack, judging);
  const name = stack === undefined ? 'the template' : stack.node.path || 'the stack';
  const counts = weight(options.level ?? 'error');
  if (report.findings.some(({ level }) => weight(level) >= counts)) throw new Error(describe(report, name, counts));
}

/** What is judged is a part of what the settings are for, so an exception need not cover anything here. */
function onPart(settings: Settings): Settings {
  const exceptions = settings.exceptions.map((one, index) => ({ preset: `exceptions[${index}]`, ...one }));
  return { ...settings, exceptions };
}

function weight(level: Level): number {
  if (!levels.includes(level)) throw new TypeError(`there is no level ${String(level)}: use ${levels.join(', ')}`);
  return levels.indexOf(level);
}

/** Warnings are told beside errors, since they are most of what is left to do. */
function describe({ findings }: Report, name: string, counts: number): string {
  const least = Math.min(counts, weight('warning'));
  const told = findings.filter(({ level }) => weight(level) >= least);
  const head = `sts-guardrails finds ${told.length === 1 ? 'one fault' : `${told.length} faults`} in ${name}:`;
  return [head, ...told.flatMap((finding: Finding) => ['', ...findingLines(finding)])].join('\n');
}

function templateOf(given: unknown): unknown {
  const isMap = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  // only CDK's own Template may be without resources: what else has none would pass whatever it is
  if (isMap(given) && 'toJSON' in given && typeof given.toJSON === 'function') {
    const template: unknown = given.toJSON();
    if (isMap(template)) return template;
  } else if (isMap(given) && 'Resources' in given) return given;
  throw new TypeError(
    'expectNoFindings takes a Stack, a Template of aws-cdk-lib/assertions, or a template as an object with Resources: give each stack of an App by itself',
  );
}

function judgeTemplate(template: unknown, { settings, ...options }: Judging): Report {
  const guard = createGuard(settings, options);
  if (isEmpty(template)) return guard.finish().report;
  const { subjects, acknowledged, skipped } = readCloudFormation(template);
  guard.acknowledge(acknowledged);
  for (const subject of subjects) guard.judge(subject);
  return guard.finish(skipped).report;
}

function judgeStack(core: Core, stack: Stack, judging: Judging): Report {
  const app = stack.node.root;
  demandVersion(app);
  writeTemplates(core, app);
  const stackTemplates = stacksOf(core, app);
  let report: Report | undefined;
  const context = {
    appConstruct: app,
    stackTemplates,
    templatePaths: stackTemplates.map(({ templatePath }) => templatePath),
  };
  judgeApp(core, context as IPolicyValidationContext, {
    ...judging,
    only: stack.node.path,
    write: (all) => (report = all),
  });
  if (report === undefined) throw new Error('sts-guardrails broke off before every role was judged');
  return withoutWordsAround(report, stack);
}

/** What is acknowledged around the stack may cover something elsewhere; where it has expired, its finding is back. */
function withoutWordsAround(report: Report, { node: { scope } }: Stack): Report {
  const around = new Set(scope === undefined ? [] : acknowledgementsOf(scope).map(({ by }) => by));
  const findings = report.findings.filter(({ rule, subject }) => rule !== 'exception' || !around.has(subject.path));
  return { ...report, findings };
}

/** Synthesizes the app. What validation plugins find elsewhere in it, our own among them, is not what is asked here. */
function writeTemplates(core: Core, app: IConstruct): void {
  if (!core.Stage.isStage(app)) throw new TypeError('expectNoFindings takes a Stack that is in an App');
  try {
    app.synth();
  } catch (error) {
    // CDK throws so once the templates and the report of the plugins are written
    if (!String(error).includes('validation-report.json')) throw error;
  }
}
