import { Text, type Domain } from '../../model/text';
import type { Tree } from '../../model/tree';
import { deepest, isObject, own } from '../json';
import type { Estate } from './estate';
import type { Instance } from './instance';
import { blocksOf } from './blocks';
import { isArn, isDocument, valueOf, type Wanted } from './meaning';
import { follow, type Standpoint } from './references';

/** An argument or attribute as a Tree: what is known after apply alone is a hole, named by what it refers to. */
export function valueIn(instance: Instance, name: string, estate: Estate, wanted?: Wanted): Tree | undefined {
  if (isLeftToProvider(instance, name, estate)) return undefined;
  const expression = own(own(estate.configuration.resource(instance), 'expressions'), name);
  const source: Source = { path: `${instance.address}.${name}`, expression, from: instance, estate, wanted };
  return treeOf(own(instance.values, name), own(instance.unknown, name), source, deepest) ?? undefined;
}

// what nobody configures, such as the inline policies of a role that has none, is still not known in a plan
function isLeftToProvider(instance: Instance, name: string, { configuration }: Estate): boolean {
  if (own(instance.unknown, name) !== true || instance.mode === 'data') return false;
  const resource = configuration.resource(instance);
  return resource !== undefined && own(own(resource, 'expressions'), name) === undefined;
}

/** Where a value stands, and what the configuration says of it: an expression, or the blocks of that name. */
interface Source {
  readonly path: string;
  readonly expression: unknown;
  readonly from: Standpoint;
  readonly estate: Estate;
  readonly wanted: Wanted | undefined;
}

function treeOf(value: unknown, unknown: unknown, source: Source, levels: number): Tree | undefined {
  if (unknown === true) return openValue(source);
  if (levels === 0) return hole(source.path);
  if (Array.isArray(value) || Array.isArray(unknown)) return listOf(asList(value), asList(unknown), source, levels - 1);
  if (isObject(value) || (isObject(unknown) && value === undefined && Object.keys(unknown).length > 0))
    return objectOf(value, unknown, source, levels - 1);
  return value as null | boolean | number | string | undefined;
}

function listOf(values: readonly unknown[], unknown: readonly unknown[], source: Source, levels: number): Tree {
  const { expression, path } = source;
  const length = Math.max(values.length, unknown.length);
  const blocks = Array.isArray(expression) ? blocksOf(values, expression as unknown[]) : undefined;
  const parts = blocks === undefined ? elementsOf(unknown, source) : undefined;
  return Array.from({ length }, (_none, index) => {
    if (unknown[index] === true && parts !== undefined) return parts.get(index);
    const there = { ...source, path: `${path}[${index}]`, expression: blocks?.[index] };
    return treeOf(values[index], unknown[index], there, levels) ?? null;
  });
}

function objectOf(value: unknown, unknown: unknown, source: Source, levels: number): Tree {
  const keys = [...new Set([...keysOf(value), ...keysOf(unknown)])];
  const { expression, path } = source;
  const isBlock =
    isObject(expression) &&
    own(expression, 'references') === undefined &&
    own(expression, 'constant_value') === undefined;
  const entries = keys.flatMap((key): [string, Tree][] => {
    const there = { ...source, path: `${path}.${key}`, expression: isBlock ? own(expression, key) : expression };
    const tree =
      isBlock || own(unknown, key) !== true
        ? treeOf(own(value, key), own(unknown, key), there, levels)
        : ofMany(there, `.${key}`);
    return tree === undefined ? [] : [[key, tree]];
  });
  return Object.fromEntries(entries);
}

/** The values of a list that are not known: each its own reference where as many are referred to, else some of all. */
function elementsOf(unknown: readonly unknown[], source: Source): ReadonlyMap<number, Tree> {
  const open = unknown.flatMap((one, index) => (one === true ? [index] : []));
  const { path, expression, from, estate, wanted } = source;
  const followed = open.length === 0 ? [] : follow(expression, from, estate);
  const isEach = followed.length === open.length;
  return new Map(
    open.map((index, number) => {
      const one = followed[number];
      if (isEach && one !== undefined) return [index, valueOf(one, wanted, estate)];
      const there = { ...source, path: `${path}[${index}]` };
      return [index, ofMany(there, open.length === 1 ? '' : ` (${number + 1})`)];
    }),
  );
}

/** A value that as a whole is not known. */
function openValue(source: Source): Tree {
  const { expression, from, estate, wanted } = source;
  const [only, ...others] = follow(expression, from, estate);
  if (only === undefined || others.length > 0) return ofMany(source, '');
  // a document that refers to an ARN is not that ARN
  return wanted === 'json' && !isDocument(only) ? ofMany(source, '') : valueOf(only, wanted, estate);
}

/** A value that hangs on everything its expression refers to, in a way that nobody tells. */
function ofMany({ expression, from, estate, wanted, path }: Source, which: string): Text {
  const followed = follow(expression, from, estate);
  if (followed.length === 0) return hole(path);
  const domain: Domain = followed.every((one) => isArn(valueOf(one, wanted, estate))) ? 'arn' : 'free';
  return Text.of({ id: `${followed.map(({ id }) => id).join(' with ')}${which}`, domain });
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function keysOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function hole(id: string): Text {
  return Text.of({ id, domain: 'free' });
}
