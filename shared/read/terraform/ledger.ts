import type { Identity } from '../../model/subject';
import type { Tree } from '../../model/tree';

/** Somebody with permissions, as far as a file shows them. */
export interface Holder {
  readonly of: Identity['of'];
  readonly id: string;
  /** By their keys: the address, and where they stand in the values there. */
  readonly documents: Map<string, Tree>;
  /** The keys of the groups that a user is in. */
  readonly groups: Set<string>;
  boundary?: Tree;
}

/** Who has which documents. */
export class Ledger {
  readonly #holders = new Map<string, Holder>();
  #byDocument: ReadonlyMap<string, readonly Holder[]> | undefined;

  /** The holder of that key, who has that id where nobody named them before. */
  holder(of: Identity['of'], key: string, id: string): Holder {
    const known = this.#holders.get(key);
    if (known !== undefined) return known;
    const holder: Holder = { of, id, documents: new Map(), groups: new Set() };
    this.#holders.set(key, holder);
    return holder;
  }

  /** Everybody who has the document of that key, when all is entered. */
  having(key: string): readonly Identity[] {
    return (this.#index().get(key) ?? []).map((holder) => {
      const documents = [...this.#allOf(holder)].flatMap(([other, tree]) => (other === key ? [] : [tree]));
      const { of, id, boundary } = holder;
      return { of, id, documents, ...(boundary !== undefined && { boundary }) };
    });
  }

  #index(): ReadonlyMap<string, readonly Holder[]> {
    if (this.#byDocument !== undefined) return this.#byDocument;
    const index = new Map<string, Holder[]>();
    for (const holder of this.#holders.values())
      for (const key of this.#allOf(holder).keys()) {
        const known = index.get(key);
        if (known === undefined) index.set(key, [holder]);
        else known.push(holder);
      }
    return (this.#byDocument = index);
  }

  #allOf({ documents, groups }: Holder): ReadonlyMap<string, Tree> {
    if (groups.size === 0) return documents;
    return new Map([...documents, ...[...groups].flatMap((key) => [...(this.#holders.get(key)?.documents ?? [])])]);
  }
}
