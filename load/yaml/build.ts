import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { aliasesOf } from './anchors';
import type { Ledger } from './ledger';
import { type Gathering, membersOf } from './members';
import { offsetOf, Refusal } from './refusal';
import { numberProblem, taggedScalar } from './scalars';
import { callOf, spellTag, typeOf } from './tags';

// what aliases may add to a file; ten lines of them could stand for more than any computer holds
const mostByAliases = 200_000;
// further than this no tag stands before its value
const longestTag = 500;

/** Builds the value of one document, and writes down where each node of it stands and what is wrong with it. */
export class Builder implements Gathering {
  readonly #open = new Set<Node>();
  readonly #repeated = new Set<number>();
  #aliases: ReadonlyMap<Alias, Node> | undefined;
  #spent = 0;

  constructor(
    private readonly text: string,
    private readonly contents: Node | null,
    private readonly ledger: Ledger,
  ) {}

  /** The value of the document. Throws Refusal where it has none. */
  build(): unknown {
    return this.#node(this.contents, this.contents === null ? 0 : offsetOf(this.contents));
  }

  target(alias: Alias): Node {
    this.#aliases ??= aliasesOf(this.contents);
    const target = this.#aliases.get(alias);
    if (target === undefined) throw new Refusal('no anchor of this name stands before the alias', offsetOf(alias));
    return target;
  }

  spend(alias: Alias, amount: number): void {
    this.#spent += amount;
    if (this.#spent <= mostByAliases) return;
    const problem = `aliases repeat more than ${mostByAliases} values; write out what they stand for`;
    throw new Refusal(problem, offsetOf(alias));
  }

  repeat(key: string, offset: number): void {
    // an object that is merged in is gone through again
    if (this.#repeated.has(offset)) return;
    this.#repeated.add(offset);
    const problem = `the key ${JSON.stringify(key)} stands twice in ${this.ledger.around}`;
    this.ledger.problem(`${problem}, and only the last one was judged; keep one of them`, offset);
  }

  #node(node: Node | null, at: number): unknown {
    if (node === null) return this.ledger.leaf(null, at);
    if (isAlias(node)) return this.#alias(node, at);
    const { tag } = node as { tag?: string };
    if (tag === undefined || tag === '!' || typeOf(tag) !== undefined) return this.#plain(node, tag, at);
    return this.#call(node, tag, at);
  }

  #alias(alias: Alias, at: number): unknown {
    const target = this.target(alias);
    if (this.#open.has(target)) throw new Refusal('an alias stands inside of what it stands for', offsetOf(alias));
    const before = this.ledger.size;
    this.#open.add(target);
    const value = this.#node(target, at);
    this.#open.delete(target);
    this.spend(alias, this.ledger.size - before);
    return value;
  }

  #plain(node: Node, tag: string | undefined, at: number): unknown {
    if (isMap(node)) return this.#object(node, at);
    if (isSeq(node)) return this.#list(node.items as (Node | null)[], at);
    if (!isScalar<string>(node)) throw new Refusal('a value of a kind that is not known stands here', offsetOf(node));
    if (tag === undefined && node.type !== 'PLAIN') return this.ledger.leaf(node.value, at);
    const value = taggedScalar(node.value, tag === undefined ? undefined : typeOf(tag));
    if (value === undefined) {
      const problem = `${spellTag(tag ?? '!')} does not fit the value behind it; put the value in quotes`;
      this.ledger.problem(problem, offsetOf(node));
      return this.ledger.leaf(node.value, at);
    }
    const problem = numberProblem(node.value, value);
    if (problem !== undefined) this.ledger.problemOfValue(problem, offsetOf(node));
    return this.ledger.leaf(value, at);
  }

  #object(node: YAMLMap, at: number): object {
    this.ledger.place(at);
    const object = {};
    for (const { key, value, offset } of membersOf(node, this)) this.#set(object, key, () => this.#node(value, offset));
    return object;
  }

  #list(items: readonly (Node | null)[], at: number): unknown[] {
    this.ledger.place(at);
    return items.map((item, index) =>
      this.ledger.inside(String(index), () => this.#node(item, item === null ? at : this.#startOf(item))),
    );
  }

  /** A short form such as `!Sub x`, written out. */
  #call(node: Node, tag: string, at: number): unknown {
    const start = this.#startOf(node);
    const name = callOf(tag);
    if (name === undefined) {
      const problem = `${spellTag(tag)} is no tag that CloudFormation knows, so the value behind it is not known`;
      this.ledger.problem(`${problem}; check its spelling`, start);
    }
    const object = {};
    this.ledger.place(at);
    this.#set(object, name ?? `Fn::${tag.replace(/^!/, '')}`, () => this.#argument(node, name, start));
    return object;
  }

  #argument(node: Node, name: string | undefined, at: number): unknown {
    if (!isScalar<string>(node)) return this.#plain(node, undefined, at);
    const dot = name === 'Fn::GetAtt' ? node.value.indexOf('.') : -1;
    // an argument that is one value is always a text
    if (dot < 0) return this.ledger.leaf(node.value, at);
    this.ledger.place(at);
    return [node.value.slice(0, dot), node.value.slice(dot + 1)].map((part) => this.ledger.leaf(part, at));
  }

  #set(object: { [key: string]: unknown }, key: string, make: () => unknown): void {
    const value = this.ledger.inside(key, make);
    // a plain assignment to this one name would change what the object is
    if (key !== '__proto__') object[key] = value;
    else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  }

  /** Where a node starts, its tag included. */
  #startOf(node: Node): number {
    const { tag } = node as { tag?: string };
    const start = offsetOf(node);
    if (tag === undefined) return start;
    const first = Math.max(0, start - longestTag);
    const spelled = this.text.slice(first, start).lastIndexOf(spellTag(tag));
    return spelled < 0 ? start : first + spelled;
  }
}
