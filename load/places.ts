import type { Position } from './positions';

/**
 * The place of a JSON pointer (RFC 6901) in a value whose nodes have these places: lines and columns in turn, each object
 * or list before what is in it, in the order of its keys. What the value lacks stands where the deepest part of it does.
 */
export function placeIn(value: unknown, places: Uint32Array, pointer: string): Position {
  const starts = startsOf(value, places);
  let node = value;
  let index = 0;
  for (const step of stepsIn(pointer)) {
    const parts = typeof node === 'object' && node !== null ? starts.get(node) : undefined;
    const start = parts?.get(step);
    if (start === undefined) break;
    node = (node as { readonly [step: string]: unknown })[step];
    index = start;
  }
  return { line: places[2 * index] ?? 1, column: places[2 * index + 1] ?? 1 };
}

/** The numbers, in the walk, of what stands in each list and object. */
type Starts = ReadonlyMap<object, ReadonlyMap<string, number>>;

// one walk serves all pointers that are asked of a file
const known = new WeakMap<Uint32Array, Starts>();

function startsOf(value: unknown, places: Uint32Array): Starts {
  const before = known.get(places);
  if (before !== undefined) return before;
  const starts = new Map<object, Map<string, number>>();
  let count = 0;
  const walk = (node: unknown): void => {
    count++;
    if (typeof node !== 'object' || node === null) return;
    const parts = new Map<string, number>();
    starts.set(node, parts);
    for (const [step, part] of Object.entries(node)) {
      parts.set(step, count);
      walk(part);
    }
  };
  walk(value);
  known.set(places, starts);
  return starts;
}

function stepsIn(pointer: string): readonly string[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
