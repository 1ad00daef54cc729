import type { Piece } from '../../model/text';
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

/**
 * The scalars one after the other, left-out ones skipped; a string where nothing is open in them. Undefined where one is
 * no scalar, or where the whole is too long to be real.
 */
export function glue(parts: readonly (Tree | undefined)[], delimiter = ''): Text | string | undefined {
  const pieces: Piece[] = [];
  let length = 0;
  let isFirst = true;
  for (const part of parts) {
    if (part === undefined) continue;
    if (!isFirst && delimiter !== '') length += add(pieces, delimiter);
    isFirst = false;
    if (typeof part === 'string') length += add(pieces, part);
    else if (part instanceof Text) for (const piece of part.pieces) length += add(pieces, piece);
    else if (typeof part === 'number' || typeof part === 'boolean') length += add(pieces, String(part));
    else return undefined;
    if (length > longest) return undefined;
  }
  const only = pieces[0] ?? '';
  return pieces.length <= 1 && typeof only === 'string' ? only : Text.of(...pieces);
}

/** Adds a piece, to the string before it where it is one; returns how long it is. */
function add(pieces: Piece[], piece: Piece): number {
  const last = pieces.at(-1);
  if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
  else pieces.push(piece);
  return typeof piece === 'string' ? piece.length : 1;
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
  if (!/^[:/](?:.*[:/])?$/s.test(delimiter) || mayComplete(text, delimiter)) return undefined;
  return text.split(delimiter)?.map(plain);
}

/** Whether holes may be the middle of a delimiter of which the text around them has the beginning and the end. */
function mayComplete({ pieces }: Text, delimiter: string): boolean {
  const veiled = pieces.map((piece) => (typeof piece === 'string' ? piece : '\0')).join('');
  const around = veiled.replace(/\0+/g, '\0');
  const cuts = Array.from({ length: delimiter.length - 1 }, (_none, index) => index + 1);
  const inside = (first: number, last: number): boolean => last >= first && !/[:/]/.test(delimiter.slice(first, last));
  return cuts.some((first) =>
    cuts.some(
      (last) => inside(first, last) && around.includes(`${delimiter.slice(0, first)}\0${delimiter.slice(last)}`),
    ),
  );
}
