import { resolve } from 'node:path';
import {
  type KnownRules,
  knownRules,
  type Layer,
  type Leveled,
  ownRules,
  type Problem,
  ruleLevel,
  type RulePage,
  rules as packageRules,
  type Settings,
  SettingsError,
  settle,
} from '../shared/index';
import { nameFrom, readBaseline } from './baseline';
import { isReportedTo } from './report';
import { originsOf, type Origin, type Voice } from './origins';
import { fileSource, nearestSource, objectSource, settingsVariable, type Source, variableSource } from './sources';

export type { Origin };

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
  /** Whether the baseline that the settings name is about to be written, so that it may be missing. */
  readonly writesBaseline?: boolean;
  /** The rules that settings may name; those of the package when left out. */
  readonly rules?: readonly RulePage[];
}

/** The settings of a run and where they came from. */
export interface Loaded {
  readonly settings: Settings;
  /** Strongest first. */
  readonly sources: readonly string[];
  /** The sources that are locked: what is weaker may only tighten. */
  readonly locked: readonly string[];
  /** For each value of the settings the source that it came from. */
  readonly origins: readonly Origin[];
}

/** The settings of a run, merged from all places; throws SettingsError with everything that is wrong in any of them. */
export function loadSettings(places: Places): Loaded {
  const rules = places.rules ?? packageRules;
  const leveled = [...rules, ...ownRules].map((page) => ({
    name: page.name,
    levelIn: (settings: Settings) => ruleLevel(page, settings),
  }));
  const { config } = places;
  const last = config === undefined ? [] : [objectSource(config.name, config.input)];
  const voices = heard([...last, ...sourcesOf(places)], knownRules(rules)).map((voice) => placed(voice, places.cwd));
  const settings = settled(voices, last.length, leveled);
  return {
    settings: knowing(settings, places),
    sources: voices.map(({ name }) => name),
    locked: voices.filter(({ says }) => says.locked).map(({ name }) => name),
    origins: originsOf(settings, voices, leveled),
  };
}

/** What a source says, its baseline named from the working folder. */
function placed(voice: Voice, cwd: string): Voice {
  const { baseline } = voice.says;
  if (baseline === undefined) return voice;
  return { ...voice, says: { ...voice.says, baseline: nameFrom(cwd, resolve(voice.folder ?? cwd, baseline)) } };
}

/** The settings with what stands in their baseline. */
function knowing(settings: Settings, { cwd, env, writesBaseline = false }: Places): Settings {
  const { baseline } = settings;
  if (baseline === undefined) return settings;
  const mayBeMissing = writesBaseline || isReportedTo(baseline, { cwd, env });
  return { ...settings, known: readBaseline(cwd, baseline, mayBeMissing) };
}

function settled(voices: readonly Voice[], lasts: number, rules: readonly Leveled[]): Settings {
  const says = voices.map((voice) => voice.says);
  const { settings, loosened } = settle(says.slice(lasts), says.slice(0, lasts)[0], rules);
  if (loosened.length === 0) return settings;
  const voiceOf = (layer: Layer) => voices.find((voice) => voice.says === layer);
  throw new SettingsError(
    loosened.map(({ path, message, layer, lock }) => {
      const source = voiceOf(layer);
      const text = `would loosen what ${voiceOf(lock)?.name ?? 'a stronger source'} locks: ${message}; take it out`;
      return { source: source?.name ?? 'settings', path, message: text, ...source?.locate(path) };
    }),
  );
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

function sourcesOf({ cwd, env, explicit, file, context }: Places): Source[] {
  const named = env[settingsVariable];
  return [
    ...(named === undefined ? [] : [variableSource(cwd, named)]),
    ...(explicit === undefined ? [] : [objectSource('settings in code', explicit)]),
    ...(file === undefined ? [] : [fileSource(cwd, file)]),
    ...(context === undefined ? [] : [objectSource('CDK context "sts-guardrails"', context)]),
    ...nearestSource(cwd),
  ];
}
