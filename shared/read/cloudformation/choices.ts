import { Text } from '../../model/text';
import type { Assignment, Tree } from '../../model/tree';
import { Choice, conditionsOf, isList, isMap, settle } from '../../model/tree';

// 2^5 ways; a function over more conditions than that becomes a hole
const mostConditions = 5;

/**
 * What a function of the tree comes to in each way its choices can go, as a choice again; undefined where they can go
 * in too many ways.
 */
export function eachWay(
  tree: Tree | undefined,
  work: (settled: Tree | undefined) => Tree | undefined,
): { readonly tree: Tree | undefined } | undefined {
  const conditions = [...conditionsOf(tree)];
  if (conditions.length > mostConditions) return undefined;
  const branch = (assignment: Assignment): Tree | undefined => {
    const condition = conditions[assignment.size];
    if (condition === undefined) return work(conditions.length === 0 ? tree : settle(tree, assignment));
    return either(
      condition,
      branch(new Map(assignment).set(condition, true)),
      branch(new Map(assignment).set(condition, false)),
    );
  };
  return { tree: branch(new Map()) };
}

/** A choice, unless both sides are the same text. */
export function either(condition: string, then: Tree | undefined, otherwise: Tree | undefined): Tree | undefined {
  if (then === otherwise) return then;
  if (then instanceof Text && otherwise instanceof Text && then.equals(otherwise)) return then;
  return new Choice(condition, then, otherwise);
}

/** How many choices stand in the tree; counting stops past the limit. */
export function countChoices(tree: Tree | undefined, limit: number): number {
  let count = 0;
  const visit = (part: Tree | undefined): void => {
    if (count > limit) return;
    if (part instanceof Choice) {
      count++;
      visit(part.then);
      visit(part.otherwise);
    } else if (isList(part)) part.forEach(visit);
    else if (isMap(part)) Object.values(part).forEach(visit);
  };
  visit(tree);
  return count;
}

/** Whether anything in the tree hangs on a condition. */
export function hasChoice(tree: Tree | undefined): boolean {
  if (tree instanceof Choice) return true;
  if (isList(tree)) return tree.some(hasChoice);
  if (!isMap(tree)) return false;
  for (const key in tree) if (hasChoice(tree[key])) return true;
  return false;
}

/** The tree without the sides of choices that are settled to go the other way; the very same object where there are none. */
export function settledIn(tree: Tree | undefined, settled: Assignment): Tree | undefined {
  if (tree instanceof Choice) {
    const { condition, then, otherwise } = tree;
    const holds = settled.get(condition);
    if (holds !== undefined) return settledIn(holds ? then : otherwise, settled);
    return new Choice(condition, settledIn(then, settled), settledIn(otherwise, settled));
  }
  if (isList(tree))
    return same(
      tree,
      tree.map((item) => settledIn(item, settled)),
    );
  if (!isMap(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [key, settledIn(value, settled)] as const);
  return entries.every(([key, value]) => value === tree[key]) ? tree : Object.fromEntries(entries);
}

// most documents hang on no condition, and stay the very same object
function same(list: readonly (Tree | undefined)[], made: readonly (Tree | undefined)[]): Tree {
  return made.every((item, index) => item === list[index]) ? list : made;
}
