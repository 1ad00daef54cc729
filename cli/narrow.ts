import {
  didYouMean,
  type Level,
  levels,
  ownRules,
  type Report,
  type Rule,
  ruleLevel,
  type Settings,
} from '../shared/index';
import { CommandError } from './command-error';

/**
 * The settings under which these rules alone are asked, all where none is named; throws CommandError for an unknown name,
 * and where all of them are off: such a run would be good whatever stands in the files.
 */
export function asking(settings: Settings, rules: readonly Rule[], names: readonly string[] = []): Settings {
  for (const name of names) demandRule(name, rules);
  if (names.length === 0) return settings;
  const off = offAmong(names, rules, settings);
  if (off.length === names.length) throw new CommandError(offLine(off));
  return { ...settings, only: names };
}

/** Those of the named rules that the settings have off everywhere. */
export function offAmong(names: readonly string[], rules: readonly Rule[], settings: Settings): readonly string[] {
  const off = rules.filter(
    (rule) =>
      ruleLevel(rule, settings) === 'off' &&
      settings.overrides.every(({ rules: over }) => (over?.[rule.name]?.level ?? 'off') === 'off'),
  );
  return names.filter((name) => off.some((rule) => rule.name === name));
}

/** That named rules are off, and what to do. */
export function offLine(names: readonly string[]): string {
  const [are, them] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return `${names.join(' and ')} ${are} off in the settings, so nothing asks ${them}: give ${them} a level in "rules"`;
}

/** Throws CommandError where there is no rule of that name, with the nearest that there is. */
export function demandRule(name: string, rules: readonly { readonly name: string }[]): void {
  const known = [...rules, ...ownRules].map((rule) => rule.name);
  if (known.includes(name)) return;
  const near = didYouMean(name, known);
  const instead = near === undefined ? 'sts-guardrails rules lists them all' : `did you mean ${near}?`;
  throw new CommandError(`there is no rule ${JSON.stringify(name)}; ${instead}`);
}

/** The report with the findings at or above a level alone; its counts are still those of all. */
export function shownFrom(report: Report, level: Level): Report {
  return { ...report, findings: report.findings.filter((finding) => isShown(finding.level, level)) };
}

/** What `shownFrom` leaves out, in a line for people; undefined where that is nothing. */
export function hiddenLine({ findings }: Report, level: Level): string | undefined {
  const below = levels.filter((one) => !isShown(one, level)).reverse();
  const counts = below.map((one) => [findings.filter((finding) => finding.level === one).length, one] as const);
  const said = counts.filter(([count]) => count > 0).map(([count, one]) => spell(count, one));
  return said.length === 0 ? undefined : `not shown: ${said.join(', ')} (--level ${level})\n`;
}

function spell(count: number, level: Level): string {
  return `${count} ${level}${count === 1 || level === 'info' ? '' : 's'}`;
}

function isShown(one: Level, from: Level): boolean {
  return levels.indexOf(one) >= levels.indexOf(from);
}
