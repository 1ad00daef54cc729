import type { Hole } from './text';
import { Text } from './text';
import type { Tree } from './tree';
import { isList, isMap } from './tree';

// One character of a private range stands for each hole. IAM allows no character above U+00FF in a policy, so a
// character of that range in the text itself is no loss: it becomes U+FFFD.
const ranges = {
  own: [0xe100, 0xe1ff],
  account: [0xe200, 0xe7ff],
  part: [0xe800, 0xefff],
  other: [0xf000, 0xf8ff],
} as const;
const reserved = /[\uE000-\uF8FF]/g;

/** Gives each hole of a policy its own character. */
export class HoleCodes {
  readonly #codes = new Map<string, string>();
  readonly #holes = new Map<string, Hole>();
  readonly #next = { own: ranges.own[0], account: ranges.account[0], part: ranges.part[0], other: ranges.other[0] };

  /** `own` tells the holes that stand for the owner's own account or organization. */
  constructor(readonly own: (hole: Hole) => boolean = () => false) {}

  /** The text with one character for each hole. */
  encode(text: Text): string {
    const literal = text.literal;
    if (literal !== undefined) return clean(literal);
    return text.pieces.map((piece) => (typeof piece === 'string' ? clean(piece) : this.code(piece))).join('');
  }

  /** Whether no hole has a character yet but the owner's own. */
  get closed(): boolean {
    return [...this.#holes.keys()].every(isOwnHole);
  }

  /** The character of a hole. Throws RangeError past some thousand holes in one policy. */
  code(hole: Hole): string {
    // an account read out of an ARN is one, whatever the same parameter may be elsewhere
    const name = `${hole.domain} ${hole.id}`;
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    const range = this.own(hole) ? 'own' : rangeOf(hole);
    const next = this.#next[range]++;
    if (next > ranges[range][1]) throw new RangeError('a policy with this many unknown values cannot be judged');
    const code = String.fromCharCode(next);
    this.#codes.set(name, code);
    this.#holes.set(code, hole);
    return code;
  }

  /** The text that a coded string stands for. */
  decode(code: string): Text {
    if (!hasHole(code)) return Text.of(code);
    return Text.of(...[...code].map((character) => this.#holes.get(character) ?? character));
  }

  /** The names of the holes in a coded string. */
  names(code: string): string[] {
    return [...code].flatMap((character) => this.#holes.get(character)?.id ?? []);
  }
}

function rangeOf({ domain }: Hole): keyof typeof ranges {
  if (domain === 'account' || domain === 'arn') return 'account';
  return domain === 'free' ? 'other' : 'part';
}

export function isHole(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= ranges.own[0] && code <= ranges.other[1];
}

/** Whether the hole is the owner's own account or organization, which equals nothing that an outsider can be. */
export function isOwnHole(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= ranges.own[0] && code <= ranges.own[1];
}

export function isAccountHole(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= ranges.account[0] && code <= ranges.account[1];
}

/** Whether the hole may be any text, a wildcard too. */
export function isFreeHole(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= ranges.other[0] && code <= ranges.other[1];
}

/** Whether the hole is a part of a name or an ARN, such as a Region, which holds no colon. */
export function isPartHole(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= ranges.part[0] && code <= ranges.part[1];
}

/** Whether a coded string holds a hole. */
export function hasHole(code: string): boolean {
  for (let index = 0; index < code.length; index++) {
    const unit = code.charCodeAt(index);
    if (unit >= ranges.own[0] && unit <= ranges.other[1]) return true;
  }
  return false;
}

function clean(text: string): string {
  return text.replace(reserved, '\uFFFD');
}

/** A text as one string with its holes as characters, for a parser that knows no holes. */
export function encodeHoles(text: Text): { code: string; holes: HoleCodes } {
  const holes = new HoleCodes();
  return { code: holes.encode(text), holes };
}

/** The tree with the characters of `encodeHoles` turned back into holes, in values and nowhere else. */
export function decodeHoles(tree: Tree | undefined, holes: HoleCodes): Tree {
  if (typeof tree === 'string') {
    const text = holes.decode(tree);
    return text.literal ?? text;
  }
  if (isList(tree)) return tree.map((item) => decodeHoles(item, holes));
  if (!isMap(tree)) return tree ?? null;
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [holes.decode(key).toString(), decodeHoles(value, holes)]),
  );
}
