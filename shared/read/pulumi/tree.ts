import { Text } from '../../model/text';
import type { Piece } from '../../model/text';
import { isMap, type Tree } from '../../model/tree';
import { deepest, isObject, own } from '../json';
import { anyUnknown, redacted, signature } from './wire';

/** Raw inputs as a Tree: secrets unwrapped, unknown values as holes that are named by their path. */
export function readInput(value: unknown, path: string, levels = deepest): Tree | undefined {
  switch (typeof value) {
    case 'string':
      return readText(value, path);
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      break;
    default:
      return hole(path);
  }
  if (value === null) return null;
  if (levels === 0) return hole(path);
  if (Array.isArray(value)) return value.map((item, index) => readInput(item, `${path}[${index}]`, levels - 1));
  const mark = own(value, signature.key);
  if (mark === signature.secret || mark === signature.output) {
    return Object.hasOwn(value, 'value')
      ? readInput(own(value, 'value'), path, levels - 1)
      : readShown(value, path, levels);
  }
  // assets, archives and references to resources are no text
  if (mark !== undefined || !isObject(value)) return hole(path);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, readInput(part, step(path, key), levels - 1)]),
  );
}

/** A secret of a state: `stack export --show-secrets` writes its JSON beside the mark, and else it stays closed. */
function readShown(secret: object, path: string, levels: number): Tree | undefined {
  const shown = own(secret, 'plaintext');
  if (typeof shown !== 'string') return hole(path);
  try {
    return readInput(JSON.parse(shown), path, levels - 1);
  } catch {
    return hole(path);
  }
}

function readText(text: string, path: string): Tree {
  if (text === redacted) return hole(path);
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(anyUnknown)) {
    // two unknown values in one text need not be the same
    const number = pieces.filter((piece) => typeof piece === 'object').length + 1;
    pieces.push(text.slice(end, match.index), { id: number === 1 ? path : `${path} (${number})`, domain: 'free' });
    end = match.index + match[0].length;
  }
  return pieces.length === 0 ? text : Text.of(...pieces, text.slice(end));
}

/** The tree with holes that are named by whose they are: each resource calls its inputs by the same names. */
export function tellApart(tree: Tree, whose: string): Tree {
  if (tree instanceof Text) return tree.fill(({ id, domain }) => Text.of({ id: `${id} of ${nameIn(whose)}`, domain }));
  if (Array.isArray(tree))
    return tree.map((item: Tree | undefined) => (item === undefined ? item : tellApart(item, whose)));
  if (!isMap(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, part]) => [key, part === undefined ? part : tellApart(part, whose)]),
  );
}

/** The name in a URN, which says more to people than the whole. */
function nameIn(urn: string): string {
  return urn.split('::').slice(3).join('::') || urn;
}

function hole(path: string): Text {
  return Text.of({ id: path, domain: 'free' });
}

function step(path: string, key: string): string {
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
