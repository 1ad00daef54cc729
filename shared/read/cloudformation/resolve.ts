import type { Tree } from '../../model/tree';
import type { JsonObject } from '../json';
import { deepest } from '../json';
import { openReferences } from './dynamic';
import { call } from './functions';
import type { Scope } from './scope';

/** A value of the template as a Tree; the very same object where nothing in it is left open. Deep values are a hole. */
export function read(value: unknown, scope: Scope): Tree | undefined {
  switch (survey(value, deepest)) {
    case 'plain':
      return value as Tree | undefined;
    case 'deep':
      return scope.hole(`a value nested deeper than ${deepest} levels`);
    case 'open':
      return openReferences(resolve(value, scope), scope);
  }
}

/** Whether anything in the value is a function or a dynamic reference. */
function survey(value: unknown, levels: number): 'plain' | 'open' | 'deep' {
  switch (typeof value) {
    case 'string':
      return value.includes('{{resolve:') ? 'open' : 'plain';
    case 'object':
      break;
    case 'number':
    case 'boolean':
    case 'undefined':
      return 'plain';
    default:
      return 'open';
  }
  if (value === null) return 'plain';
  if (levels === 0) return 'deep';
  let found: 'plain' | 'open' =
    Array.isArray(value) || functionIn(value as JsonObject) === undefined ? 'plain' : 'open';
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    const inside = survey(part, levels - 1);
    if (inside === 'deep') return 'deep';
    if (inside === 'open') found = 'open';
  }
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
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope));
  const object = value as JsonObject;
  const name = functionIn(object);
  const keys = Object.keys(object);
  if (name !== undefined && keys.length === 1) return call(name, resolve(object[name], scope), scope);
  const map = Object.fromEntries(keys.map((key) => [key, resolve(object[key], scope)]));
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
