import { lstatSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type KnownRules, type Layer, parseLayer, type Problem, SettingsError } from '../shared/index';
import { type Bytes, readText } from './bytes';
import { parseJsonWithComments, repeatedKeys } from './json';
import { createLocator, type Position } from './positions';

/** The name of a settings file that is found by itself. */
export const settingsFile = 'sts-guardrails.json';

/** The environment variable that names the settings file above all others. */
export const settingsVariable = 'STS_GUARDRAILS_SETTINGS';

/** One place that settings come from. */
export interface Source {
  /** What messages call it: a file's path from the working folder, `settings in code`. */
  readonly name: string;
  /** What it says, checked; throws SettingsError with all that is wrong in it. */
  readonly layer: (known: KnownRules) => Layer;
  /** Where a setting stands in it, where it is a file that can be read. */
  readonly locate: (path: Problem['path']) => Position | undefined;
  /** The absolute path of the folder that it stands in, where it is a file: files are named from there. */
  readonly folder?: string;
}

/** Settings that a caller hands over as an object. */
export function objectSource(name: string, input: unknown): Source {
  return { name, layer: (known) => parseLayer(input, name, known), locate: () => undefined };
}

/** The file that `STS_GUARDRAILS_SETTINGS` names. */
export function variableSource(cwd: string, file: string): Source {
  if (file.trim() !== '') return fileSource(cwd, file);
  return refused(settingsVariable, 'is set but names no file: name one, or unset it');
}

/** The nearest `sts-guardrails.json`, from the working folder upwards, where there is one. */
export function nearestSource(cwd: string): Source[] {
  const nearest = nearestFile(cwd);
  return nearest === undefined ? [] : [fileSource(cwd, nearest.file, nearest.bytes)];
}

/** The absolute path of the nearest `sts-guardrails.json`; undefined where there is none. */
export function nearestSettings(cwd: string): string | undefined {
  return nearestFile(cwd)?.file;
}

function nearestFile(cwd: string): { readonly file: string; readonly bytes: Bytes } | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = join(folder, settingsFile);
    const bytes = readText(file);
    const absent = 'problem' in bytes && (bytes.code === 'ENOENT' || bytes.code === 'ENOTDIR');
    // a link that leads nowhere was meant to lead to settings
    if (!absent || isLink(file)) return { file, bytes };
    if (dirname(folder) === folder) return undefined;
  }
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

/** A file, named from the working folder. */
export function fileSource(cwd: string, file: string, bytes: Bytes = readText(resolve(cwd, file))): Source {
  const path = resolve(cwd, file);
  const inside = relative(cwd, path);
  const name = inside.startsWith('..') ? path : inside;
  if ('problem' in bytes) return refused(name, bytes.problem);
  let locator: ReturnType<typeof createLocator> | undefined;
  const locate = (steps: Problem['path']) => (locator ??= createLocator(bytes.text))([...steps]);
  return { name, layer: (known) => layerIn(name, bytes.text, known, locate), locate, folder: dirname(path) };
}

function layerIn(source: string, text: string, known: KnownRules, locate: (path: Problem['path']) => Position): Layer {
  if (text.trim() === '') throw problem(source, 'the file is empty; write {} for no settings');
  const json = parseJsonWithComments(text);
  if ('problem' in json) throw new SettingsError([{ source, path: [], ...json.problem }]);
  const repeated = repeatedKeys(text);
  if (repeated.length > 0) throw new SettingsError(repeated.map((one) => ({ source, path: [], ...one })));
  try {
    return parseLayer(json.value, source, known);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError(error.problems.map((one) => ({ ...one, ...locate(one.path) })));
  }
}

function refused(name: string, message: string): Source {
  return {
    name,
    layer: () => {
      throw problem(name, message);
    },
    locate: () => undefined,
  };
}

function problem(source: string, message: string): SettingsError {
  return new SettingsError([{ source, path: [], message }]);
}
