import { Text } from './text';

/** JSON whose values may be a Text with holes or a choice. In a list, `undefined` keeps the place of a value left out. */
export type Tree = null | boolean | number | string | Text | Choice | readonly (Tree | undefined)[] | TreeMap;

export interface TreeMap {
  readonly [key: string]: Tree | undefined;
}

/** One of two values, by a condition that is not decided yet. Two choices with one condition agree. */
export class Choice {
  constructor(
    readonly condition: string,
    readonly then: Tree | undefined,
    readonly otherwise: Tree | undefined,
  ) {}
}

/** Which way each condition goes. */
export type Assignment = ReadonlyMap<string, boolean>;

export function isMap(tree: Tree | undefined): tree is TreeMap {
  return (
    typeof tree === 'object' &&
    tree !== null &&
    !Array.isArray(tree) &&
    !(tree instanceof Text) &&
    !(tree instanceof Choice)
  );
}

export function isList(tree: Tree | undefined): tree is readonly (Tree | undefined)[] {
  return Array.isArray(tree);
}

/** The values of one-or-many: a list as it is, a single value as a list of one, nothing as an empty list. */
export function many(tree: Tree | undefined): readonly (Tree | undefined)[] {
  if (tree === undefined) return [];
  return isList(tree) ? tree : [tree];
}

/** No tree of a policy is nested deeper; what is cannot be read. */
export const deepest = 60;

/** Whether a tree is nested deeper than `deepest`; looks no further down than that. */
export function isTooDeep(tree: Tree | undefined, left = deepest): boolean {
  if (left < 0) return true;
  if (tree instanceof Choice) return isTooDeep(tree.then, left - 1) || isTooDeep(tree.otherwise, left - 1);
  if (isList(tree)) return tree.some((item) => isTooDeep(item, left - 1));
  return isMap(tree) && Object.values(tree).some((item) => isTooDeep(item, left - 1));
}

/** The conditions that stand anywhere in the tree, each once, in reading order. */
export function conditionsOf(tree: Tree | undefined, found = new Set<string>()): Set<string> {
  if (tree instanceof Choice) {
    found.add(tree.condition);
    conditionsOf(tree.then, found);
    conditionsOf(tree.otherwise, found);
  } else if (isList(tree)) {
    for (const item of tree) conditionsOf(item, found);
  } else if (isMap(tree)) {
    for (const key of Object.keys(tree)) conditionsOf(tree[key], found);
  }
  return found;
}

/** The tree with every choice taken as the assignment says; a condition it does not name counts as false. */
export function settle(tree: Tree | undefined, assignment: Assignment): Tree | undefined {
  if (tree instanceof Choice) {
    return settle(assignment.get(tree.condition) === true ? tree.then : tree.otherwise, assignment);
  }
  if (isList(tree)) return tree.map((item) => settle(item, assignment));
  if (!isMap(tree)) return tree;
  // fromEntries keeps a key named __proto__ a plain key
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, settle(value, assignment)]));
}

/** A JSON pointer (RFC 6901) one step further down. */
export function pointer(base: string, ...steps: readonly (string | number)[]): string {
  return steps.reduce<string>(
    (path, step) => `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    base,
  );
}
