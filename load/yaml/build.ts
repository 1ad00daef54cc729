import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Position } from '../positions';
import { aliasesOf } from './anchors';
import { type Gathering, membersOf } from './members';
import { offsetOf, Refusal } from './refusal';
import { numberProblem, taggedScalar } from './scalars';
import { callOf, spellTag, typeOf } from './tags';
import type { YamlProblem } from '../yaml';

// what aliases may add to a file; ten lines of them could stand for more than any computer holds
const mostByAliases = 200_000;

/** The value of one document while it is built; places and problems pile up in it. */
export class Builder implements Gathering {
  /** Line and column of each node of the value, objects before their members. */
  readonly places: number[] = [];
  readonly problems: YamlProblem[] = [];
  readonly #steps: string[] = [];
  readonly #open = new Set<Node>();
  readonly #repeated = new Set<number>();
  #aliases: ReadonlyMap<Alias, Node> | undefined;
  #spent = 0;

  constructor(
    private readonly text: string,
    private readonly contents: Node | null,
    private readonly positionOf: (offset: number) => Position,
  ) {}

  /** The value of the document. Throws Refusal where it has none. */
  build(): unknown {
    return this.contents === null ? this.#leaf(null, 0) : this.#node(this.contents, offsetOf(this.contents));
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
    if (this.#repeated.has(offset)) return;
    this.#repeated.add(offset);
    const around = this.#steps.length === 0 ? 'the outermost object' : this.#steps.join('.');
    const problem = `the key ${JSON.stringify(key)} stands twice in ${around}, and only the last one was judged`;
    this.#problem(`${problem}; keep one of them`, offset);
  }

  #node(node: Node | null, at: number): unknown {
    if (node === null) return this.#leaf(null, at);
    if (isAlias(node)) return this.#alias(node, at);
    const { tag } = node as { tag?: string };
    if (tag === undefined || tag === '!' || typeOf(tag) !== undefined) return this.#plain(node, tag, at);
    return this.#call(node, tag, at);
  }

  #alias(alias: Alias, at: number): unknown {
    const target = this.target(alias);
    if (this.#open.has(target)) throw new Refusal('an alias stands inside of what it stands for', offsetOf(alias));
    const before = this.places.length;
    this.#open.add(target);
    const value = this.#node(target, at);
    this.#open.delete(target);
    this.spend(alias, (this.places.length - before) / 2);
    return value;
  }

  #plain(node: Node, tag: string | undefined, at: number): unknown {
    if (isMap(node)) return this.#object(node, at);
    if (isSeq(node)) return this.#list(node.items as (Node | null)[], at);
    if (!isScalar<string>(node)) throw new Refusal('a value of a kind that is not known stands here', offsetOf(node));
    if (tag === undefined && node.type !== 'PLAIN') return this.#leaf(node.value, at);
    const value = taggedScalar(node.value, tag === undefined ? undefined : typeOf(tag));
    if (value === undefined) {
      this.#problem(
        `${spellTag(tag ?? '!')} does not fit the value behind it; put the value in quotes`,
        offsetOf(node),
      );
      return this.#leaf(node.value, at);
    }
    const problem = numberProblem(node.value, value);
    if (problem !== undefined) this.#problem(problem, offsetOf(node), true);
    return this.#leaf(value, at);
  }

  #object(node: YAMLMap, at: number): object {
    this.#place(at);
    const object: { [key: string]: unknown } = {};
    for (const { key, value, offset } of membersOf(node, this)) this.#set(object, key, () => this.#node(value, offset));
    return object;
  }

  #list(items: readonly (Node | null)[], at: number): unknown[] {
    this.#place(at);
    return items.map((item, index) => {
      this.#steps.push(String(index));
      const value = this.#node(item, item === null ? at : this.#startOf(item));
      this.#steps.pop();
      return value;
    });
  }

  /** A short form such as `!Sub x`, written out. */
  #call(node: Node, tag: string, at: number): unknown {
    const start = this.#startOf(node);
    const name = callOf(tag);
    if (name === undefined) {
      const problem = `${spellTag(tag)} is no tag that CloudFormation knows, so the value behind it is not known`;
      this.#problem(`${problem}; check its spelling`, start);
    }
    const object = {};
    this.#place(at);
    this.#set(object, name ?? `Fn::${tag.replace(/^!/, '')}`, () => this.#argument(node, name, start));
    return object;
  }

  #argument(node: Node, name: string | undefined, at: number): unknown {
    if (!isScalar<string>(node)) return this.#plain(node, undefined, at);
    const dot = name === 'Fn::GetAtt' ? node.value.indexOf('.') : -1;
    // an argument that is one value is always a text
    if (dot < 0) return this.#leaf(node.value, at);
    this.#place(at);
    return [node.value.slice(0, dot), node.value.slice(dot + 1)].map((part) => this.#leaf(part, at));
  }

  #set(object: { [key: string]: unknown }, key: string, make: () => unknown): void {
    this.#steps.push(key);
    const value = make();
    this.#steps.pop();
    // a plain assignment to this one name would change what the object is
    if (key !== '__proto__') object[key] = value;
    else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  }

  #leaf<T>(value: T, at: number): T {
    this.#place(at);
    return value;
  }

  #place(offset: number): void {
    const { line, column } = this.positionOf(offset);
    this.places.push(line, column);
  }

  /** Where a node starts, its tag included. */
  #startOf(node: Node): number {
    const { tag } = node as { tag?: string };
    const start = offsetOf(node);
    const spelled = tag === undefined ? -1 : this.text.lastIndexOf(spellTag(tag), start);
    return spelled < 0 ? start : spelled;
  }

  #problem(message: string, offset: number, isOfValue = false): void {
    const pointer = this.#steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    this.problems.push({ ...this.positionOf(offset), message, ...(isOfValue && { pointer }) });
  }
}
