import type { Tree, TreeMap } from '../../model/tree';
import type { JsonObject } from '../json';
import { deepest } from '../json';
import { openReferences } from './dynamic';
import { call } from './functions';
import type { Scope } from './scope';

/** A value of the template as a Tree; the very same object where nothing in it is left open. Deep values are a hole. */
export function read(value: unknown, scope: Scope): Tree | undefined {
  const found = survey(value, deepest);
  if ((found & tooDeepToRead) !== 0) return scope.hole(`a value nested deeper than ${deepest} levels`);
  const tree = (found & functions) === 0 ? (value as Tree | undefined) : resolve(value, scope);
  return (found & references) === 0 ? tree : openReferences(tree, scope);
}

const functions = 1;
const references = 2;
const tooDeepToRead = 4;

/** Which of the three above stand in the value. */
function survey(value: unknown, levels: number): number {
  switch (typeof value) {
    case 'string':
      return value.includes('{{resolve:') ? references : 0;
    case 'object':
      break;
    case 'number':
    case 'boolean':
    case 'undefined':
      return 0;
    default:
      return functions;
  }
  if (value === null) return 0;
  if (levels === 0) return tooDeepToRead;
  let found = 0;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) found |= survey(value[index], levels - 1);
    return found;
  }
  const object = value as JsonObject;
  if (functionIn(object) !== undefined) found = functions;
  for (const key in object) found |= survey(object[key], levels - 1);
  return found;
}

function resolve(value: unknown, scope: Scope): Tree | undefined {
  switch (typeof value) {
    case 'object':
      break;
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    default:
      return scope.hole(`a ${typeof value}, which is no JSON`);
  }
  if (value === null) return null;
  return Array.isArray(value) ? resolveList(value, scope) : resolveObject(value as JsonObject, scope);
}

/** Copies are made only where a part changes: most parts of a policy are plain. */
function resolveList(list: readonly unknown[], scope: Scope): Tree {
  let changed: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const part = resolve(list[index], scope);
    if (part !== list[index]) (changed ??= list.slice())[index] = part;
  }
  return (changed ?? list) as Tree;
}

function resolveObject(object: JsonObject, scope: Scope): Tree | undefined {
  const name = functionIn(object);
  if (name !== undefined && Object.keys(object).length === 1) return call(name, resolve(object[name], scope), scope);
  let changed: { [key: string]: unknown } | undefined;
  for (const key in object) {
    const part = resolve(object[key], scope);
    // the spread makes even a key named __proto__ the copy's own
    if (part !== object[key]) (changed ??= { ...object })[key] = part;
  }
  const map = (changed ?? object) as TreeMap;
  // a function beside other keys (an included snippet, a loop) decides over the whole object
  return name === undefined ? map : scope.open(`${name.replace(/^Fn::/, '')} beside other keys`, map);
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
