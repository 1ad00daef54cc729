import { Text } from '../../model/text';
import { isList, isMap, many, pointer, type Tree } from '../../model/tree';
import type { Estate } from './estate';
import type { Instance } from './instance';
import { grants, identities, policies } from './types';
import { valueIn } from './values';

/** A document in a resource: where it stands in the values of the resource, and what it is called. */
export interface Written {
  readonly at: string;
  readonly document: Tree;
  readonly name?: string;
}

/** The documents that a resource writes out itself. */
export function documentsIn(instance: Instance, estate: Estate): readonly Written[] {
  const { type } = instance;
  const grant = entryOf(grants, type) ?? entryOf(policies, type);
  if (grant !== undefined) {
    const document = valueIn(instance, grant.document, estate, 'json');
    const name = grant.name === undefined ? undefined : valueIn(instance, grant.name, estate);
    return writtenOf(pointer('', grant.document), document, name);
  }
  const { list, document: part, name } = entryOf(identities, type)?.documents ?? {};
  if (list === undefined) return [];
  const value = valueIn(instance, list, estate, 'json');
  if (part === undefined) return writtenOf(pointer('', list), value, undefined);
  // a set of policies that is not known may hold any
  if (value instanceof Text) return writtenOf(pointer('', list), value, undefined);
  return many(value).flatMap((entry, index) =>
    isMap(entry)
      ? writtenOf(pointer('', list, index, part), entry[part], name === undefined ? undefined : entry[name])
      : writtenOf(pointer('', list, index), entry, undefined),
  );
}

/** The texts of one-or-many, each with its place; `at` leads to the whole. */
export function textsIn(tree: Tree | undefined, at: string): readonly { readonly text: Text; readonly at: string }[] {
  return many(tree).flatMap((one, index) => {
    const text = textOf(one);
    return text === undefined ? [] : [{ text, at: isList(tree) ? pointer(at, index) : at }];
  });
}

/** A text that is not empty. */
export function textOf(tree: Tree | undefined): Text | undefined {
  if (tree instanceof Text) return tree;
  return typeof tree === 'string' && tree !== '' ? Text.of(tree) : undefined;
}

/** The entry of a type in a table of types. */
export function entryOf<T>(table: { readonly [type: string]: T }, type: string): T | undefined {
  return Object.hasOwn(table, type) ? table[type] : undefined;
}

// a provider writes an empty text or {} where a policy is left out
function writtenOf(at: string, document: Tree | undefined, name: Tree | undefined): readonly Written[] {
  if (document === undefined || document === null || document === '' || document === '{}') return [];
  return [{ at, document, ...(typeof name === 'string' && { name }) }];
}
