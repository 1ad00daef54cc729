import type { Tree } from './tree';
import { isList, isMap } from './tree';

export type Parsed = { readonly tree: Tree } | { readonly problem: string };

// every string of a JSON text in order, with the colon that makes it a key; and every number
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*/gs;
const deepest = 60;

/** The tree that a JSON text spells, or why it spells none: IAM refuses a key given twice, JSON.parse would drop one. */
export function parseJson(text: string): Parsed {
  let keys = 0;
  // an integer that a double cannot hold keeps its digits as text
  const exact = text.replace(tokens, (token: string, colon: string | undefined) => {
    if (colon !== undefined) keys += 1;
    return token.startsWith('"') || !/^-?\d{16,}$/.test(token) ? token : `"${token}"`;
  });
  let tree: Tree;
  try {
    tree = JSON.parse(exact) as Tree;
  } catch (error) {
    return { problem: text.trim() === '' ? 'the policy is an empty text' : `the policy is not JSON${place(error)}` };
  }
  const counted = countKeys(tree, 0);
  if (counted === undefined) return { problem: `the policy is nested deeper than ${deepest} levels` };
  return counted === keys ? { tree } : { problem: 'a key stands twice in one object, which IAM refuses' };
}

/** Only the position: the rest of V8's message quotes the text, which may hold a secret. */
function place(error: unknown): string {
  const position = /position \d+|line \d+ column \d+/.exec(String(error));
  return position === null ? '' : ` (${position[0]})`;
}

function countKeys(tree: Tree | undefined, depth: number): number | undefined {
  if (depth > deepest) return undefined;
  let sum = 0;
  const add = (part: Tree | undefined): boolean => {
    const inside = countKeys(part, depth + 1);
    sum += inside ?? 0;
    return inside !== undefined;
  };
  if (isList(tree)) return tree.every(add) ? sum : undefined;
  if (!isMap(tree)) return 0;
  const values = Object.values(tree);
  return values.every(add) ? sum + values.length : undefined;
}
