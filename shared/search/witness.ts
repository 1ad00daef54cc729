import { principalType } from '../iam/caller';
import type { CompiledPolicy } from '../iam/compile';
import { literalPrefix } from '../iam/glob';
import { keyFacts } from '../iam/keys';
import { hasHole } from '../model/holes';
import type { Request } from '../model/finding';
import type { Entry } from './walk';

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
function spelling(key: string, { allows, denies }: CompiledPolicy): string {
  for (const { clauses } of [...allows, ...denies]) {
    const same = clauses.find((clause) => clause.key === key);
    if (same !== undefined) return same.facts.name;
  }
  const facts = keyFacts(key);
  return facts.name.toLowerCase() === key ? facts.name : key;
}

/** Values of public keys, and values that owe nothing to the policy. */
function mayShow(key: string, value: string, { allows, denies }: CompiledPolicy): boolean {
  const facts = keyFacts(key);
  if (facts.printable || ['bool', 'numeric', 'date', 'ip'].includes(facts.type) || key === 'aws:tagkeys') return true;
  if (hasHole(value)) return false;
  for (const { clauses } of [...allows, ...denies]) {
    for (const clause of clauses) {
      if (clause.key !== key) continue;
      for (const { parts } of clause.values) {
        const prefix = literalPrefix(parts.map((part) => (typeof part === 'string' ? part : '')).join(''));
        if (prefix !== '' && value.toLowerCase().startsWith(prefix.toLowerCase())) return false;
        if (value.length > 1 && parts.join('').toLowerCase().includes(value.toLowerCase())) return false;
      }
    }
  }
  return true;
}
