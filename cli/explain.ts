import { loadSettings } from '../load/settings';
import { docsOf, type OptionShape, ownRules, ruleLevel, type RulePage, type Rule } from '../shared/index';
import { demandRule } from './narrow';
import { loadRules } from './own-rules';
import { painterFor } from './paint';
import { type Example, examplesOn, type Language } from './rule-page';
import type { Terminal } from './terminal';
import { widthOf, wrap } from './wrap';

export interface ExplainOptions {
  readonly settings?: string;
  /** Modules with rules of one's own. */
  readonly rules?: readonly string[];
  readonly in: Language;
}

/** Prints all there is to know about one rule; throws CommandError where there is none of that name. */
export function explain(name: string, options: ExplainOptions, terminal: Terminal): void {
  const { cwd, env, out } = terminal;
  const rules = loadRules(options.rules ?? [], cwd);
  demandRule(name, rules);
  const { settings } = loadSettings({ cwd, env, file: options.settings, rules, writesBaseline: true });
  const page = [...rules, ...ownRules].find((one) => one.name === name);
  if (page === undefined) return;
  const level = ruleLevel(page, settings);
  const paint = painterFor(terminal);
  const parts = partsOf(page, options.in);
  const width = widthOf(terminal);
  const lines = parts.flatMap(({ title, text, code }) => [
    '',
    paint('strong', title),
    ...text.flatMap((one) => wrap(one, width, '  ')),
    ...code.flatMap((one) => one.split('\n')).map((line) => `  ${line}`.trimEnd()),
  ]);
  const guardrail = page.guardrail === undefined ? '' : `  ${page.guardrail}`;
  const head = `${paint('strong', page.name)}  ${paint(level === 'off' ? 'faint' : level, level)}${guardrail}`;
  out.write(`${[head, ...wrap(page.summary, width), ...lines].join('\n')}\n`);
}

interface Part {
  readonly title: string;
  /** Prose, which is wrapped. */
  readonly text: readonly string[];
  /** What stands as it is. */
  readonly code: readonly string[];
}

function partsOf(page: RulePage & { readonly kind?: Rule['kind'] }, language: Language): readonly Part[] {
  const docs = docsOf(page);
  const { stopped, passes } = examplesOn(docs, language);
  return [
    { title: 'Why', text: [page.why], code: [] },
    { title: 'What to do', text: [page.fix], code: [] },
    ...exampleParts('What is stopped', stopped),
    ...exampleParts('What passes', passes),
    { title: 'Settings', ...settingsPart(page) },
    ...(page.references.length === 0 ? [] : [{ title: 'References', text: [], code: page.references }]),
    ...(docs.startsWith('docs/') ? [{ title: 'Page', text: [], code: [`${docs} in the package sts-guardrails`] }] : []),
  ];
}

function exampleParts(title: string, example: Example | undefined): readonly Part[] {
  if (example === undefined) return [];
  const { what, finding, request, code } = example;
  const found = finding === undefined ? [] : [`Finding: ${finding}.`];
  return [
    { title, text: [`${what[0]?.toUpperCase()}${what.slice(1)}.`, ...found], code: [code] },
    ...(request === undefined ? [] : [{ title: 'The request that gets through', text: [], code: [request] }]),
  ];
}

function settingsPart({ name, options = {} }: RulePage): Pick<Part, 'text' | 'code'> {
  if (name === 'unreadable' || name === 'rule-crash') {
    return { text: ['Always an error: nothing turns it off or accepts it.'], code: [] };
  }
  const level = `"rules": { "${name}": "error" }   or "warning", "info", "off"`;
  return {
    text: [],
    code: [level, ...Object.entries(options).map(([option, shape]) => optionLine(name, option, shape))],
  };
}

function optionLine(rule: string, option: string, shape: OptionShape): string {
  const { description } = shape;
  const value = 'enum' in shape ? shape.enum?.map((word) => `"${word}"`).join(' or ') : undefined;
  const about = description === undefined ? '' : `   ${description}`;
  return `"rules": { "${rule}": { "${option}": … } }   ${value ?? shape.type}${about}`;
}
