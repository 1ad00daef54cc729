import {
  type KnownRules,
  knownRules,
  type Layer,
  mergeLayers,
  type Problem,
  type RulePage,
  rules as packageRules,
  type Settings,
  SettingsError,
} from '../shared/index';
import { type Origin, originsOf } from './origins';
import { fileSource, nearestSource, objectSource, type Source, settingsVariable, variableSource } from './sources';

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
  /** What the user of a Pulumi pack configures, and how messages call it; it beats all others where nothing is locked. */
  readonly config?: { readonly name: string; readonly input: unknown };
  /** The rules that settings may name; those of the package when left out. */
  readonly rules?: readonly RulePage[];
}

/** The settings of a run and where they came from. */
export interface Loaded {
  readonly settings: Settings;
  /** Strongest first. */
  readonly sources: readonly string[];
  /** For each value of the settings the source that it came from. */
  readonly origins: readonly Origin[];
}

/** A source and what it says. */
export interface Voice extends Source {
  readonly says: Layer;
}

/** The settings of a run, merged from all places; throws SettingsError with everything that is wrong in any of them. */
export function loadSettings(places: Places): Loaded {
  const rules = places.rules ?? packageRules;
  const voices = heard(sourcesOf(places), knownRules(rules));
  const settings = mergeLayers(voices.map(({ says }) => says));
  return { settings, sources: voices.map(({ name }) => name), origins: originsOf(settings, voices) };
}

function heard(sources: readonly Source[], known: KnownRules): readonly Voice[] {
  const problems: Problem[] = [];
  const voices = sources.flatMap((source): Voice[] => {
    try {
      return [{ ...source, says: source.layer(known) }];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return voices;
}

function sourcesOf({ cwd, env, explicit, file, context, config }: Places): Source[] {
  const named = env[settingsVariable];
  return [
    ...(config === undefined ? [] : [objectSource(config.name, config.input)]),
    ...(named === undefined ? [] : [variableSource(cwd, named)]),
    ...(explicit === undefined ? [] : [objectSource('settings in code', explicit)]),
    ...(file === undefined ? [] : [fileSource(cwd, file)]),
    ...(context === undefined ? [] : [objectSource('CDK context "sts-guardrails"', context)]),
    ...nearestSource(cwd),
  ];
}
