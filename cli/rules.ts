import { loadSettings } from '../load/settings';
import { docsOf, type Level, ownRules, ruleLevel, type Rule, type RulePage, type Settings } from '../shared/index';
import { loadRules } from './own-rules';
import { painterFor } from './paint';
import type { SettingsOptions } from './settings';
import type { Terminal } from './terminal';
import { widthOf, wrap } from './wrap';

/** A rule as the list shows it. */
interface Row {
  readonly name: string;
  /** Under the settings here, before any override. */
  readonly level: Level | 'off';
  readonly kind: Rule['kind'] | 'run';
  readonly guardrail?: string;
  readonly summary: string;
  readonly docs: string;
}

/** Prints every rule and the level that it has under the settings of this folder; throws SettingsError or RulesError. */
export function printRules({ settings: file, rules: modules = [], format }: SettingsOptions, terminal: Terminal): void {
  const { cwd, env, out } = terminal;
  const rules = loadRules(modules, cwd);
  const { settings } = loadSettings({ cwd, env, file, rules, writesBaseline: true });
  const rows = [...rules, ...ownRules].map((page) => rowOf(page, settings));
  out.write(
    format === 'json' ? `${JSON.stringify({ formatVersion: 1, rules: rows }, undefined, 2)}\n` : asText(rows, terminal),
  );
}

function rowOf(page: RulePage & { readonly kind?: Rule['kind'] }, settings: Settings): Row {
  const { name, kind = 'run', guardrail, summary } = page;
  const level = ruleLevel(page, settings);
  return { name, level, kind, ...(guardrail !== undefined && { guardrail }), summary, docs: docsOf(page) };
}

const head = { name: 'rule', level: 'level', kind: 'judges', guardrail: 'guardrail' };

function asText(rows: readonly Row[], terminal: Terminal): string {
  const paint = painterFor(terminal);
  const width = widthOf(terminal);
  const columns = ['name', 'level', 'kind', 'guardrail'] as const;
  const widths = columns.map((column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const cells = (row: Partial<Record<(typeof columns)[number], string>>) =>
    columns.map((column, index) => (row[column] ?? '').padEnd(widths[index] ?? 0));
  const start = cells({}).join('  ').length + 2;
  // where a summary would have to stand in a narrow column, it stands below
  const isBelow = width - start < 40;
  const lines = rows.flatMap((row) => {
    const [name = '', level = '', ...rest] = cells(row);
    const style = row.level === 'off' ? 'faint' : row.level;
    const first = [paint('strong', name), paint(style, level), ...rest].join('  ');
    if (isBelow) return [first.trimEnd(), ...wrap(row.summary, width, '    ')];
    const [summary = '', ...more] = wrap(row.summary, width - start);
    return [`${first}  ${summary}`, ...more.map((line) => ' '.repeat(start) + line)];
  });
  const title = paint('faint', [...cells(head), ...(isBelow ? [] : ['holds when it passes'])].join('  ').trimEnd());
  return `${[title, ...lines].join('\n')}\n`;
}
