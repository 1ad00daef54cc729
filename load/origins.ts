import { isDeepStrictEqual } from 'node:util';
import type { Layer, Settings } from '../shared/index';
import type { Position } from './positions';

/** A value of the merged settings and where it came from. */
export interface Origin extends Partial<Position> {
  /** From the root of a settings file: `["sessions", "role"]`; a list is one value. */
  readonly path: readonly string[];
  readonly value: unknown;
  /** The name of the source, or `default`. */
  readonly source: string;
}

interface Voice {
  readonly name: string;
  readonly says: Layer;
  readonly locate: (path: readonly string[]) => Position | undefined;
}

/** For each value of the settings the strongest of the voices (strongest first) that says just this. */
export function originsOf(settings: Settings, voices: readonly Voice[]): readonly Origin[] {
  const said = voices.map((voice) => ({ voice, leaves: leavesOf(voice.says) }));
  return [...leavesOf(settings).values()].flatMap((leaf) => originsOfLeaf(leaf, said));
}

type Leaves = ReadonlyMap<string, { readonly path: readonly string[]; readonly value: unknown }>;
type Leaf = { readonly path: readonly string[]; readonly value: unknown };

function originsOfLeaf(leaf: Leaf, said: readonly { readonly voice: Voice; readonly leaves: Leaves }[]): Origin[] {
  const name = leaf.path.join('\0');
  const found = said.find(({ leaves }) => isDeepStrictEqual(leaves.get(name)?.value, leaf.value));
  if (found === undefined) return [{ ...leaf, source: 'default' }];
  return [{ ...leaf, source: found.voice.name, ...found.voice.locate(leaf.path) }];
}

/** The values of settings, or of a layer, by their path; options of rules stand beside their level, as in a file. */
function leavesOf({ strict, ready, locked, ...settings }: Layer): Leaves {
  const rules = Object.entries(settings.rules ?? {}).map(([name, { options, ...level }]) => [
    name,
    { ...level, ...options },
  ]);
  const exceptions = settings.exceptions?.filter(({ preset }) => preset === undefined);
  const shown = { ...settings, rules: Object.fromEntries(rules) as object, ...(exceptions && { exceptions }) };
  return new Map(leavesIn(shown, []).map((leaf) => [leaf.path.join('\0'), leaf]));
}

function leavesIn(value: unknown, path: readonly string[]): Leaf[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, part]) => leavesIn(part, [...path, key]));
}
