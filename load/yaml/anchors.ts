import { type Alias, isAlias, isMap, isSeq, type Node } from 'yaml';
import { offsetOf, Refusal } from './refusal';

/** What each alias of a document stands for: what had its name last before it. Throws Refusal where nothing had. */
export function aliasesOf(contents: unknown): ReadonlyMap<Alias, Node> {
  const anchored = new Map<string, Node>();
  const aliases = new Map<Alias, Node>();
  const visit = (node: unknown): void => {
    if (isAlias(node)) {
      const target = anchored.get(node.source);
      if (target === undefined) throw new Refusal('no anchor of this name stands before the alias', offsetOf(node));
      aliases.set(node, target);
      return;
    }
    const { anchor } = (node ?? {}) as { anchor?: string };
    if (anchor !== undefined) anchored.set(anchor, node as Node);
    if (isSeq(node)) node.items.forEach(visit);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      visit(key);
      visit(value);
    }
  };
  visit(contents);
  return aliases;
}
