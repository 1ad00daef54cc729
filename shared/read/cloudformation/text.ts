import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';

// no policy is longer; texts that are built from texts built from texts grow fast
const longest = 100_000;

/** A scalar as text; undefined for anything that is no scalar. */
export function asText(tree: Tree | undefined): Text | undefined {
  if (tree instanceof Text) return tree;
  return typeof tree === 'string' || typeof tree === 'number' || typeof tree === 'boolean'
    ? Text.of(String(tree))
    : undefined;
}

/** The texts one after the other, a string where nothing is open in them; undefined where that is too long to be real. */
export function glue(texts: readonly Text[], delimiter = ''): Text | string | undefined {
  let length = 0;
  for (const text of texts) {
    length += delimiter.length;
    for (const piece of text.pieces) length += typeof piece === 'string' ? piece.length : 1;
  }
  if (length > longest) return undefined;
  const parts: (Text | string)[] = [];
  for (const text of texts) {
    if (parts.length > 0 && delimiter !== '') parts.push(delimiter);
    parts.push(text);
  }
  return plain(Text.of(...parts));
}

/** A string where the text has no hole. */
export function plain(text: Text): Text | string {
  return text.literal ?? text;
}

/** The parts of a text between delimiters; undefined where a hole may hold the delimiter. */
export function cut(text: Text, delimiter: string): (Text | string)[] | undefined {
  if (delimiter === '') return undefined;
  const literal = text.literal;
  if (literal !== undefined) return literal.split(delimiter);
  // names and Regions hold dashes and suffixes hold dots; only these two stand in none of the closed domains
  return delimiter === ':' || delimiter === '/' ? text.split(delimiter)?.map(plain) : undefined;
}
