import type { Grant } from '../iam/grant';
import { arnParts } from '../model/principal';
import { Text } from '../model/text';

/** The accounts that the documents spell in a resource or a condition on its account, each once. */
export function spelledAccounts(grant: Grant): Text[] {
  const found = new Map<string, Text>();
  for (const account of accountsIn(grant)) {
    const whole = account.hole;
    if (whole === undefined && !/^[0-9]{12}$/.test(account.literal ?? '')) continue;
    const known = whole === undefined ? account : Text.of({ id: whole.id, domain: 'account' });
    found.set(known.toString(), known);
  }
  return [...found.values()];
}

const mostPatterns = 16;

/** For each pattern of accounts, such as `1*` or `11112222333?`, one that it means and that nothing spells. */
export function accountsLike(grant: Grant, spelled: readonly Text[]): Text[] {
  const patterns = accountsIn(grant).flatMap(({ literal = '' }) =>
    /^[0-9*?]*[*?][0-9*?]*$/.test(literal) ? literal : [],
  );
  const taken = new Set(spelled.map(({ literal }) => literal));
  const found = [...new Set(patterns)].slice(0, mostPatterns).flatMap((pattern) => {
    const missing = 12 - pattern.replaceAll('*', '').length;
    const first = pattern.indexOf('*');
    for (let digit = 6; digit < 16; digit++) {
      const fill = String(digit % 10);
      const long =
        first < 0 ? pattern : pattern.slice(0, first) + fill.repeat(Math.max(missing, 0)) + pattern.slice(first);
      const account = long.replaceAll('*', '').replaceAll('?', fill);
      if (account.length === 12 && !taken.has(account)) return [account];
    }
    return [];
  });
  return [...new Set(found)].map((account) => Text.of(account));
}

/** What stands in the place of an account, in a resource or in a condition on its account. */
function accountsIn({ own, others, boundary }: Grant): Text[] {
  return [own, ...others, ...(boundary === undefined ? [] : [boundary])].flatMap(({ statements }) =>
    statements.flatMap(({ resources, conditions }) => [
      ...(resources?.names ?? []).flatMap((name) => arnParts(name)?.[4] ?? []),
      ...conditions.flatMap(({ key, values }) => (/^aws:resourceaccount$/i.test(key) ? values : [])),
    ]),
  );
}

/** An account that is none of these. */
export function unnamedAccount(spelled: readonly Text[]): string {
  const taken = new Set(spelled.map(({ literal }) => literal));
  for (let digit = 6; digit < 16; digit++) {
    const account = String(digit % 10).repeat(12);
    if (!taken.has(account)) return account;
  }
  return '606060606060';
}
