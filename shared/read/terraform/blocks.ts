import { isObject, own } from '../json';

/**
 * Which block of the configuration each block of a value comes from, as far as the constants in them tell: sets have an
 * order of their own, and those that a dynamic block makes stand in no configuration.
 */
export function blocksOf(values: readonly unknown[], blocks: readonly unknown[]): readonly unknown[] {
  const fitting = blocks.map((block) => values.flatMap((value, index) => (fits(value, block) ? [index] : [])));
  const from = new Map<number, unknown>();
  // a block that is written is there, so where it can be one value alone it is that one
  for (const [number, [index, ...others]] of fitting.entries())
    if (index !== undefined && others.length === 0) from.set(index, blocks[number]);
  // where there are no other blocks, those that cannot be told apart may as well stand for one another
  if (values.length === blocks.length)
    for (const [number, indexes] of fitting.entries()) {
      const free = indexes.find((index) => !from.has(index));
      if (free !== undefined && ![...from.values()].includes(blocks[number])) from.set(free, blocks[number]);
    }
  return values.map((_value, index) => from.get(index));
}

/** Whether a value has what a block spells. */
function fits(value: unknown, block: unknown): boolean {
  if (!isObject(block)) return false;
  return Object.entries(block).every(([name, expression]) => {
    const spelled = own(expression, 'constant_value');
    return spelled === undefined || alike(own(value, name), spelled);
  });
}

// a set may have another order, and numbers become texts where an argument is a text
function alike(one: unknown, other: unknown): boolean {
  return words(one).join() === words(other).join();
}

function words(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map((item: unknown) => words(item).join()).sort();
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}
