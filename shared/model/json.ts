import type { Tree } from './tree';
import { deepest, isList, isMap, isTooDeep } from './tree';

export type Parsed = { readonly tree: Tree } | { readonly problem: string };

// every string of a JSON text in order, with the colon that makes it a key; and every number
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*/gs;

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
  if (isTooDeep(tree)) return { problem: `the policy is nested deeper than ${deepest} levels` };
  return countKeys(tree) === keys ? { tree } : { problem: 'a key stands twice in one object, which IAM refuses' };
}

/** Only the position: the rest of V8's message quotes the text, which may hold a secret. */
function place(error: unknown): string {
  const position = /position \d+|line \d+ column \d+/.exec(String(error));
  return position === null ? '' : ` (${position[0]})`;
}

function countKeys(tree: Tree | undefined): number {
  if (isList(tree)) return tree.reduce<number>((sum, item) => sum + countKeys(item), 0);
  if (!isMap(tree)) return 0;
  return Object.values(tree).reduce<number>((sum, item) => sum + 1 + countKeys(item), 0);
}
