import { matches } from '../iam/glob';
import { isFixed } from './demand';
import type { Demand } from './machine';
import { legalOf } from './legal';
import type { Among, Wish } from './question';
import type { CompiledPolicy } from '../iam/compile';

// a space stands in no name of a user, a role or a session
const invented = ['any value', 'some value', 'value of a tag', 'tag of a role'];

/** A value that tags of roles may have and that no policy spells, nor asks for by a part of it. */
function inventedValue({ allows, denies, bounds = [] }: CompiledPolicy): string {
  const globs = [...allows, ...denies, ...bounds]
    .flatMap(({ clauses }) => clauses)
    .flatMap(({ key, values }) => (isResourceTag(key) ? values : []))
    .flatMap(({ test, parts }) => (/[a-z0-9]/i.test(parts.join('')) ? (test?.glob?.sure ?? []) : []));
  return invented.find((value) => !globs.some((glob) => matches(glob, value, 'sure'))) ?? 'zz zz zz';
}

/** Whether a key tells a tag of the resource. */
export function isResourceTag(key: string): boolean {
  return /^(?:aws|iam):resourcetag\//.test(key);
}

const never = (variable: string): boolean =>
  /^aws:(?:principaltag\/|username$|userid$)/.test(variable) || isFixed(variable);

/**
 * What is said of the tags of roles that a policy does not name: each may be there or not, and its value is none that
 * the policy spells, nor one that the caller has itself.
 */
export const anyTag: Wish = {
  absent: true,
  value: (facts, policy) => {
    const value = inventedValue(policy);
    return {
      legal: legalOf(facts.language),
      excluded: [],
      samples: [value],
      passes: (other) => other === value,
      never,
    };
  },
};

const ownTag: Among = (facts, policy) => {
  const excluded: Demand[] = [
    { globs: [{ code: inventedValue(policy).toLowerCase(), fold: true }], reading: 'sure', match: false },
  ];
  return { legal: legalOf(facts.language), excluded, samples: ['x-invented', 'invented', 'xx'] };
};

/** What is said of the caller’s own tags where roles of any tags are asked about: that a value is the same is no accident. */
export const otherTag: Wish = { absent: true, value: ownTag };
