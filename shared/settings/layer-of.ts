import type * as v from 'valibot';
import type { RuleSetting, Settings } from '../settings';
import type { Layer } from './layers';
import { readyMade } from './ready-made';
import type { settingsSchema } from './schema';

type Checked = v.InferOutput<ReturnType<typeof settingsSchema>>;

/** The layer that checked input stands for: short forms spelled out, absent parts left out. */
export function layerOf(input: Checked): Layer {
  const { $schema, extends: base, ...rest } = input;
  return withoutUndefined({
    ...rest,
    ...(base !== undefined && basesOf([base].flat())),
    rules: rulesOf(input.rules),
    overrides: input.overrides?.map((one) => ({ ...one, rules: rulesOf(one.rules) })),
  }) as Layer;
}

function basesOf(names: readonly string[]): Pick<Layer, 'strict' | 'ready'> {
  const isStrict = names.includes('strict');
  const ready = [...new Set(names)].flatMap(readyMade.named);
  return {
    ...((isStrict || names.includes('recommended')) && { strict: isStrict }),
    ...(ready.length > 0 && { ready }),
  };
}

// The schema has settled that each value is a level, or an object of a level and options.
function rulesOf(rules: unknown): Settings['rules'] | undefined {
  if (rules === undefined) return undefined;
  const settings = Object.entries(rules as { [name: string]: RuleSetting['level'] | { level?: RuleSetting['level'] } });
  return Object.fromEntries(settings.map(([name, setting]) => [name, ruleOf(setting)]));
}

function ruleOf(setting: RuleSetting['level'] | { readonly level?: RuleSetting['level'] }): RuleSetting {
  const { level, ...options } = typeof setting === 'object' ? setting : { level: setting };
  return level === undefined ? { options } : { level, options };
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutUndefined(part)]));
}
