import type { Position } from '../positions';
import type { YamlProblem } from '../yaml';

/** What is written down while a value is built: the place of each node, what is wrong, and how deep the builder is. */
export class Ledger {
  /** Line and column of each node of the value, objects and lists before what is in them. */
  readonly places: number[] = [];
  readonly problems: YamlProblem[] = [];
  readonly #steps: string[] = [];

  constructor(private readonly positionOf: (offset: number) => Position) {}

  /** How many nodes there are so far. */
  get size(): number {
    return this.places.length / 2;
  }

  /** Where the builder is, for people. */
  get around(): string {
    return this.#steps.length === 0 ? 'the outermost object' : this.#steps.join('.');
  }

  place(offset: number): void {
    const { line, column } = this.positionOf(offset);
    this.places.push(line, column);
  }

  /** The place of a value that has nothing in it, and the value. */
  leaf<T>(value: T, offset: number): T {
    this.place(offset);
    return value;
  }

  /** What `make` gives, one step further down. */
  inside<T>(step: string, make: () => T): T {
    this.#steps.push(step);
    const made = make();
    this.#steps.pop();
    return made;
  }

  problem(message: string, offset: number): void {
    this.problems.push({ ...this.positionOf(offset), message });
  }

  /** A problem of the value that is being built, which matters where that value does. */
  problemOfValue(message: string, offset: number): void {
    const pointer = this.#steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    this.problems.push({ ...this.positionOf(offset), message, pointer });
  }
}
