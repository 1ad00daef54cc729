import { type Loaded, loadSettings, type Origin } from '../load/settings';
import { type Painter, spellPath } from '../shared/index';
import { loadRules } from './own-rules';
import { painterFor } from './paint';
import type { Terminal } from './terminal';

export const settingsFormats = ['text', 'json'] as const;

export interface SettingsOptions {
  readonly settings?: string;
  /** Modules with rules of one's own, which the settings may name. */
  readonly rules?: readonly string[];
  readonly format: (typeof settingsFormats)[number];
}

/**
 * Prints the settings that a run in this folder would have, and for each value the source that it came from; throws
 * SettingsError or RulesError.
 */
export function printSettings({ settings: file, rules = [], format }: SettingsOptions, terminal: Terminal): void {
  const { cwd, env, out } = terminal;
  const loaded = loadSettings({ cwd, env, file, rules: loadRules(rules, cwd) });
  out.write(format === 'json' ? asJson(loaded) : `${asText(loaded, painterFor(terminal)).join('\n')}\n`);
}

// what stands in the baseline is no setting
function asJson({ settings: { known: _known, ...settings }, sources, locked, origins }: Loaded): string {
  const report = {
    formatVersion: 1,
    sources: sources.map((name) => ({ name, locked: locked.includes(name) })),
    settings,
    origins: origins.map((origin) => ({ ...origin, path: spellPath(origin.path) })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function asText({ sources, locked, origins }: Loaded, paint: Painter): string[] {
  const head =
    sources.length === 0 ? ['no source of settings found: the defaults hold'] : ['sources, strongest first:'];
  const listed = sources.map((name) => {
    const lock = locked.includes(name) ? paint('warning', ' (locked: what is weaker may only tighten)') : '';
    return `  ${name}${lock}`;
  });
  const rows = origins.map((origin) => ({ path: spellPath(origin.path), value: spell(origin.value), origin }));
  const [first, second] = [widest(rows.map(({ path }) => path)), widest(rows.map(({ value }) => value))];
  const lines = rows.map(({ path, value, origin }) => {
    const from = placeOf(origin);
    const isSet = origin.source !== 'default';
    return `${path.padEnd(first)}  ${paint(isSet ? 'strong' : 'faint', value.padEnd(second))}  ${paint('faint', from)}`;
  });
  return [...head, ...listed, '', ...lines];
}

function placeOf({ source, line, column }: Origin): string {
  return line === undefined ? source : `${source}:${line}:${column ?? 1}`;
}

/** A value on one line: words as they are, lists with commas, all else as JSON. */
function spell(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(spell).join(', ');
  return typeof value === 'string' && /^[\w.:/@-]+$/.test(value) ? value : JSON.stringify(value);
}

// What is long goes over the edge of its column, or all lines would be as long as the longest.
function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length).filter((length) => length <= 40));
}
