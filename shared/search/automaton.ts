import { isHole, isOwnHole, isPartHole } from '../model/holes';
import type { Glob, Reading } from '../iam/glob';
import { isOpen, isWild, one, oneInName, oneInPart, star, starInName, starInPart } from '../iam/glob';

/**
 * Patterns side by side as one automaton whose set of positions is the bits of a number, so that reading a character
 * costs the same for one pattern and for a hundred.
 */
export interface Automaton {
  readonly start: bigint;
  /** The positions after reading one more character. */
  read(positions: bigint, character: string): bigint;
  /** Whether some position waits for just this character. */
  awaits(positions: bigint, character: string): boolean;
  /** Positions at which a pattern has matched. */
  readonly ends: bigint;
  /** Positions from which a pattern matches whatever follows. */
  readonly settled: bigint;
  /** The characters that stand in the patterns. */
  readonly letters: readonly string[];
}

/** The automaton of texts that match one of the globs. */
export function automatonOf(globs: readonly Glob[], reading: Reading): Automaton {
  // an undefined element ends a pattern
  const elements = globs.flatMap(({ code, fold }) => [...[...code].map((element) => ({ element, fold })), undefined]);
  const mask = (test: (element: string) => boolean): bigint =>
    elements.reduce((bits, at, index) => (at !== undefined && test(at.element) ? bits | bit(index) : bits), 0n);
  const ends = elements.reduce((bits, at, index) => (at === undefined ? bits | bit(index) : bits), 0n);
  const loops = mask((element) => element === star || (isOpen(element, reading) && !isPartHole(element)));
  const inPart = mask((element) => element === starInPart || (isOpen(element, reading) && isPartHole(element)));
  const inName = mask((element) => element === starInName);
  const skipped = loops | inPart | inName;
  const [ones, onesInPart, onesInName] = [one, oneInPart, oneInName].map((wild) =>
    mask((element) => element === wild),
  ) as [bigint, bigint, bigint];
  const exact = new Map<string, bigint>();
  elements.forEach((at, index) => {
    if (at === undefined || isWild(at.element)) return;
    const upper = at.element.toUpperCase();
    const spellings = at.fold && upper.length === 1 ? [at.element, upper] : [at.element];
    for (const letter of new Set(spellings)) exact.set(letter, (exact.get(letter) ?? 0n) | bit(index));
  });
  const reach = (positions: bigint): bigint => {
    for (let before = -1n; before !== positions;) {
      before = positions;
      positions |= (positions & skipped) << 1n;
    }
    return positions;
  };
  const moves = (character: string): bigint => {
    const same = exact.get(character) ?? 0n;
    // a hole may be longer than one character, or empty
    if (isHole(character)) return same;
    return same | ones | (character === ':' ? 0n : onesInPart) | (character === '/' ? 0n : onesInName);
  };
  const stays = (character: string): bigint =>
    loops | (character === ':' ? 0n : inPart) | (character === '/' ? 0n : inName);
  return {
    ends,
    letters: [...exact.keys()],
    settled: elements.reduce(
      (bits, at, index) => (at?.element === star && elements[index + 1] === undefined ? bits | bit(index) : bits),
      0n,
    ),
    start: reach(
      elements.reduce(
        (bits, _at, index) => (index === 0 || elements[index - 1] === undefined ? bits | bit(index) : bits),
        0n,
      ),
    ),
    awaits: (positions, character) => (positions & (exact.get(character) ?? 0n)) !== 0n,
    read(positions, character) {
      if (reading !== 'sure' && isHole(character) && !isOwnHole(character))
        return beyond(positions, isPartHole(character));
      return reach(((positions & moves(character)) << 1n) | (positions & stays(character)));
    },
  };

  /** Every position from one reached in a pattern, up to a colon where the open hole holds none: it may hold whatever is asked for. */
  function beyond(positions: bigint, part: boolean): bigint {
    let result = 0n;
    let within = false;
    elements.forEach((at, index) => {
      within ||= (positions & bit(index)) !== 0n;
      if (within) result |= bit(index);
      if (at === undefined || (part && at.element === ':')) within = false;
    });
    return result;
  }
}

function bit(index: number): bigint {
  return 1n << BigInt(index);
}
