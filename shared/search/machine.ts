import { isHole } from '../model/holes';
import type { Glob, Reading } from '../iam/glob';
import { accepts, isWild, start, star, step } from '../iam/glob';

/** One element of a language: a character that passes the test, once, or any number of times. */
export interface Element {
  readonly test: (character: string) => boolean;
  readonly loop: boolean;
  /** The character, where only one passes. */
  readonly literal?: string;
}

/** The legal texts: those that one of the sequences spells, of at most so many characters. */
export interface Legal {
  readonly sequences: readonly (readonly Element[])[];
  readonly most: number;
  /** Characters to try that no pattern mentions, the most readable first. */
  readonly samples: string;
  /** Whether a text may hold the policy's own holes, that is, values which the caller knows and we do not. */
  readonly holes: boolean;
}

/** A text must, or must not, match one of the globs. */
export interface Demand {
  readonly globs: readonly Glob[];
  readonly reading: Reading;
  readonly match: boolean;
}

/** Counts what a search costs, so that its bound is the same on every machine. */
export interface Budget {
  spend(steps: number): void;
}

/** Thrown when a search has used up its steps. */
export class OutOfSteps extends Error {}

interface State {
  readonly text: string;
  readonly legal: readonly (readonly number[])[];
  readonly demands: readonly (readonly (readonly number[])[])[];
}

/** A shortest legal text that meets every demand; undefined where there is none. */
export function shortest(legal: Legal, demands: readonly Demand[], budget: Budget): string | undefined {
  const first: State = {
    text: '',
    legal: legal.sequences.map((sequence) => reach(sequence, 0)),
    demands: demands.map(({ globs, reading }) => globs.map((glob) => start(glob, reading))),
  };
  const seen = new Set<string>();
  let layer = [first].filter((state) => isAlive(state, demands));
  for (let length = 0; layer.length > 0 && length <= legal.most; length++) {
    const found = layer.find((state) => isDone(state, legal, demands));
    if (found !== undefined) return found.text;
    const next: State[] = [];
    for (const state of layer) {
      for (const character of characters(state, legal, demands)) {
        budget.spend(1 + demands.length);
        const after = read(state, character, legal, demands);
        if (after === undefined || !isAlive(after, demands)) continue;
        const name = nameOf(after);
        if (seen.has(name)) continue;
        seen.add(name);
        next.push(after);
      }
    }
    layer = next;
  }
  return undefined;
}

/** Whether the text is legal and meets every demand. */
export function isLegalText(legal: Legal, text: string): boolean {
  if (text.length > legal.most) return false;
  return legal.sequences.some((sequence) => {
    let states = reach(sequence, 0);
    for (const character of text) states = stepElements(sequence, states, character);
    return states.includes(sequence.length);
  });
}

function reach(sequence: readonly Element[], from: number): number[] {
  const states = [from];
  for (let index = from; sequence[index]?.loop === true; index++) states.push(index + 1);
  return states;
}

function stepElements(sequence: readonly Element[], states: readonly number[], character: string): number[] {
  const next = new Set<number>();
  for (const state of states) {
    const element = sequence[state];
    if (element === undefined || !element.test(character)) continue;
    for (const index of reach(sequence, element.loop ? state : state + 1)) next.add(index);
  }
  return [...next].sort((a, b) => a - b);
}

function read(state: State, character: string, legal: Legal, demands: readonly Demand[]): State | undefined {
  const positions = legal.sequences.map((sequence, index) =>
    stepElements(sequence, state.legal[index] ?? [], character),
  );
  if (positions.every((set) => set.length === 0)) return undefined;
  return {
    text: state.text + character,
    legal: positions,
    demands: demands.map(({ globs, reading }, index) =>
      globs.map((glob, which) => step(glob, state.demands[index]?.[which] ?? [], character, reading)),
    ),
  };
}

/** Whether the demands can still be met by some longer text. */
function isAlive(state: State, demands: readonly Demand[]): boolean {
  return demands.every(({ globs, match }, index) => {
    const sets = state.demands[index] ?? [];
    if (match) return sets.some((set) => set.length > 0);
    // a glob that has reached its closing star matches whatever follows
    return !globs.some(
      (glob, which) => glob.code.at(-1) === star && sets[which]?.includes(glob.code.length - 1) === true,
    );
  });
}

function isDone(state: State, legal: Legal, demands: readonly Demand[]): boolean {
  if (!legal.sequences.some((sequence, index) => state.legal[index]?.includes(sequence.length) === true)) return false;
  return demands.every(
    ({ globs, match }, index) =>
      globs.some((glob, which) => accepts(glob, state.demands[index]?.[which] ?? [])) === match,
  );
}

/** The characters worth reading here: those that some pattern waits for, and one of each sort that none mentions. */
function characters(state: State, legal: Legal, demands: readonly Demand[]): Set<string> {
  const result = new Set<string>();
  legal.sequences.forEach((sequence, index) => {
    for (const position of state.legal[index] ?? []) {
      const literal = sequence[position]?.literal;
      if (literal !== undefined) result.add(literal);
    }
  });
  const awaited = new Set<string>();
  demands.forEach(({ globs }, index) =>
    globs.forEach((glob, which) => {
      for (const position of state.demands[index]?.[which] ?? []) {
        const element = glob.code[position];
        if (element === undefined || isWild(element)) continue;
        awaited.add(element);
        if (glob.fold && !isHole(element)) awaited.add(element.toUpperCase());
      }
    }),
  );
  for (const character of awaited) if (legal.holes || !isHole(character)) result.add(character);
  for (const test of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]) {
    const fresh = [...legal.samples].find((character) => test.test(character) && !awaited.has(character));
    if (fresh !== undefined) result.add(fresh);
  }
  return result;
}

function nameOf(state: State): string {
  return `${state.legal.map((set) => set.join()).join(';')}|${state.demands.map((sets) => sets.map((set) => set.join()).join(';')).join('|')}`;
}
