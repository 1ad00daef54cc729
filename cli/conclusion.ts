import { clean, type Level, type Report, type Rule, type Settings } from '../shared/index';
import { hiddenLine, offAmong, offLine } from './narrow';

/** What a run comes to, as the exit status says it: nothing bad, something bad, or nothing that means anything. */
export const status = { good: 0, bad: 1, useless: 2 } as const;

/** What a run is measured by. */
export interface Measure {
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly paths: readonly string[];
  /** The level from which findings are shown. */
  readonly level: Level;
  /** How many warnings may be left; any number where it is not said. */
  readonly maxWarnings?: number | undefined;
}

/** The exit status of a run. */
export function statusOf({ findings, summary }: Report, { settings, maxWarnings = Infinity }: Measure): number {
  const isRead = findings.every(({ rule }) => rule !== 'unreadable');
  if (isRead && summary.subjects === 0) return status.useless;
  const isGood = isRead && summary.error === 0 && summary.warning <= maxWarnings;
  return isGood || settings.enforce === 'audit' ? status.good : status.bad;
}

/** What is to be said beside the report, in lines for people. */
export function remarksOn(report: Report, by: Measure): string {
  const { settings, rules, maxWarnings = Infinity, level } = by;
  const off = offAmong(settings.only ?? [], rules, settings);
  const { warning } = report.summary;
  return [
    ...(off.length === 0 ? [] : [`${offLine(off)}\n`]),
    hiddenLine(report, level),
    ...(warning > maxWarnings ? [tooMany(warning, maxWarnings)] : []),
    ...(statusOf(report, by) === status.useless ? [nothingJudged(report, by)] : []),
  ].join('');
}

function tooMany(warnings: number, most: number): string {
  return `${warnings} ${warnings === 1 ? 'warning is' : 'warnings are'} more than --max-warnings ${most} allows\n`;
}

function nothingJudged({ summary }: Report, { paths }: Measure): string {
  const skipped = summary.skipped === 0 ? '' : `, ${summary.skipped} files and resources skipped`;
  return `nothing judged: no role, no permissions and no trust policy in ${paths.map(clean).join(', ')}${skipped}
Name templates, policies, or what else is read (docs/cli.md), or folders that hold some, such as cdk.out.
`;
}
