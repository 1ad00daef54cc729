import type { Subject } from '../model/subject';
import type { Scope, Sessions, Settings } from '../settings';
import { mergeRules } from './layers';

type PathTest = (path: string) => boolean;

const tests = new Map<string, PathTest>();

/** Whether a subject is one that the scope's `where` and `account` name; a subject of unknown account is not. */
export function covers(scope: Scope, { place, owner }: Subject): boolean {
  if (scope.account !== undefined && owner.account?.literal !== scope.account) return false;
  return scope.where === undefined || pathTest(scope.where)(place.path);
}

/** Whether a place in a policy, as a JSON pointer, is the scope's `at` or stands inside it. */
export function holds(scope: Scope, at: string): boolean {
  return scope.at === undefined || at === scope.at || at.startsWith(`${scope.at}/`);
}

function pathTest(glob: string): PathTest {
  const known = tests.get(glob);
  if (known !== undefined) return known;
  // Globs load only where settings have one, because every start of a host would wait for it.
  const { matcher } = require('./globs') as typeof import('./globs');
  const test = matcher(glob);
  tests.set(glob, test);
  return test;
}

/**
 * The settings that hold for one subject, its overrides applied: sessions, options and levels of rules. An override
 * with `at` is left out, because it speaks of single places. The same overrides give the same object each time.
 */
export function settingsFor(settings: Settings, subject: Subject): Settings {
  if (settings.overrides.length === 0) return settings;
  const matching = settings.overrides.filter((one) => one.at === undefined && covers(one, subject));
  if (matching.length === 0) return settings;
  const variants = variantsOf.get(settings) ?? new Map<string, Settings>();
  variantsOf.set(settings, variants);
  const key = matching.map((one) => settings.overrides.indexOf(one)).join();
  const known = variants.get(key);
  if (known !== undefined) return known;
  const variant = matching.reduce<Settings>(
    (below, one) => ({
      ...below,
      sessions: { ...below.sessions, ...one.sessions },
      rules: mergeRules(below.rules, one.rules),
    }),
    settings,
  );
  variants.set(key, variant);
  return variant;
}

const variantsOf = new WeakMap<Settings, Map<string, Settings>>();

/** The longest sessions, in seconds, that settings allow for one subject, its overrides applied. */
export function sessionsOf(settings: Settings, subject: Subject): Sessions {
  return settingsFor(settings, subject).sessions;
}
