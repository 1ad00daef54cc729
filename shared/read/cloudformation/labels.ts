import type { Tree } from '../../model/tree';
import { Choice, isList, isMap } from '../../model/tree';
import { Text } from '../../model/text';

const longest = 80;

/** Names for things that stay unknown: the same key always gets the same name, and no two keys share one. */
export class Labels {
  readonly #names = new Map<string, string>();
  readonly #taken = new Map<string, number>();

  /** A name for the thing with that key, as near to the wish as others and the length allow. */
  name(key: string, wish: string): string {
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const short = wish.length > longest ? `${wish.slice(0, longest)}…` : wish;
    let name = short;
    for (let number = this.#taken.get(short) ?? 1; this.#taken.has(name); number++) {
      name = `${short} #${number + 1}`;
      this.#taken.set(short, number + 1);
    }
    this.#taken.set(name, 1);
    this.#names.set(key, name);
    return name;
  }
}

/** The tree in one line for people, holes in angle brackets. */
export function spell(tree: Tree | undefined, separator = ' '): string {
  if (tree === undefined) return 'nothing';
  if (tree instanceof Choice) return `${spell(tree.then)} if ${tree.condition} else ${spell(tree.otherwise)}`;
  if (isList(tree)) return tree.map((item) => (isList(item) ? `[${spell(item)}]` : spell(item))).join(separator);
  return isMap(tree) ? JSON.stringify(tree) : String(tree);
}

/** A text that two trees share only when they are equal. */
export function identity(tree: Tree | undefined): string {
  return JSON.stringify(tree, (_key, part: unknown) => (part instanceof Text ? { text: part.pieces } : part)) ?? '';
}
