import { loadSettings } from '../load/settings';
import { type Owner, type Report, type Settings, Text } from '../shared/index';
import { judge } from './judge';
import { loadRules } from './own-rules';
import { openOutputs, type Output } from './outputs';
import type { Terminal } from './terminal';

export interface CheckOptions {
  readonly settings?: string;
  readonly account?: readonly string[];
  /** Modules with rules of one's own. */
  readonly rules?: readonly string[];
  /** Where the report goes, and in which forms; text on standard output where none is given. */
  readonly format?: readonly Output[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** What a run comes to, as the exit status says it: nothing bad, something bad, or nothing that means anything. */
export const status = { good: 0, bad: 1, useless: 2 } as const;

/**
 * Judges all files under the paths, writes the report, gives the exit status; throws SettingsError or RulesError before
 * judging, and ReportError where the report cannot be written.
 */
export function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): number {
  const { cwd, env, err } = terminal;
  const { account = [], format: formats = [], quiet = false, verbose = false } = options;
  const rules = loadRules(options.rules ?? [], cwd);
  const loaded = loadSettings({ cwd, env, file: options.settings, rules });
  const { settings } = loaded;
  const write = openOutputs({ formats, quiet, verbose }, { ...loaded, rules }, terminal);
  const report = judge(paths, { settings: withAccounts(settings, account), rules, owner: ownerOf(account) }, terminal);
  write(report);
  const result = statusOf(report, settings);
  if (result === status.useless) err.write(nothingJudged(paths, report));
  return result;
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

function statusOf({ findings, summary }: Report, { enforce }: Settings): number {
  const isRead = findings.every(({ rule }) => rule !== 'unreadable');
  if (isRead && summary.subjects === 0) return status.useless;
  const isGood = isRead && summary.error === 0;
  return isGood || enforce === 'audit' ? status.good : status.bad;
}

function nothingJudged(paths: readonly string[], { summary }: Report): string {
  const skipped = summary.skipped === 0 ? '' : `, ${summary.skipped} files and resources skipped`;
  return `nothing judged: no role, no permissions and no trust policy in ${paths.join(', ')}${skipped}
Name CloudFormation templates in JSON, trust policies in JSON, or folders that hold some, such as cdk.out.
`;
}
