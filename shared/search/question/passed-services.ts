import { hasWild, literalPrefix, star } from '../../iam/glob';
import { listedUnder } from '../excluded';
import { avoid } from '../machine';
import { legal, some } from '../legal';
import type { Wish } from '../question';

const suffix = '.amazonaws.com';
// a parameter may stand for a service
const hole = { set: '', least: 1, loop: false, holes: true };
const name = some('a-z0-9.\\-', 2);

/** The names of services: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services */
const names = legal(128, ...[suffix, `${suffix}.cn`, '.c2s.ic.gov', '.sc2s.sgov.gov'].map((end) => [name, end]), [
  hole,
]);
// what a policy spells is taken for a service
const spelled = legal(128, [name], [hole]);

/** Services that take roles, the best known first. */
const samples = ['lambda', 'ec2', 'ecs-tasks', 'states', 'glue', 'codebuild', 'sagemaker'].map((one) => one + suffix);

/** A pattern of services with its last star, or its first, as the rest of a service's name. */
function fit(code: string): string {
  const whole = code.includes(suffix) ? code.replace(new RegExp(`${star}+$`), '') : code;
  return whole.replace(new RegExp(`\\.?${star}+$`), suffix).replace(new RegExp(`^${star}`), 'lambda');
}

/** One service or another. */
export const anyService: Wish = {
  absent: false,
  value: () => ({ legal: spelled, excluded: [], samples, fit }),
};

/** A service that the policy neither spells nor means by a pattern that begins with letters. */
export const unnamedService: Wish = {
  absent: false,
  value: (facts, policy) => {
    const { allows, denies, bounds = [] } = policy;
    const key = facts.name.toLowerCase();
    const patterns = [...allows, ...denies, ...bounds]
      .flatMap(({ clauses }) => clauses.filter((clause) => clause.key === key))
      .flatMap(({ values }) => values.map(({ parts }) => parts.join('')))
      .filter((code) => hasWild(code) && literalPrefix(code).length >= fewestLetters)
      .map((code) => ({ code: code.toLowerCase(), fold: true }));
    return { legal: names, excluded: avoid([...listedUnder(key, policy), ...patterns]), samples, fit };
  },
};

// of what begins with one letter there are too many to be meant
const fewestLetters = 2;
