import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { offsetOf, Refusal } from './refusal';
import { callOf } from './tags';

/** A member of an object, with the offset of its key. */
export interface Member {
  readonly key: string;
  readonly value: Node | null;
  readonly offset: number;
}

/** What members are gathered with. */
export interface Gathering {
  /** What an alias stands for. */
  target(alias: Alias): Node;
  /** Counts what aliases add; throws Refusal where that is too much. */
  spend(alias: Alias, amount: number): void;
  /** Takes note of a key that stands twice. */
  repeat(key: string, offset: number): void;
}

/**
 * The members of a mapping in the order that a JavaScript object gives them: what is merged into it first, of a key
 * that stands twice the last. Throws Refusal for a key that is no text, and for a mapping that is merged into itself.
 */
export function membersOf(map: YAMLMap, gathering: Gathering, inside: readonly YAMLMap[] = []): readonly Member[] {
  const own = new Map<string, Member>();
  const merged: Member[] = [];
  for (const pair of map.items as Pair<Node | null, Node | null>[]) {
    const member = memberOf(pair, gathering);
    if (isMerge(pair.key)) merged.push(...mergedBy(pair.value, gathering, [...inside, map]));
    else {
      if (own.has(member.key)) gathering.repeat(member.key, member.offset);
      own.set(member.key, member);
    }
  }
  if (merged.length === 0) return inOrder([...own.values()]);
  const all = new Map(merged.map((member) => [member.key, member] as const));
  for (const [key, member] of own) all.set(key, member);
  return inOrder([...all.values()]);
}

function memberOf({ key, value }: Pair<Node | null, Node | null>, gathering: Gathering): Member {
  const named = isAlias(key) ? gathering.target(key) : key;
  const offset = key === null ? (value === null ? 0 : offsetOf(value)) : offsetOf(key);
  if (named !== null && !isScalar(named)) {
    throw new Refusal('a key is a list or an object; a placeholder in braces needs quotes', offset);
  }
  if (named?.tag !== undefined && callOf(named.tag) !== undefined) {
    throw new Refusal('a function stands in place of a key, where CloudFormation takes a text only', offset);
  }
  return { key: named === null ? '' : String(named.value), value, offset };
}

// https://yaml.org/type/merge.html
function isMerge(key: Node | null): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}

/** What the value of a merge key merges, the strongest last. */
function mergedBy(value: Node | null, gathering: Gathering, inside: readonly YAMLMap[]): readonly Member[] {
  const source = isAlias(value) ? gathering.target(value) : value;
  // of several that are merged the earlier one is stronger
  if (isSeq(source))
    return [...(source.items as Node[])].reverse().flatMap((item) => mergedBy(item, gathering, inside));
  const offset = value === null ? 0 : offsetOf(value);
  if (!isMap(source)) throw new Refusal('a merge key << takes an object or a list of objects', offset);
  if (inside.includes(source)) throw new Refusal('an object is merged into itself', offset);
  const members = membersOf(source, gathering, inside);
  if (isAlias(value)) gathering.spend(value, members.length + 1);
  return members;
}

// an object gives keys that are whole numbers before all others
const index = /^(?:0|[1-9]\d{0,9})$/;
const largestIndex = 2 ** 32 - 2;

function inOrder(members: readonly Member[]): readonly Member[] {
  const isIndex = ({ key }: Member): boolean => index.test(key) && Number(key) <= largestIndex;
  if (!members.some(isIndex)) return members;
  const first = members.filter(isIndex).sort((one, other) => Number(one.key) - Number(other.key));
  return [...first, ...members.filter((member) => !isIndex(member))];
}
