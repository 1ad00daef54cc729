import { truncateSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import {
  type About,
  formNamed,
  forms,
  type Report,
  SettingsError,
  spellBaseline,
  updateBaseline,
} from '../shared/index';
import { readBaseline } from './baseline';
import { unreadable } from './bytes';
import { settingsFile } from './sources';
import { realPath, statsOf, writeWhole } from './write';

/** The form that is a baseline: it is read, too, and is brought up to date. */
export const baselineForm = 'baseline';

/** The names of all forms that a file can have. */
export const fileForms: readonly string[] = [...Object.keys(forms), baselineForm];

/** A report that is to be written to a file, named from the working folder. */
export interface Wish {
  readonly form: string;
  readonly file: string;
  /** What asks for it, for messages. */
  readonly source: string;
}

/** A report that could not be written. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

interface Target extends Wish {
  readonly write: (report: Report, about: About) => string;
  readonly path: string;
}

/**
 * What writes the report of a run into these files. Throws SettingsError at once where a form does not exist or a file
 * cannot be written, or holds what is needed, as `neededFor` says; the writer throws ReportError where writing fails.
 */
export function reportFiles(
  wishes: readonly Wish[],
  cwd: string,
  about: () => About,
  neededFor: (path: string) => string | undefined = () => undefined,
): (report: Report) => void {
  const targets = wishes.map((wish) => targetOf(wish, cwd));
  const repeated = targets.find(({ path }, index) => targets.findIndex((other) => other.path === path) !== index);
  if (repeated !== undefined) {
    refuse(repeated.source, `names ${repeated.file} twice: name a file of its own for each form`);
  }
  const reports = targets.filter(({ form }) => form !== baselineForm);
  for (const { path, file, source } of reports) {
    const need = statsOf(path)?.isFile() === true ? neededFor(path) : undefined;
    if (need !== undefined) refuse(source, `a report would take the place of ${file}: ${need}; name another file`);
  }
  reports.forEach(clearOld);
  let known: About | undefined;
  return (report) => targets.forEach((target) => write(target, report, (known ??= about())));
}

function targetOf(wish: Wish, cwd: string): Target {
  const { form, file, source } = wish;
  const written = form === baselineForm ? baselineWriter(cwd, file) : formNamed(form);
  if (written === undefined) {
    refuse(source, `there is no report form ${form}: this version knows ${fileForms.join(', ')}`);
  }
  const path = realPath(resolve(cwd, file));
  const problem = problemOf(path);
  if (problem !== undefined) refuse(source, `a report cannot be written to ${file}: ${problem}`);
  return { ...wish, write: written, path };
}

/** What brings a baseline up to date with a report; what stood in it at the start counts however often it is written. */
function baselineWriter(cwd: string, file: string): Target['write'] {
  const known = readBaseline(cwd, file, true);
  return (report) => spellBaseline(updateBaseline(report, known).known);
}

/** What an earlier run has left must not pass for the report of a run that breaks off. */
function clearOld({ file, path, source }: Target): void {
  try {
    if (statsOf(path)?.isFile() === true) truncateSync(path);
  } catch (error) {
    refuse(source, `the report of an earlier run, ${file}, could not be cleared: ${unreadable(error).problem}`);
  }
}

function problemOf(path: string): string | undefined {
  if (statsOf(path)?.isDirectory() === true) return 'it is a folder; name a file in it';
  if (basename(path) === settingsFile) return 'settings have that name; name another file';
  return statsOf(dirname(path))?.isDirectory() === true
    ? undefined
    : 'its folder does not exist; make the folder first';
}

function write({ write: written, file, path }: Target, report: Report, about: About): void {
  const text = written(report, about);
  try {
    writeWhole(path, text);
  } catch (error) {
    const { code } = unreadable(error);
    const remedy = 'check that the folder can be written to';
    throw new ReportError(`the report could not be written to ${file} (${code}): ${remedy}`);
  }
}

/** Refuses what a source asks for. */
export function refuse(source: string, message: string): never {
  throw new SettingsError([{ source, path: [], message }]);
}
