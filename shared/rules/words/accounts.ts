import { ownAccount } from '../../iam/compile';
import type { Truth } from '../../iam/truth';
import { truth, unknown } from '../../iam/truth';
import { vendorName } from '../../iam/vendors';
import type { Text } from '../../model/text';
import type { Answer } from '../../search/search';
import type { ExternalIdPractice } from '../../settings';
import type { Asker } from '../kinds';

/** Whose an account is, as far as the settings and the host tell. */
export type Standing =
  | { readonly is: 'own' | 'organization' | 'foreign' }
  | { readonly is: 'approved'; readonly externalId: ExternalIdPractice }
  | { readonly is: 'unknown'; readonly because: string };

/** Whose an account is: a literal is 12 digits, anything else a hole. */
export function standingOf(account: Text, { settings, owner, today }: Asker): Standing {
  const own = owner.account;
  if (own?.equals(account) === true || account.hole?.id === ownAccount.id) return { is: 'own' };
  const id = account.literal;
  if (id === undefined) return { is: 'unknown', because: account.open };
  const { accounts } = settings;
  if (accounts.own.includes(id)) return { is: 'own' };
  if (accounts.organization.accounts.includes(id)) return { is: 'organization' };
  const party = accounts.thirdParties.find(
    (one) => one.account === id && (one.expires === undefined || one.expires >= today),
  );
  if (party !== undefined) return { is: 'approved', externalId: party.externalId };
  const told = accounts.own.length > 0 || own !== undefined;
  return told || vendorName(id) !== undefined
    ? { is: 'foreign' }
    : { is: 'unknown', because: 'own account not known: set accounts.own' };
}

/** Whether an account's standing is one of these. */
export function standsAs(
  asker: Asker,
  belongs: (standing: Exclude<Standing, { is: 'unknown' }>) => boolean,
): (account: Text) => Truth {
  return (account) => {
    const standing = standingOf(account, asker);
    return standing.is === 'unknown' ? unknown(standing.because) : truth(belongs(standing));
  };
}

/** Every account that the settings know: none of them is an outsider's. */
export function knownAccounts({ settings: { accounts } }: Pick<Asker, 'settings'>): readonly string[] {
  return [...accounts.own, ...accounts.organization.accounts, ...accounts.thirdParties.map(({ account }) => account)];
}

/** The caller in words: an account with its vendor's name, or whom it stands for. */
export function who({ account, outsider, request }: Answer): string {
  if (request.principal.type === 'Service')
    return outsider && request.principal.id.startsWith('any-service.')
      ? 'any AWS service'
      : `the service ${request.principal.id}`;
  if (request.principal.type === 'Federated') return 'anybody with an identity provider';
  if (outsider || account === undefined) return 'any AWS account';
  return accountName(account);
}

/** An account in words, with its vendor's name where it is known. */
export function accountName(account: Text): string {
  const vendor = account.literal === undefined ? undefined : vendorName(account.literal);
  return `account ${account.toString()}${vendor === undefined ? '' : ` (${vendor})`}`;
}

/** The account of a resource in words, by its ARN, in which a hole stands as its name in angle brackets. */
export function accountIn(arn = ''): string {
  // the name of a hole may hold colons
  const account = /^arn:[^:]*:iam::(<[^>]*>|[^:]*)/.exec(arn)?.[1] ?? '';
  return account === '' ? 'one account' : `account ${account}`;
}
