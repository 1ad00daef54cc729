import { principalType } from '../iam/caller';
import type { CompiledPolicy } from '../iam/compile';
import type { KeyFacts } from '../iam/keys';
import type { Request } from '../model/finding';
import type { Entry } from './groups';

/** What stands in a request for a value that the policy holds and that is not for everybody's eyes. */
export const withheld = '<value from the policy>';

/** The request of a way in, as people and simulators read it: the keys that the policy asks about and that are sent. */
export function requestOf({ caller, context }: Entry, actions: readonly string[], policy: CompiledPolicy): Request {
  const { codes } = policy.shared;
  const shown: [string, string | string[]][] = [];
  for (const [key, value] of context) {
    if (value === undefined) continue;
    const name = spelling(key, policy);
    const show = (one: string): string => (mayShow(key, one, policy) ? codes.decode(one).toString() : withheld);
    shown.push([name, typeof value === 'string' ? show(value) : value.map(show)]);
  }
  shown.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    actions,
    principal: { type: principalType(caller.kind), id: codes.decode(caller.id).toString() },
    context: Object.fromEntries(shown),
  };
}

/** The key as the policy spells it, or as AWS does where only its facts are known. */
function spelling(key: string, { allows, denies, bounds = [], shared }: CompiledPolicy): string {
  for (const { clauses } of [...allows, ...denies, ...bounds]) {
    const same = clauses.find((clause) => clause.key === key);
    if (same !== undefined) return same.facts.name;
  }
  const facts = shared.facts(key);
  return facts.name.toLowerCase() === key ? facts.name : key;
}

/** Values of public keys, and values that hold nothing which the policy spells under other keys. */
function mayShow(key: string, value: string, policy: CompiledPolicy): boolean {
  return (
    isPublic(policy.shared.facts(key)) ||
    key === 'aws:tagkeys' ||
    !runsIn(policy).some((run) => value.toLowerCase().includes(run))
  );
}

function isPublic({ printable, type }: KeyFacts): boolean {
  return printable || type === 'bool' || type === 'numeric' || type === 'date' || type === 'ip';
}

const remembered = new WeakMap<CompiledPolicy, readonly string[]>();

/** The texts between wildcards, holes and variables of the values that are not public, in lower case. */
function runsIn(policy: CompiledPolicy): readonly string[] {
  const before = remembered.get(policy);
  if (before !== undefined) return before;
  const clauses = [...policy.allows, ...policy.denies, ...(policy.bounds ?? [])].flatMap(
    (statement) => statement.clauses,
  );
  const texts = clauses.flatMap(({ facts, values }) => (isPublic(facts) ? [] : values.flatMap(({ parts }) => parts)));
  const runs = texts.flatMap((part) => (typeof part === 'string' ? part.toLowerCase().split(/[\uE000-\uF8FF]+/) : []));
  const found = [...new Set(runs)].filter((run) => run !== '');
  remembered.set(policy, found);
  return found;
}
