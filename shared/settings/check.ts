import * as v from 'valibot';
import { layerOf } from './layer-of';
import type { Layer } from './layers';
import type { KnownRules } from './rule-names';
import { settingsSchema } from './schema';
import { type Misfit, unknownKeys } from './unknown-keys';

/** Either the layer or everything that is wrong with the input. */
export type Checked = { readonly layer: Layer } | { readonly problems: readonly Misfit[] };

/** Checks one source of settings against the schema. */
export function checkSettings(input: unknown, known: KnownRules): Checked {
  const schema = settingsSchema(known);
  const result = v.safeParse(schema, input);
  const issues = (result.issues ?? []).map(({ path, message }) => ({ path: (path ?? []).map(step), message }));
  const problems = [...unknownKeys(schema, input), ...issues];
  return result.success && problems.length === 0 ? { layer: layerOf(result.output) } : { problems };
}

function step({ key }: { readonly key: unknown }): string | number {
  return typeof key === 'number' ? key : String(key);
}
