import { realpathSync, renameSync, rmSync, type Stats, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { jsonReport, type Report, SettingsError } from '../shared/index';
import { unreadable } from './bytes';

/** The environment variable that names the files for the report of a run: `json=out.json`, several with commas. */
export const reportVariable = 'STS_GUARDRAILS_REPORT';

const forms: { readonly [form: string]: (report: Report) => string } = { json: jsonReport };

interface Target {
  readonly form: (report: Report) => string;
  readonly name: string;
  readonly path: string;
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
  targets.forEach(clearOld);
  return (report) => targets.forEach((target) => write(target, report));
}

function targetOf(entry: string, cwd: string): Target {
  const [name = '', ...rest] = entry.split('=');
  const file = rest.join('=');
  if (entry === '') refuse('names no report: write json=report.json, or unset it');
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (file === '') refuse(`${JSON.stringify(entry)} is no form and file: write json=report.json`);
  if (form === undefined)
    refuse(`there is no report form ${name}: this version knows ${Object.keys(forms).join(', ')}`);
  const path = resolve(cwd, file);
  const problem = problemOf(path);
  if (problem !== undefined) refuse(`a report cannot be written to ${file}: ${problem}`);
  return { form, name: file, path };
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
    if (isDevice(path)) writeFileSync(path, form(report));
    else replace(existing(path), form(report));
  } catch (error) {
    const { code } = unreadable(error);
    throw new Error(`the report could not be written to ${name} (${code}): check that the folder can be written to`);
  }
}

// whoever reads the file meanwhile finds the old report or the new one, and never half of one
function replace(path: string, text: string): void {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Where a link leads, so that it stays a link. */
function existing(path: string): string {
  return statsOf(path) === undefined ? path : realpathSync(path);
}

function isDevice(path: string): boolean {
  return statsOf(path)?.isFile() === false;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function refuse(message: string): never {
  throw new SettingsError([{ source: reportVariable, path: [], message }]);
}
