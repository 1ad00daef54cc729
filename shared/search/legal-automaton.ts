import { isHole } from '../model/holes';
import type { Part, Sequence } from './legal';

/** The automaton of a language, like those of patterns. */
export interface LegalAutomaton {
  readonly start: bigint;
  readonly ends: bigint;
  read(positions: bigint, character: string): bigint;
  /** The characters that only one position or another takes. */
  prescribed(positions: bigint): readonly string[];
}

interface Element {
  readonly test: (character: string) => boolean;
  readonly loop: boolean;
  /** The character, where only one passes. */
  readonly literal?: string;
}

/** The automaton of texts that one of the sequences spells. */
export function legalAutomaton(sequences: readonly Sequence[]): LegalAutomaton {
  const elements = sequences.flatMap((sequence) => [...sequence.flatMap(elementsOf), undefined]);
  const bits = (test: (element: Element | undefined, index: number) => boolean): bigint =>
    elements.reduce((sum, element, index) => (test(element, index) ? sum | (1n << BigInt(index)) : sum), 0n);
  const loops = bits((element) => element?.loop === true);
  const literals = elements.flatMap((element, index) =>
    element?.literal === undefined ? [] : [{ bit: 1n << BigInt(index), literal: element.literal }],
  );
  const taking = new Map<string, bigint>();
  const takes = (character: string): bigint => {
    const known = taking.get(character);
    if (known !== undefined) return known;
    const found = bits((element) => element?.test(character) === true);
    taking.set(character, found);
    return found;
  };
  const reach = (positions: bigint): bigint => {
    const next = positions | ((positions & loops) << 1n);
    return next === positions ? positions : reach(next);
  };
  return {
    start: reach(bits((_element, index) => index === 0 || elements[index - 1] === undefined)),
    ends: bits((element) => element === undefined),
    prescribed: (positions) => literals.filter(({ bit }) => (positions & bit) !== 0n).map(({ literal }) => literal),
    read(positions, character) {
      const taken = positions & takes(character);
      return reach((taken << 1n) | (taken & loops));
    },
  };
}

function elementsOf(part: Part): Element[] {
  if (typeof part === 'string') {
    return [...part].map((character) => ({ literal: character, loop: false, test: (other) => other === character }));
  }
  const set = part.set === '' ? undefined : new RegExp(`[${part.set}]`, 'u');
  const test = (character: string): boolean => (isHole(character) ? part.holes : set?.test(character) === true);
  const once = Array.from({ length: part.least }, () => ({ test, loop: false }));
  return part.loop ? [...once, { test, loop: true }] : once;
}
