import type { Link, Step } from './links';

/** The roles from one that is most steps away to the one of `key`, each of which can assume the next. */
export interface Way {
  readonly key: string;
  /** How many roles it has. */
  readonly length: number;
  /** The keys of the first roles of it, as many as are told of a long one. */
  readonly first: readonly string[];
  /** How the role is let in, and the way to the role that it lets in; undefined for the first one. */
  readonly step?: Step;
  readonly before?: Way;
  /** The branches of templates in which all of it is so. */
  readonly branches: readonly string[];
}

/** How many roles at the beginning of a long chain are told. */
export const toldFirst = 3;

/** The longest ways to roles; a way round that a shorter way saves is none. */
export class Ways {
  readonly #known = new Map<string, Way>();

  constructor(private readonly links: ReadonlyMap<string, Link>) {}

  /** The way to a role from one that is most steps away. */
  to(key: string): Way {
    const tail: { readonly key: string; readonly step: Step }[] = [];
    const places = new Map<string, number>();
    let at = key;
    // whatever leads to a role that lets in one other leads to that one first, and is looked for once
    for (let step = this.#onlyStep(at); step !== undefined; step = this.#onlyStep(at)) {
      if (this.#known.has(at) || places.has(at)) break;
      places.set(at, tail.length);
      tail.push({ key: at, step });
      at = step.from;
    }
    let way = this.#known.get(at) ?? this.#searched(at);
    this.#known.set(at, way);
    // the roles of a circle are not looked for beside the one that is asked for
    for (const last of tail.slice(0, places.get(at)).reverse()) {
      // in a circle the way to the role before may begin with this one, to which another way leads
      way = way.first[0] === last.key ? this.#searched(last.key) : extended(way, last.key, last.step);
      this.#known.set(last.key, way);
    }
    return way;
  }

  #onlyStep(key: string): Step | undefined {
    const from = this.links.get(key)?.from ?? [];
    return from.length === 1 ? from[0] : undefined;
  }

  /** The way to a role, looked for step by step among all that lead to it. */
  #searched(key: string): Way {
    const onward = new Map<string, { readonly step: Step; readonly to: string }>();
    const met = [key];
    for (const to of met) {
      for (const step of this.links.get(to)?.from ?? []) {
        if (step.from === key || onward.has(step.from)) continue;
        onward.set(step.from, { step, to });
        met.push(step.from);
      }
    }
    // steps are counted row by row, so the last role met is as far away as any
    let way = started(met.at(-1) ?? key);
    for (let next = onward.get(way.key); next !== undefined; next = onward.get(way.key))
      way = extended(way, next.to, next.step);
    return way;
  }
}

function started(key: string): Way {
  return { key, length: 1, first: [key], branches: [] };
}

function extended(before: Way, key: string, step: Step): Way {
  const { length, first, branches } = before;
  const { branch } = step;
  return {
    key,
    length: length + 1,
    first: first.length < toldFirst ? [...first, key] : first,
    step,
    before,
    branches: branch === undefined || branches.includes(branch) ? branches : [...branches, branch],
  };
}
