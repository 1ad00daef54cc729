/** A JSON object whose values nobody has looked at yet. */
export interface JsonObject {
  readonly [key: string]: unknown;
}

/** Values nested deeper than this many levels are not read. */
export const deepest = 60;

/** Whether the value is an object, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under that key in the value itself; undefined where the value is no object or has no such key. */
export function own(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Whether the value holds lists and objects nested deeper than that many levels. */
export function tooDeep(value: unknown, levels = deepest): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const part of Array.isArray(value) ? value : Object.values(value)) if (tooDeep(part, levels - 1)) return true;
  return false;
}
