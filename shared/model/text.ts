/**
 * What a hole can turn out to be. Only a `free` hole may become `*` or hold a colon: an `account` is 12 digits, an
 * `arn` is one whole ARN, a `name` is one path-free name, and `partition`, `region` and `suffix` are what AWS defines.
 */
export type Domain = 'account' | 'partition' | 'region' | 'suffix' | 'arn' | 'name' | 'free';

/** A value that is not known yet. Two holes with one id stand for the same value. */
export interface Hole {
  readonly id: string;
  readonly domain: Domain;
}

export type Piece = string | Hole;

/** A string with holes. */
export class Text {
  static readonly empty = new Text([]);

  private constructor(readonly pieces: readonly Piece[]) {}

  /** The text made of these parts in order; neighbouring strings are joined. */
  static of(...parts: readonly (Piece | Text)[]): Text {
    const only = parts[0];
    if (parts.length === 1 && typeof only === 'string') return only === '' ? Text.empty : new Text([only]);
    const pieces: Piece[] = [];
    for (const piece of parts.flatMap((part) => (part instanceof Text ? part.pieces : [part]))) {
      const last = pieces.at(-1);
      if (piece === '') continue;
      if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
      else pieces.push(piece);
    }
    return pieces.length === 0 ? Text.empty : new Text(pieces);
  }

  /** The string, or undefined when a hole is left in it. */
  get literal(): string | undefined {
    if (this.pieces.length === 0) return '';
    const only = this.pieces[0];
    return this.pieces.length === 1 && typeof only === 'string' ? only : undefined;
  }

  get holes(): readonly Hole[] {
    return this.pieces.filter((piece): piece is Hole => typeof piece !== 'string');
  }

  /** The names of its holes, as a message lists what a verdict depends on. */
  get open(): string {
    return this.holes.map(({ id }) => id).join(', ');
  }

  /** The hole, when the text is nothing but one. */
  get hole(): Hole | undefined {
    const only = this.pieces[0];
    return this.pieces.length === 1 && typeof only === 'object' ? only : undefined;
  }

  /** The parts between delimiters, holes kept; undefined where a hole may hold the delimiter itself. */
  split(delimiter: string): Text[] | undefined {
    if (this.holes.some((hole) => hole.domain === 'free' || hole.domain === 'arn')) return undefined;
    const parts: Piece[][] = [[]];
    for (const piece of this.pieces) {
      if (typeof piece !== 'string') {
        parts.at(-1)?.push(piece);
        continue;
      }
      const [first = '', ...rest] = piece.split(delimiter);
      parts.at(-1)?.push(first);
      for (const part of rest) parts.push([part]);
    }
    return parts.map((part) => Text.of(...part));
  }

  /** The text with each hole replaced by what `fill` gives for it; a hole that gets undefined stays. */
  fill(fill: (hole: Hole) => string | Text | undefined): Text {
    if (this.literal !== undefined) return this;
    return Text.of(...this.pieces.map((piece) => (typeof piece === 'string' ? piece : (fill(piece) ?? piece))));
  }

  equals(other: Text): boolean {
    return (
      this.pieces.length === other.pieces.length &&
      this.pieces.every((piece, index) => {
        const twin = other.pieces[index];
        return typeof piece === 'string' || typeof twin !== 'object' ? piece === twin : piece.id === twin.id;
      })
    );
  }

  /** For people: holes stand in angle brackets. */
  toString(): string {
    return this.pieces.map((piece) => (typeof piece === 'string' ? piece : `<${piece.id}>`)).join('');
  }
}
