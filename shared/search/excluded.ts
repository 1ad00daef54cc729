import type { CompiledPolicy } from '../iam/compile';
import type { Glob } from '../iam/glob';
import { hasWild, literalPrefix, star } from '../iam/glob';
import type { KeyFacts } from '../iam/keys';
import { inArn } from './legal';
import { avoid, type Demand } from './machine';
import type { Wish } from './question';
import { spelledAccounts, spelledOrganizations } from './spelled';

/** The values that a wish keeps the caller from sending. */
export function excludedBy(facts: KeyFacts, wish: Wish | undefined, policy: CompiledPolicy): Demand[] {
  const key = facts.name.toLowerCase();
  switch (wish?.value) {
    case 'unlisted':
      return avoid(listedUnder(key, policy));
    case 'foreign':
      return avoid([...listedUnder(key, policy), ...prefixesUnder(key, policy)]);
    case 'elsewhere':
      // whose an ARN is, its account tells; without one anybody may have it
      return avoid(
        facts.type === 'arn' ? ofOthers(facts, policy) : [...listedUnder(key, policy), ...ofOthers(facts, policy)],
      );
    default:
      return [];
  }
}

/** The values that the policy spells under a key. */
export function listedUnder(key: string, { shared }: CompiledPolicy): Glob[] {
  return [...(shared.listed.get(key) ?? [])].map((code) => ({ code: code.toLowerCase(), fold: true }));
}

/** The patterns under a key that begin with literal text. */
function prefixesUnder(key: string, { allows, denies }: CompiledPolicy): Glob[] {
  return [...allows, ...denies]
    .flatMap(({ clauses }) => clauses.filter((clause) => clause.key === key))
    .flatMap(({ values }) => values.map(({ parts }) => parts.join('')))
    .filter((code) => hasWild(code) && literalPrefix(code) !== '')
    .map((code) => ({ code, fold: false }));
}

/** What belongs to the accounts and organizations that the policy spells. */
function ofOthers({ type, language }: KeyFacts, policy: CompiledPolicy): Glob[] {
  if (language.kind === 'org-path')
    return [...spelledOrganizations(policy)].map((id) => ({ code: `${id}/${star}`, fold: true }));
  if (type !== 'arn') return [];
  return [...spelledAccounts(policy)].map((account) => ({ code: inArn(account), fold: false }));
}

/** The ids of users and roles that the policy names are not an outsider's. */
export function otherIds({ allows, denies }: CompiledPolicy): Demand[] {
  const ids = [...allows, ...denies]
    .flatMap(({ clauses }) => clauses.filter(({ key }) => key === 'aws:userid'))
    .flatMap(({ values }) => values.flatMap(({ parts }) => /^A[A-Z]{3}[A-Z0-9]{12,}/.exec(parts.join(''))?.[0] ?? []));
  return avoid(
    ids.flatMap((id) => [
      { code: id, fold: false },
      { code: `${id}:${star}`, fold: false },
    ]),
  );
}
