import { accountOf } from '../iam/caller';
import type { CompiledPolicy } from '../iam/compile';
import { literalPrefix } from '../iam/glob';
import { isHole } from '../model/holes';

interface Spelled {
  readonly accounts: ReadonlySet<string>;
  readonly organizations: ReadonlySet<string>;
}

const remembered = new WeakMap<CompiledPolicy, Spelled>();

/** Every account that the policy spells anywhere, and the owner's own: 12 digits, or a hole in an account's place. */
export function spelledAccounts(policy: CompiledPolicy): ReadonlySet<string> {
  return spelledIn(policy).accounts;
}

/** The organizations that the policy spells, by themselves or at the beginning of a path, in lower case. */
export function spelledOrganizations(policy: CompiledPolicy): ReadonlySet<string> {
  return spelledIn(policy).organizations;
}

function spelledIn(policy: CompiledPolicy): Spelled {
  const before = remembered.get(policy);
  if (before !== undefined) return before;
  const accounts = new Set<string>();
  const organizations = new Set<string>();
  const add = (code: string): void => {
    for (const [account] of code.matchAll(/(?<![0-9])[0-9]{12}(?![0-9])/g)) accounts.add(account);
    const account = code.includes(':') ? accountOf(code) : code;
    if (account.length === 1 && isHole(account)) accounts.add(account);
    const organization = /^o-[a-z0-9]{10,32}(?=$|\/)/i.exec(literalPrefix(code))?.[0];
    if (organization !== undefined) organizations.add(organization.toLowerCase());
  };
  for (const { principals, clauses } of [...policy.allows, ...policy.denies, ...(policy.bounds ?? [])]) {
    for (const { code } of principals.entries) add(code);
    for (const { parts } of clauses.flatMap(({ values }) => values)) add(parts.join(''));
  }
  add(policy.shared.constants.get('aws:resourceaccount') ?? '');
  const spelled = { accounts, organizations };
  remembered.set(policy, spelled);
  return spelled;
}
