import { isDeepStrictEqual } from 'node:util';
import type { Layer, Leveled, Settings } from '../shared/index';
import type { Position } from './positions';
import type { Source } from './sources';

/** A value of the merged settings and where it came from. */
export interface Origin extends Partial<Position> {
  /** From the root of a settings file, such as `["sessions", "role"]`; a list of texts is one value. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** The name of the source, or `default`. */
  readonly source: string;
}

/** A source and what it says. */
export interface Voice extends Source {
  readonly says: Layer;
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** For each value of the settings the strongest of the voices (strongest first) that says just this. */
export function originsOf(settings: Settings, voices: readonly Voice[], rules: readonly Leveled[]): readonly Origin[] {
  const said = voices.map((voice) => ({ voice, leaves: leavesOf(voice.says) }));
  const find = ({ path, value }: Leaf) =>
    said.find(({ leaves }) =>
      leaves.some((leaf) => isDeepStrictEqual(leaf.path, path) && isDeepStrictEqual(leaf.value, value)),
    )?.voice;
  const strict = voices.find(({ says }) => says.strict === true);
  const values = leavesOf(settings).flatMap((leaf): Origin[] => {
    const voice = find(leaf);
    if (voice !== undefined) return spread(leaf).map((one) => from(voice, one));
    const follows = leaf.path[0] === 'undecided' && settings.strict ? strict : undefined;
    return [follows === undefined ? { ...leaf, source: 'default' } : from(follows, leaf, ['extends'])];
  });
  const levels = rules
    .filter(({ name }) => settings.rules[name]?.level === undefined)
    .map(({ name, levelIn }): Origin => {
      const leaf = { path: ['rules', name, 'level'], value: levelIn(settings) };
      const isRaised = settings.strict && leaf.value !== levelIn({ ...settings, strict: false });
      return isRaised && strict !== undefined ? from(strict, leaf, ['extends']) : { ...leaf, source: 'default' };
    });
  return [...basesOf(settings, voices, strict), ...values, ...levels];
}

function basesOf({ strict: isStrict, exceptions }: Settings, voices: readonly Voice[], strict?: Voice): Origin[] {
  const base = (voice: Voice | undefined, value: string): Origin =>
    voice === undefined ? { path: ['extends'], value, source: 'default' } : from(voice, { path: ['extends'], value });
  const recommended = voices.find(({ says }) => says.strict === false);
  const lists = new Set(exceptions.flatMap(({ preset }) => preset ?? []));
  return [
    isStrict ? base(strict, 'strict') : base(recommended, 'recommended'),
    ...[...lists].map((list) =>
      base(
        voices.find(({ says }) => says.ready?.some(({ preset }) => preset === list)),
        list.replace(/^extends "(.*)"$/, '$1'),
      ),
    ),
  ];
}

function from({ name, locate }: Voice, leaf: Omit<Origin, 'source'>, path = leaf.path): Origin {
  return { ...leaf, source: name, ...locate(path) };
}

/** A list of objects as its members, which stand in places of their own. */
function spread({ path, value }: Leaf): readonly Omit<Origin, 'source'>[] {
  if (!Array.isArray(value) || typeof value[0] !== 'object') return [{ path, value }];
  return value.map((one: unknown, index) => ({ path: [...path, index], value: one }));
}

/** The values of settings, or of a layer; options of rules stand beside their level, as in a file. */
function leavesOf({ strict, ready, locked, rules = {}, exceptions, ...rest }: Layer): readonly Leaf[] {
  const flat = Object.entries(rules).map(([name, { options, ...level }]) => [name, { ...level, ...options }]);
  const listed = exceptions?.filter(({ preset }) => preset === undefined);
  const shown = { ...rest, ...(listed && { exceptions: listed }), rules: Object.fromEntries(flat) as object };
  return leavesIn(shown, []);
}

function leavesIn(value: unknown, path: readonly string[]): readonly Leaf[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, part]) => leavesIn(part, [...path, key]));
}
