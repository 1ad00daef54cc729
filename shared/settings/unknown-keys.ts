import type * as v from 'valibot';
import { noSuch } from './rule-names';

interface Shape {
  readonly type: string;
  readonly entries?: { readonly [key: string]: Shape };
  readonly item?: Shape;
  readonly wrapped?: Shape;
  readonly getter?: (input: unknown) => Shape;
}

/** A key that the schema has no place for, or a list where an object belongs. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Every key of the input that the schema does not know. valibot's own strict objects stop at the first one and pass
 * over keys such as `__proto__`.
 */
export function unknownKeys(schema: v.GenericSchema, input: unknown): Misfit[] {
  return misfits(schema as unknown as Shape, input, []);
}

function misfits(shape: Shape, input: unknown, path: readonly (string | number)[]): Misfit[] {
  if (shape.wrapped !== undefined) return misfits(shape.wrapped, input, path);
  if (shape.getter !== undefined) return misfits(shape.getter(input), input, path);
  if (Array.isArray(input)) {
    if (shape.entries !== undefined) return [{ path, message: 'must be an object, but it is a list' }];
    const { item } = shape;
    return item === undefined ? [] : input.flatMap((value, index) => misfits(item, value, [...path, index]));
  }
  if (shape.entries === undefined || typeof input !== 'object' || input === null) return [];
  return inObject(shape.entries, input, path);
}

function inObject(entries: NonNullable<Shape['entries']>, input: object, path: readonly (string | number)[]): Misfit[] {
  // the entries of a Map or the like are no keys, and would count as left out
  if (Object.prototype.toString.call(input) !== '[object Object]') return [{ path, message: 'must be a plain object' }];
  const names = Object.keys(entries);
  return Object.entries(input).flatMap(([key, value]): Misfit[] => {
    const shape = Object.hasOwn(entries, key) ? entries[key] : undefined;
    if (shape !== undefined) return misfits(shape, value, [...path, key]);
    const what = path.at(-1) === 'rules' ? 'rule' : path.at(-2) === 'rules' ? 'option' : 'setting';
    return [{ path: [...path, key], message: noSuch(what, key, names) }];
  });
}
