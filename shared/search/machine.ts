import { hasHole, isHole } from '../model/holes';
import { type Glob, hasWild, isWild, literalPrefix, matches, type Reading, star } from '../iam/glob';
import type { Automaton } from './automaton';
import { automatonOf } from './automaton';
import type { Legal } from './legal';

/** A text must, or must not, match one of the globs. */
export interface Demand {
  readonly globs: readonly Glob[];
  readonly reading: Reading;
  readonly match: boolean;
}

/** That a text must match none of the globs for certain. */
export function avoid(globs: readonly Glob[]): Demand[] {
  return globs.length === 0 ? [] : [{ globs, reading: 'sure', match: false }];
}

/** Counts what a search costs, so that its bound is the same on every machine. */
export interface Budget {
  spend(steps: number): void;
}

/** Thrown when a search has used up its steps. */
export class OutOfSteps extends Error {}

interface Machine {
  readonly match: boolean;
  readonly automaton: Automaton;
}

interface State {
  readonly text: string;
  readonly legal: bigint;
  readonly positions: readonly bigint[];
}

// a text matches a list where it matches one of its patterns: looking for each by itself costs their sum, while the
// states of all together multiply
const mostWays = 512;

/** A legal text that meets every demand, a short one; undefined where there is none. */
export function shortest(legal: Legal, demands: readonly Demand[], budget: Budget): string | undefined {
  let ways: Demand[][] = [[]];
  const avoided = demands.flatMap(({ globs, match }) => (match ? [] : globs));
  for (const asked of demands) {
    const demand = asked.match ? { ...asked, globs: asked.globs.filter((glob) => !isWithin(glob, avoided)) } : asked;
    const apart = demand.match && ways.length * demand.globs.length <= mostWays;
    const choices = apart ? demand.globs.map((glob) => ({ ...demand, globs: [glob] })) : [demand];
    ways = ways.flatMap((way) => choices.map((choice) => [...way, choice]));
  }
  for (const way of ways) {
    const text = shortestOf(legal, way, budget);
    if (text !== undefined) return text;
  }
  return undefined;
}

/**
 * Whether all that a pattern matches is to be avoided, as patterns tell at once that begin with the same letters, or
 * of which one matches the other: its stars take in what stands there, wildcards too.
 */
function isWithin(glob: Glob, avoided: readonly Glob[]): boolean {
  const literal = literalPrefix(glob.code);
  return avoided.some(({ code, fold }) => {
    if (!code.endsWith(star) || (glob.fold && !fold)) return false;
    const head = code.slice(0, -1);
    if (!hasWild(head)) return (fold ? literal.toLowerCase() : literal).startsWith(head);
    const open =
      hasHole(glob.code) || [...head].some((element) => isHole(element) || (isWild(element) && element !== star));
    return !open && matches({ code, fold }, glob.code, 'sure');
  });
}

function shortestOf(legal: Legal, demands: readonly Demand[], budget: Budget): string | undefined {
  const machines = demands.map(({ globs, reading, match }) => ({ match, automaton: automatonOf(globs, reading) }));
  const first: State = {
    text: '',
    legal: legal.automaton().start,
    positions: machines.map(({ automaton }) => automaton.start),
  };
  const frontier = new Frontier(machines);
  let layer = isAlive(first, machines) ? [first] : [];
  for (let length = 0; layer.length > 0 && length <= legal.most; length++) {
    const found = layer.find((state) => isDone(state, legal, machines));
    if (found !== undefined) return found.text;
    const next: State[] = [];
    for (const state of layer) {
      for (const character of characters(state, legal, machines)) {
        budget.spend(1 + machines.length);
        const after = read(state, character, legal, machines);
        if (after !== undefined && isAlive(after, machines) && frontier.isNew(after)) next.push(after);
      }
    }
    layer = next;
  }
  return undefined;
}

function read(state: State, character: string, legal: Legal, machines: readonly Machine[]): State | undefined {
  const left = legal.automaton().read(state.legal, character);
  if (left === 0n) return undefined;
  const positions = machines.map(({ automaton }, index) => automaton.read(state.positions[index] ?? 0n, character));
  return { text: state.text + character, legal: left, positions };
}

/** Whether the demands can still be met by some longer text. */
function isAlive({ positions }: State, machines: readonly Machine[]): boolean {
  return machines.every(({ match, automaton }, index) => {
    const at = positions[index] ?? 0n;
    return match ? at !== 0n : (at & automaton.settled) === 0n;
  });
}

function isDone({ legal: left, positions }: State, legal: Legal, machines: readonly Machine[]): boolean {
  if ((left & legal.automaton().ends) === 0n) return false;
  return machines.every(
    ({ match, automaton }, index) => (((positions[index] ?? 0n) & automaton.ends) !== 0n) === match,
  );
}

const sorts = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];

/**
 * The characters worth reading here: those that a pattern to be matched waits for, those that the language prescribes,
 * and of each sort one that brings no pattern to be avoided any further: whatever another one leads to, it leads to.
 */
function characters({ legal: left, positions }: State, legal: Legal, machines: readonly Machine[]): Set<string> {
  const result = new Set(legal.automaton().prescribed(left));
  const avoided = machines.flatMap(({ match, automaton }, index) =>
    match ? [] : [{ automaton, at: positions[index] ?? 0n }],
  );
  machines.forEach(({ match, automaton }, index) => {
    if (!match) return;
    for (const letter of automaton.letters) {
      if (automaton.awaits(positions[index] ?? 0n, letter) && (legal.holes || !isHole(letter))) result.add(letter);
    }
  });
  for (const sort of sorts) {
    const free = legal.samples.filter((sample) => sort.test(sample) && legal.automaton().read(left, sample) !== 0n);
    const harmless = free.find((sample) => !avoided.some(({ automaton, at }) => automaton.awaits(at, sample)));
    for (const sample of harmless === undefined ? free : [harmless]) result.add(sample);
  }
  return result;
}

/** The states met so far, without those from which another one reaches at least as much. */
class Frontier {
  readonly #kept = new Map<bigint, State[]>();

  constructor(readonly machines: readonly Machine[]) {}

  isNew(state: State): boolean {
    const kept = this.#kept.get(state.legal) ?? [];
    if (kept.some((other) => this.#covers(other, state))) return false;
    this.#kept.set(state.legal, [...kept.filter((other) => !this.#covers(state, other)), state]);
    return true;
  }

  /** Whether the first state is as far as the second in what must match, and no further in what must not. */
  #covers(first: State, second: State): boolean {
    return this.machines.every(({ match }, index) => {
      const [a, b] = [first.positions[index] ?? 0n, second.positions[index] ?? 0n];
      return match ? (a | b) === a : (a & b) === a;
    });
  }
}
