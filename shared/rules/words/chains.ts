import type { RoleSubject } from '../../model/subject';
import type { Circumstances } from '../circumstances';
import { type Link, linksOf } from './links';
import { toldFirst, type Way, Ways } from './ways';

/** Roles of which each one can assume the next; the last one is `subject`. */
export interface Chain {
  readonly subject: RoleSubject;
  /** How many roles it has. */
  readonly length: number;
  /** What people call the roles; of a long chain the first ones and the last ones, with `…` between them. */
  readonly names: readonly string[];
  /** JSON pointer of the statement that lets the last one but one in. */
  readonly at: string;
  readonly branches: readonly string[];
}

/** The chains of three roles and more, each as long as it is without detours; none that is a part of another. */
export function chainsOf(roles: readonly RoleSubject[], circumstances: Circumstances): Chain[] {
  const links = linksOf(roles, circumstances);
  const ways = new Ways(links);
  const walked = new Set<Way>();
  const order = new Order(links);
  const chains: Chain[] = [];
  for (let key = order.next(); key !== undefined; key = order.next()) {
    order.settle(key);
    const way = ways.to(key);
    if (way.length < 3) continue;
    chains.push(chainOf(way, links));
    // what is walked already is settled already
    for (let on = way.before; on !== undefined && !walked.has(on); on = on.before) {
      walked.add(on);
      order.settle(on.key);
    }
  }
  return chains.sort((a, b) => b.length - a.length);
}

/** The roles in the order in which chains are to be looked for: one that others let in is a part of theirs first. */
class Order {
  readonly #left: Set<string>;
  readonly #letInBy = new Map<string, number>();
  readonly #ends: string[];
  #met = 0;

  constructor(private readonly links: ReadonlyMap<string, Link>) {
    this.#left = new Set(links.keys());
    for (const { from } of links.values())
      for (const step of from) this.#letInBy.set(step.from, (this.#letInBy.get(step.from) ?? 0) + 1);
    this.#ends = [...this.#left].filter((key) => !this.#letInBy.has(key));
  }

  /** A role that none of those left lets in, or any one where all of them are let in; undefined where none is left. */
  next(): string | undefined {
    while (this.#met < this.#ends.length) {
      const key = this.#ends[this.#met++] ?? '';
      if (this.#left.has(key)) return key;
    }
    return this.#left.values().next().value;
  }

  /** The role is a part of a chain, or of none. */
  settle(key: string): void {
    if (!this.#left.delete(key)) return;
    for (const { from } of this.links.get(key)?.from ?? []) {
      const others = (this.#letInBy.get(from) ?? 0) - 1;
      this.#letInBy.set(from, others);
      if (others === 0) this.#ends.push(from);
    }
  }
}

const toldLast = 2;

function chainOf(way: Way, links: ReadonlyMap<string, Link>): Chain {
  const { key, length, first, step, branches } = way;
  const isLong = length > toldFirst + toldLast + 1;
  const last: string[] = [];
  let on: Way | undefined = way;
  for (let left = isLong ? toldLast : length - first.length; left > 0 && on !== undefined; left--, on = on.before)
    last.unshift(on.key);
  // of a URN its last part is the name that people gave
  const nameOf = (one: string): string => links.get(one)?.subject.place.id.split('::').at(-1) ?? one;
  const names = [...first.map(nameOf), ...(isLong ? ['…'] : []), ...last.map(nameOf)];
  // a way leads to a role of the program
  const { subject } = links.get(key) as Link;
  return { subject, length, names, at: step?.at ?? '', branches };
}
