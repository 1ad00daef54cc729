import { truncateSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { jsonReport, type Report, SettingsError, spellBaseline, updateBaseline } from '../shared/index';
import { readBaseline } from './baseline';
import { unreadable } from './bytes';
import { statsOf, writeWhole } from './write';

/** The environment variable that names the files for the report of a run: `json=out.json`, several with commas. */
export const reportVariable = 'STS_GUARDRAILS_REPORT';

const forms: { readonly [form: string]: (report: Report) => string } = { json: jsonReport };

/** The form that is a baseline: it is read, too, and is brought up to date. */
const baselineForm = 'baseline';

interface Target {
  readonly form: (report: Report) => string;
  readonly name: string;
  readonly path: string;
  /** Whether what stands there goes into what is written, as a baseline does. */
  readonly isKept: boolean;
}

/**
 * What writes the report of a run into the files that `STS_GUARDRAILS_REPORT` names, undefined where it is not set.
 * Throws SettingsError at once where it names a form that does not exist or a file that cannot be written; the writer
 * throws Error where writing fails, and a host must not let such a run pass.
 */
export function reportWriter(places: {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
}): ((report: Report) => void) | undefined {
  const entries = places.env[reportVariable];
  if (entries === undefined) return undefined;
  const targets = entries.split(',').map((entry) => targetOf(entry.trim(), places.cwd));
  const repeated = targets.find(({ path }, index) => targets.findIndex((other) => other.path === path) !== index);
  if (repeated !== undefined) refuse(`names ${repeated.name} twice: name a file of its own for each form`);
  targets.filter(({ isKept }) => !isKept).forEach(clearOld);
  return (report) => targets.forEach((target) => write(target, report));
}

function targetOf(entry: string, cwd: string): Target {
  const [name = '', ...rest] = entry.split('=');
  const file = rest.join('=');
  if (entry === '') refuse('names no report: write json=report.json, or unset it');
  const isKept = name === baselineForm;
  const form = Object.hasOwn(forms, name) ? forms[name] : isKept ? baselineWriter(cwd, file) : undefined;
  if (file === '') refuse(`${JSON.stringify(entry)} is no form and file: write json=report.json`);
  if (form === undefined)
    refuse(`there is no report form ${name}: this version knows ${[...Object.keys(forms), baselineForm].join(', ')}`);
  const path = resolve(cwd, file);
  const problem = problemOf(path);
  if (problem !== undefined) refuse(`a report cannot be written to ${file}: ${problem}`);
  return { form, name: file, path, isKept };
}

/** What brings a baseline up to date with a report; what stood in it at the start counts however often it is written. */
function baselineWriter(cwd: string, file: string): Target['form'] {
  const known = file === '' ? [] : readBaseline(cwd, file, true);
  return (report) => spellBaseline(updateBaseline(report, known).known);
}

/** Whether the report of a run is to bring this baseline, named from the working folder, up to date. */
export function isReportedTo(baseline: string, { cwd, env }: Parameters<typeof reportWriter>[0]): boolean {
  const entries = (env[reportVariable] ?? '').split(',').map((entry) => entry.trim());
  const files = entries.flatMap((entry) =>
    entry.startsWith(`${baselineForm}=`) ? entry.slice(baselineForm.length + 1) : [],
  );
  return files.some((file) => resolve(cwd, file) === resolve(cwd, baseline));
}

/** What an earlier run has left must not pass for the report of a run that breaks off. */
function clearOld({ name, path }: Target): void {
  try {
    if (statsOf(path)?.isFile() === true) truncateSync(path);
  } catch (error) {
    refuse(`the report of an earlier run, ${name}, could not be cleared: ${unreadable(error).problem}`);
  }
}

function problemOf(path: string): string | undefined {
  if (statsOf(path)?.isDirectory() === true) return 'it is a folder; name a file in it';
  return statsOf(dirname(path))?.isDirectory() === true
    ? undefined
    : 'its folder does not exist; make the folder first';
}

function write({ form, name, path }: Target, report: Report): void {
  try {
    writeWhole(path, form(report));
  } catch (error) {
    const { code } = unreadable(error);
    throw new Error(`the report could not be written to ${name} (${code}): check that the folder can be written to`);
  }
}

function refuse(message: string): never {
  throw new SettingsError([{ source: reportVariable, path: [], message }]);
}
