import { baselineFile } from '../load/baseline';
import { reportWishes } from '../load/report';
import { baselineForm } from '../load/report-files';
import { loadSettings } from '../load/settings';
import { type Level, type Owner, type Settings, Text } from '../shared/index';
import { CommandError } from './command-error';
import { type Measure, remarksOn, status, statusOf } from './conclusion';
import { judge } from './judge';
import { rewriteBaseline, unmetLine } from './known';
import { asking, shownFrom } from './narrow';
import { loadRules } from './own-rules';
import { openOutputs, type Output } from './outputs';
import { loadParameters, type ParameterOptions } from './parameters';
import type { Terminal } from './terminal';

export interface CheckOptions extends ParameterOptions {
  readonly settings?: string;
  readonly account?: readonly string[];
  /** Modules with rules of one's own. */
  readonly rules?: readonly string[];
  /** Where the report goes, and in which forms; text on standard output where none is given. */
  readonly format?: readonly Output[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** The only rules to ask, by name; all where none is named. */
  readonly rule?: readonly string[];
  /** The level from which findings are shown; all are where it is not said. */
  readonly level?: Level;
  readonly maxWarnings?: number;
  readonly updateBaseline?: boolean;
  /** How many threads read YAML; as many as pay where it is not said. */
  readonly workers?: number;
}

/**
 * Judges all files under the paths, writes the report, gives the exit status; throws SettingsError, RulesError or
 * CommandError before judging, and ReportError or CommandError where something cannot be written.
 */
export function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): number {
  const { cwd, env, err } = terminal;
  const { account = [], format: formats = [], quiet = false, verbose = false, updateBaseline = false } = options;
  const { level = 'info', maxWarnings, settings: file, workers } = options;
  demandWhole(options, env);
  const rules = loadRules(options.rules ?? [], cwd);
  const loaded = loadSettings({ cwd, env, file, rules, writesBaseline: updateBaseline });
  const settings = withAccounts(asking(loaded.settings, rules, options.rule), account);
  const others = [...loaded.sources, settings.baseline ?? baselineFile, options.parameters ?? []].flat();
  const needs = { paths, others };
  const write = openOutputs({ formats, quiet, verbose }, { ...loaded, settings, rules }, terminal, needs);
  const given = loadParameters(options, cwd);
  const report = judge(paths, { settings, rules, owner: ownerOf(account), given, workers }, terminal);
  const measure: Measure = { settings, rules, paths, level, maxWarnings };
  const isUseful = statusOf(report, measure) !== status.useless;
  const knowing = { settings, rules, paths, cwd, file };
  const known =
    updateBaseline && isUseful ? rewriteBaseline(report, knowing) : { report, says: unmetLine(report, knowing) };
  write(shownFrom(known.report, level));
  err.write(`${known.says}${remarksOn(known.report, measure)}`);
  return statusOf(known.report, measure);
}

/** Throws CommandError where a report that is a baseline would lose what is not asked or shown. */
function demandWhole({ format = [], rule = [], level = 'info' }: CheckOptions, env: Terminal['env']): void {
  const isWhole = rule.length === 0 && level === 'info';
  if (isWhole || ![...format, ...reportWishes(env)].some(({ form }) => form === baselineForm)) return;
  throw new CommandError(
    'a report that is a baseline takes all rules and levels: use --update-baseline, or leave --rule and --level out',
  );
}

function withAccounts(settings: Settings, accounts: readonly string[]): Settings {
  const own = [...new Set([...settings.accounts.own, ...accounts])];
  return { ...settings, accounts: { ...settings.accounts, own } };
}

// With several accounts nothing tells which of them a file is deployed to.
function ownerOf(accounts: readonly string[]): Owner {
  const [account, ...others] = new Set(accounts);
  return account === undefined || others.length > 0 ? {} : { account: Text.of(account) };
}
