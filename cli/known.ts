import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { baselineFile, nameFrom } from '../load/baseline';
import { nearestSettings } from '../load/sources';
import { unreadable } from '../load/bytes';
import { statsOf, writeWhole } from '../load/write';
import {
  acceptedNow,
  belongsInBaseline,
  type IsJudged,
  judgedIn,
  type Report,
  type Rule,
  type Settings,
  spellBaseline,
  summarize,
  updateBaseline,
} from '../shared/index';
import { CommandError } from './command-error';
import { inputsUnder } from './inputs';

/** What a baseline is brought up to date by. */
export interface Knowing {
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  /** What the run was asked to judge. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /** The settings file that the user named. */
  readonly file?: string | undefined;
}

/** What a run says of its baseline. */
export interface Known {
  readonly report: Report;
  /** Lines for people, each with its end. */
  readonly says: string;
}

/** The line about entries of the baseline that cover nothing although what they speak of was judged. */
export function unmetLine(report: Report, by: Knowing): string {
  const { known = [], baseline } = by.settings;
  const { length } = updateBaseline(report, known, isJudgedIn(report, by)).unmet;
  if (baseline === undefined || length === 0) return '';
  const entries = length === 1 ? '1 entry' : `${length} entries`;
  return `${entries} of ${baseline} ${length === 1 ? 'covers' : 'cover'} nothing any more; run with --update-baseline\n`;
}

/** Writes the baseline anew, and gives the report as it is under it; throws CommandError where it cannot be written. */
export function rewriteBaseline(report: Report, by: Knowing): Known {
  const { known = [], baseline } = by.settings;
  const name = baseline ?? defaultName(by);
  const update = updateBaseline(report, known, isJudgedIn(report, by));
  write(by.cwd, name, spellBaseline(update.known));
  const added = update.added === 0 ? '' : `, ${update.added} of them new`;
  const dropped = update.unmet.length === 0 ? '' : `; ${update.unmet.length} dropped that cover nothing any more`;
  const findings = update.known.length === 1 ? '1 finding' : `${update.known.length} findings`;
  const advice = baseline === undefined ? adviceOn(name, by) : '';
  return { report: under(report, name), says: `${name} holds ${findings}${added}${dropped}\n${advice}` };
}

function under(report: Report, name: string): Report {
  const { today = '', accepted, findings, summary } = report;
  const known = findings.filter(belongsInBaseline).map((finding) => acceptedNow(finding, name, today));
  const rest = findings.filter((finding) => !belongsInBaseline(finding));
  const all = [...accepted, ...known];
  return {
    ...report,
    findings: rest,
    accepted: all,
    summary: summarize(rest, all.length, summary.subjects, summary.skipped),
  };
}

/** Of an input folder every file was judged that is not left out, also one that is not there any more. */
function isJudgedIn(report: Report, { paths, cwd, rules, settings: { only } }: Knowing): IsJudged {
  const folders = paths.map((path) => resolve(cwd, path)).filter((path) => statsOf(path)?.isDirectory() === true);
  const asked = new Set(rules.map(({ name }) => name).filter((name) => only?.includes(name) ?? true));
  let read: ReadonlySet<string> | undefined;
  return judgedIn(report, {
    hasRule: (rule) => asked.has(rule),
    hasFile: (file) => {
      const path = resolve(cwd, file);
      if (!folders.some((folder) => path.startsWith(join(folder, '/')))) return false;
      return !existsSync(path) || (read ??= filesUnder(paths, cwd)).has(path);
    },
  });
}

/** The absolute paths of all files that a run on these paths reads. */
function filesUnder(paths: readonly string[], cwd: string): ReadonlySet<string> {
  // standard input can be read once, and is no file in a folder
  const named = paths.filter((path) => path !== '-');
  const inputs = [...inputsUnder(named, { cwd, stdin: () => Buffer.alloc(0) })];
  return new Set(inputs.flatMap((input) => (input.kind === 'file' ? [input.path] : [])));
}

/** Beside the settings file that is to name it. */
function defaultName({ cwd, file }: Knowing): string {
  const beside = file === undefined ? nearestSettings(cwd) : resolve(cwd, file);
  return nameFrom(cwd, join(beside === undefined ? cwd : dirname(beside), baselineFile));
}

function adviceOn(name: string, { cwd, file }: Knowing): string {
  const settings = file ?? nearestSettings(cwd);
  const where = settings === undefined ? 'a file sts-guardrails.json here' : nameFrom(cwd, resolve(cwd, settings));
  const line = settings === undefined ? `{ "baseline": "${name}" }` : `"baseline": "${baselineFile}"`;
  return `it counts once the settings name it: write ${line} into ${where}\n`;
}

function write(cwd: string, name: string, text: string): void {
  try {
    writeWhole(resolve(cwd, name), text);
  } catch (error) {
    const { code } = unreadable(error);
    throw new CommandError(
      `the baseline could not be written to ${name} (${code}): check that its folder can be written to`,
    );
  }
}
