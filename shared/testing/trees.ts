import { Text } from '../model/text';
import { Choice, isList, isMap, type Tree } from '../model/tree';

/** A scalar of a tree: the keys and indexes that lead to it. */
export interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: string | number | boolean | Text;
}

/** Every scalar of a tree, in reading order. A choice is entered under `then` and `otherwise`. */
export function leaves(tree: Tree | undefined, path: readonly (string | number)[] = []): Leaf[] {
  if (tree instanceof Choice)
    return [...leaves(tree.then, [...path, 'then']), ...leaves(tree.otherwise, [...path, 'otherwise'])];
  if (isList(tree)) return tree.flatMap((item, index) => leaves(item, [...path, index]));
  if (isMap(tree)) return Object.keys(tree).flatMap((key) => leaves(tree[key], [...path, key]));
  return tree === undefined || tree === null ? [] : [{ path, value: tree }];
}

/** The tree with what stands at a path replaced. */
export function put(
  tree: Tree | undefined,
  path: readonly (string | number)[],
  value: Tree | undefined,
): Tree | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (tree instanceof Choice) {
    return step === 'then'
      ? new Choice(tree.condition, put(tree.then, rest, value), tree.otherwise)
      : new Choice(tree.condition, tree.then, put(tree.otherwise, rest, value));
  }
  if (isList(tree)) return tree.map((item, index) => (index === step ? put(item, rest, value) : item));
  if (!isMap(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, item]) => [key, key === step ? put(item, rest, value) : item]),
  );
}

/** The tree without what is left out in objects and lists, as JSON has it. */
export function dense(tree: Tree | undefined): Tree | undefined {
  if (tree instanceof Choice) return new Choice(tree.condition, dense(tree.then), dense(tree.otherwise));
  if (isList(tree)) return tree.filter((item) => item !== undefined).map(dense);
  if (!isMap(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, dense(value)]),
  );
}

/** Whether a tree is plain JSON: nothing open in it, nothing decided by a condition. */
export function isPlain(tree: Tree | undefined): boolean {
  if (tree instanceof Text || tree instanceof Choice) return false;
  if (isList(tree)) return tree.every(isPlain);
  return isMap(tree) ? Object.values(tree).every(isPlain) : true;
}
