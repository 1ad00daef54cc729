import { dirname, join, relative, resolve } from 'node:path';
import {
  defaultSettings,
  type KnownRules,
  knownRules,
  type Layer,
  overlay,
  parseLayer,
  type Problem,
  rules,
  type Settings,
  SettingsError,
} from '../shared/index';
import { readText } from './bytes';
import { parseJsonWithComments, repeatedKeys } from './json';
import { createLocator } from './positions';

/** The name of a settings file that is found by itself. */
export const settingsFile = 'sts-guardrails.json';

/** The environment variable that names the settings file above all others. */
export const settingsVariable = 'STS_GUARDRAILS_SETTINGS';

/** Where a host wants settings from; what it leaves out is not asked. */
export interface Places {
  /** The folder from which files are named and the nearest settings file is sought, upwards. */
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** An object in code. */
  readonly explicit?: unknown;
  /** A file that was named, such as by `--settings`. */
  readonly file?: string | undefined;
  /** The object under `sts-guardrails` in the CDK context. */
  readonly context?: unknown;
  /** The rules that settings may name; those of the package when left out. */
  readonly known?: KnownRules;
}

/** The settings of a run and where they came from, strongest first. */
export interface Loaded {
  readonly settings: Settings;
  readonly sources: readonly string[];
}

interface Source {
  readonly name: string;
  readonly layer: (known: KnownRules) => Layer;
}

/** The settings of a run, merged from all places; throws SettingsError with everything that is wrong in any of them. */
export function loadSettings(places: Places): Loaded {
  const known = places.known ?? knownRules(rules);
  const problems: Problem[] = [];
  const sources = sourcesOf(places);
  const layers = sources.flatMap(({ layer }) => {
    try {
      return [layer(known)];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return { settings: layers.reduceRight(overlay, defaultSettings), sources: sources.map(({ name }) => name) };
}

function sourcesOf({ cwd, env, explicit, file, context }: Places): Source[] {
  const named = env[settingsVariable];
  return [
    ...(named === undefined ? [] : [variable(cwd, named)]),
    ...(explicit === undefined ? [] : [object('settings in code', explicit)]),
    ...(file === undefined ? [] : [fromFile(cwd, file)]),
    ...(context === undefined ? [] : [object('CDK context "sts-guardrails"', context)]),
    ...nearest(cwd),
  ];
}

function object(name: string, input: unknown): Source {
  return { name, layer: (known) => parseLayer(input, name, known) };
}

function variable(cwd: string, file: string): Source {
  if (file.trim() !== '') return fromFile(cwd, file);
  const message = 'is set but names no file: name one, or unset it';
  return { name: settingsVariable, layer: () => refuse(settingsVariable, message) };
}

function nearest(cwd: string): Source[] {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = join(folder, settingsFile);
    const bytes = readText(file);
    const absent = 'problem' in bytes && (bytes.code === 'ENOENT' || bytes.code === 'ENOTDIR');
    if (!absent) return [fromFile(cwd, file, bytes)];
    if (dirname(folder) === folder) return [];
  }
}

function fromFile(cwd: string, file: string, bytes = readText(resolve(cwd, file))): Source {
  const path = resolve(cwd, file);
  const inside = relative(cwd, path);
  const name = inside.startsWith('..') ? path : inside;
  if ('problem' in bytes) return { name, layer: () => refuse(name, bytes.problem) };
  return { name, layer: (known) => layerIn(name, bytes.text, known) };
}

function layerIn(source: string, text: string, known: KnownRules): Layer {
  if (text.trim() === '') return refuse(source, 'the file is empty; write {} for no settings');
  const json = parseJsonWithComments(text);
  if ('problem' in json) throw new SettingsError([{ source, path: [], ...json.problem }]);
  const repeated = repeatedKeys(text);
  if (repeated.length > 0) throw new SettingsError(repeated.map((problem) => ({ source, path: [], ...problem })));
  try {
    return parseLayer(json.value, source, known);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const locate = createLocator(text);
    throw new SettingsError(error.problems.map((problem) => ({ ...problem, ...locate([...problem.path]) })));
  }
}

function refuse(source: string, message: string): never {
  throw new SettingsError([{ source, path: [], message }]);
}
