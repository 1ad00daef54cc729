import { Text } from '../../model/text';
import { many, type Tree, type TreeMap } from '../../model/tree';

/**
 * The set that an argument of a block at that path holds. One that is not known as a whole is more than what it refers to:
 * `compact(["*", aws_iam_role.a.arn])` shows in a plan as a reference to that ARN alone.
 */
export function setIn(block: TreeMap, name: string, path: string): Tree | undefined {
  const set = block[name];
  if (!(set instanceof Text) || set.hole?.domain === 'free') return set;
  return Text.of({ id: `${path}.${name}`, domain: 'free' });
}

/** The values of one-or-many that are there. */
export function entriesIn(tree: Tree | undefined): Tree[] {
  return many(tree ?? undefined).filter((one) => one !== undefined && one !== null);
}

/** One value by itself, as the data source writes it. */
export function oneOrMany(all: readonly Tree[]): Tree | undefined {
  return all.length > 1 ? all : all[0];
}
