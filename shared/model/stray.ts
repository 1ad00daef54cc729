import { pointer, isList, isMap, type Tree } from './tree';
import { Text } from './text';

// Pulumi's Output gives this text where a program turns it into text instead of waiting for its value:
// https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/output.ts
// the names of condition keys count in any letters, and so does such a text inside one
const stray = /Calling \[(?:(toJSON)|toString)\] on an \[Output<T>\] is not supported/i;

/** The call that left Pulumi's error text in the place of a value. */
export type StrayCall = 'toJSON' | 'toString';

/** The call whose error text stands in a text; undefined where none does. */
export function strayCall(text: Text | string): StrayCall | undefined {
  const pieces = typeof text === 'string' ? [text] : text.pieces;
  for (const piece of pieces) {
    const found = typeof piece === 'string' && piece.length > 40 ? stray.exec(piece) : null;
    if (found !== null) return found[1] === undefined ? 'toString' : 'toJSON';
  }
  return undefined;
}

/** Whether such a text stands anywhere in a tree without choices. */
export function hasStray(tree: Tree | undefined): boolean {
  if (typeof tree === 'string' || tree instanceof Text) return strayCall(tree) !== undefined;
  if (isList(tree)) return tree.some(hasStray);
  return isMap(tree) && Object.entries(tree).some(([key, value]) => hasStray(key) || hasStray(value));
}

/** The places of such texts in a tree without choices; for a key it is the place of its object. */
export function strayPlaces(tree: Tree | undefined, at = ''): ReadonlyMap<string, StrayCall> {
  if (typeof tree === 'string' || tree instanceof Text) {
    const call = strayCall(tree);
    return new Map(call === undefined ? [] : [[at, call]]);
  }
  const parts = isList(tree) || isMap(tree) ? Object.entries(tree) : [];
  return new Map(parts.flatMap(([key, value]) => [...strayPlaces(key, at), ...strayPlaces(value, pointer(at, key))]));
}
