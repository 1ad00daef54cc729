import type { Tree, TreeMap } from '../../model/tree';
import type { JsonObject } from '../json';
import { deepest } from '../json';
import { openReferences } from './dynamic';
import { call } from './functions';
import { writtenBy } from './loops';
import type { Scope } from './scope';

/** A value of the template as a Tree, and the very same object where nothing in it is left open. */
export function read(value: unknown, scope: Scope): Tree | undefined {
  const walk = { scope, sawReference: false };
  const tree = resolve(value, walk, deepest);
  return walk.sawReference ? openReferences(tree, scope) : tree;
}

interface Walk {
  readonly scope: Scope;
  sawReference: boolean;
}

function resolve(value: unknown, walk: Walk, levels: number): Tree | undefined {
  switch (typeof value) {
    case 'string':
      if (value.includes('{{resolve:')) walk.sawReference = true;
      return value;
    case 'object':
      break;
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    default:
      return walk.scope.hole(`a ${typeof value}, which is no JSON`);
  }
  if (value === null) return null;
  if (levels === 0) return walk.scope.hole(`a value nested deeper than ${deepest} levels`);
  return Array.isArray(value)
    ? resolveList(value, walk, levels - 1)
    : resolveObject(value as JsonObject, walk, levels - 1);
}

// Most of a policy is plain, so both copy only where a part changes.

function resolveList(list: readonly unknown[], walk: Walk, levels: number): Tree {
  let changed: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const part = resolve(list[index], walk, levels);
    if (part !== list[index]) (changed ??= list.slice())[index] = part;
  }
  return (changed ?? list) as Tree;
}

function resolveObject(object: JsonObject, walk: Walk, levels: number): Tree | undefined {
  const name = functionIn(object);
  if (name?.startsWith('Fn::ForEach') === true) return resolveLoops(name, object, walk, levels);
  if (name !== undefined && Object.keys(object).length === 1) {
    return call(name, resolve(object[name], walk, levels), walk.scope);
  }
  let changed: { [key: string]: unknown } | undefined;
  for (const key in object) {
    const part = resolve(object[key], walk, levels);
    // the spread makes even a key named __proto__ the copy's own
    if (part !== object[key]) (changed ??= { ...object })[key] = part;
  }
  const map = (changed ?? object) as TreeMap;
  // a function beside other keys (an included snippet, a loop) decides over the whole object
  return name === undefined ? map : walk.scope.open(`${name.replace(/^Fn::/, '')} beside other keys`, map);
}

/** An object of which loops write entries: a hole where nobody knows which. */
function resolveLoops(name: string, object: JsonObject, walk: Walk, levels: number): Tree | undefined {
  const settled = writtenBy(object, walk.scope);
  if (settled !== undefined) return resolveObject(settled, walk, levels);
  const collection: unknown = Array.isArray(object[name]) ? (object[name] as unknown[])[1] : undefined;
  return walk.scope.open(`${name} over`, object as Tree, ' ', resolve(collection, walk, levels));
}

/** The function that the object calls. */
function functionIn(object: JsonObject): string | undefined {
  let count = 0;
  let found: string | undefined;
  for (const key in object) {
    count++;
    if (key.startsWith('Fn::')) return key;
    if (key === 'Ref') found = key;
  }
  return count === 1 ? found : undefined;
}
