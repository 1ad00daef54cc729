import { isAccountHole, isHole, isOwnHole } from '../model/holes';
import type { Glob, Reading } from '../iam/glob';
import { isWild, one, oneInPart, star, starInPart } from '../iam/glob';

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
  const elements: (string | undefined)[] = [];
  const starts: number[] = [];
  let fold = false;
  for (const glob of globs) {
    starts.push(elements.length);
    fold ||= glob.fold;
    elements.push(...glob.code, undefined);
  }
  const mask = (test: (element: string, index: number) => boolean): bigint =>
    elements.reduce(
      (bits, element, index) => (element !== undefined && test(element, index) ? bits | (1n << BigInt(index)) : bits),
      0n,
    );
  const open = (element: string): boolean => isOpen(element, reading);
  const loops = mask((element) => element === star || open(element));
  const loopsInPart = mask((element) => element === starInPart);
  const skips = loops | loopsInPart;
  const ends = elements.reduce(
    (bits, element, index) => (element === undefined ? bits | (1n << BigInt(index)) : bits),
    0n,
  );
  const wildOnes = mask((element) => element === one);
  const wildOnesInPart = mask((element) => element === oneInPart);
  const letters = [...new Set(elements.filter((element) => element !== undefined && !isWild(element)))] as string[];
  const exact = new Map(letters.map((letter) => [letter, mask((element) => element === letter)]));
  const reach = (positions: bigint): bigint => {
    for (let before = -1n; before !== positions;) {
      before = positions;
      positions |= (positions & skips) << 1n;
    }
    return positions;
  };
  const moves = (character: string): bigint => {
    const same = exact.get(character) ?? 0n;
    // a hole may be longer than one character, or empty
    if (isHole(character)) return same;
    return same | wildOnes | (character === ':' ? 0n : wildOnesInPart);
  };
  return {
    ends,
    letters: fold
      ? [...new Set(letters.flatMap((letter) => (isHole(letter) ? letter : [letter, letter.toUpperCase()])))]
      : letters,
    settled: mask((element, index) => element === star && elements[index + 1] === undefined),
    start: reach(starts.reduce((bits, index) => bits | (1n << BigInt(index)), 0n)),
    awaits: (positions, character) =>
      (positions & (exact.get(fold ? character.toLowerCase() : character) ?? 0n)) !== 0n,
    read(positions, character) {
      if (reading !== 'sure' && isHole(character) && !isOwnHole(character)) return beyond(positions);
      const letter = fold ? character.toLowerCase() : character;
      const stay = positions & (character === ':' ? loops : skips);
      return reach(((positions & moves(letter)) << 1n) | stay);
    },
  };

  /** Every position from the first one reached in each pattern: an open hole may hold whatever is asked for. */
  function beyond(positions: bigint): bigint {
    let result = 0n;
    for (let index = 0, within = false; index < elements.length; index++) {
      const bit = 1n << BigInt(index);
      if ((positions & bit) !== 0n) within = true;
      if (within) result |= bit;
      if (elements[index] === undefined) within = false;
    }
    return result;
  }
}

function isOpen(element: string, reading: Reading): boolean {
  if (reading === 'sure' || reading === 'closed' || !isHole(element) || isOwnHole(element)) return false;
  return reading === 'maybe' || !isAccountHole(element);
}
