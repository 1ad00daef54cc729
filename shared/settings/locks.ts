import type { Sessions, Settings } from '../settings';
import { type Layer, mergeLayers } from './layers';
import { type Leveled, type Loosening, loosenings } from './loosening';
import { strength, stronger } from './strength';

/** Settings of several layers, and where a layer would loosen what a stronger one locks. */
export interface Settled {
  readonly settings: Settings;
  readonly loosened: readonly (Loosening & { readonly layer: Layer; readonly lock: Layer })[];
}

/**
 * Merges layers, strongest first, and then `last`: it beats all of them unless one is locked. What stands below a locked
 * layer, and `last`, may make the settings tighter and nothing looser; what a stronger layer says is not made looser by
 * a weaker one that says something else, so that is no loosening.
 */
export function settle(layers: readonly Layer[], last: Layer | undefined, rules: readonly Leveled[]): Settled {
  const index = layers.findIndex(({ locked }) => locked === true);
  const lock = layers[index];
  if (lock === undefined) {
    return { settings: mergeLayers(last === undefined ? layers : [last, ...layers]), loosened: [] };
  }
  const loosened = (before: Settings, after: Settings, layer: Layer): Settled['loosened'] =>
    loosenings(before, after, rules).map((one) => ({ ...one, layer, lock }));
  const below = layers.slice(index + 1);
  const problems = below.flatMap((layer, count) => {
    const before = layers.slice(0, index + 1 + count);
    return loosened(mergeLayers(before), mergeLayers([...before, layer]), layer);
  });
  const settings = below.reduce((wider, layer) => tightened(wider, layer, rules), mergeLayers(layers));
  if (last === undefined) return { settings, loosened: problems };
  const over = tightened(mergeLayers([last, settings]), last, rules);
  return { settings: over, loosened: [...problems, ...loosened(settings, over, last)] };
}

/** The settings with whatever the layer says more strictly. */
function tightened(settings: Settings, layer: Layer, rules: readonly Leveled[]): Settings {
  const raised = rules.flatMap(({ name, levelIn }): [string, Settings['rules'][string]][] => {
    const level = layer.rules?.[name]?.level;
    if (level === undefined || strength[level] <= strength[levelIn(settings)]) return [];
    return [[name, { options: {}, ...settings.rules[name], level }]];
  });
  return {
    ...settings,
    strict: settings.strict || layer.strict === true,
    enforce: layer.enforce === 'block' ? 'block' : settings.enforce,
    acknowledgements: settings.acknowledgements && layer.acknowledgements !== false,
    undecided: stronger(settings.undecided, layer.undecided ?? (layer.strict === true ? 'error' : 'info')),
    sessions: shorter(settings.sessions, layer.sessions),
    rules: { ...settings.rules, ...Object.fromEntries(raised) },
  };
}

function shorter(limits: Sessions, said: Partial<Sessions> = {}): Sessions {
  const least = Object.entries(limits).map(([kind, limit]: [string, number]) => [
    kind,
    Math.min(limit, said[kind as keyof Sessions] ?? limit),
  ]);
  return Object.fromEntries(least) as Sessions;
}
