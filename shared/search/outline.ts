import { principalType } from '../iam/caller';
import type { CallerKind } from '../iam/keys';
import { serviceName } from '../iam/partitions';
import type { Policy, Statement } from '../model/policy';
import { holdsWildcard, type Principal } from '../model/principal';
import type { Text } from '../model/text';
import type { Question } from './question';

/** Whom a policy names, where its Allow statements name everybody one by one: then nobody else can get in. */
export interface Outline {
  /** Accounts of the principals named under AWS. */
  readonly accounts: readonly Text[];
  /** Accounts of the identity providers. */
  readonly providers: readonly Text[];
  /** The identity providers, each by its URL without the scheme, or its name. */
  readonly issuers: readonly { readonly kind: CallerKind; readonly provider: Text }[];
  /** Names of services, such as `pods.eks`. */
  readonly services: readonly string[];
  /** Whether some action may be sts:TagSession. */
  readonly tagging: boolean;
}

/** The outline of a policy; undefined where a wildcard, a hole or an exclusion lets in more than it names. */
export function outlineOf({ statements }: Policy): Outline | undefined {
  const accounts: Text[] = [];
  const providers: Text[] = [];
  const issuers: Outline['issuers'][number][] = [];
  const services: string[] = [];
  let tagging = false;
  for (const statement of statements) {
    if (statement.effect === 'Deny') continue;
    if (statement.effect === 'unknown' || statement.principals.not) return undefined;
    tagging ||= mayTag(statement);
    for (const entry of statement.principals.entries) {
      if (!isOne(entry)) return undefined;
      if (entry.kind === 'service') {
        const service = serviceName(entry.text);
        if (service === undefined && entry.text.literal === undefined) return undefined;
        if (service !== undefined) services.push(service);
      } else if (entry.kind === 'built-in-provider') issuers.push({ kind: 'web-identity', provider: entry.text });
      else if (entry.kind === 'saml' || entry.kind === 'oidc') {
        // what conditions say of it tells more then
        if (entry.provider.literal === undefined) return undefined;
        providers.push(entry.account);
        issuers.push({ kind: entry.kind === 'saml' ? 'saml' : 'web-identity', provider: entry.provider });
      } else if ('account' in entry) accounts.push(entry.account);
    }
  }
  return { accounts, providers, issuers, services, tagging };
}

/** Whether an entry names somebody in particular, of whom it tells the account. */
function isOne(entry: Principal): boolean {
  switch (entry.kind) {
    case 'account':
    case 'role':
    case 'user':
    case 'session':
    case 'federated-user':
    case 'saml':
    case 'oidc':
    case 'service':
      return !holdsWildcard(entry.text);
    case 'malformed':
    case 'built-in-provider':
      return true;
    case 'everyone':
    case 'hole':
    case 'unique-id':
      return false;
  }
}

function mayTag({ actions }: Statement): boolean {
  return (
    actions.not || actions.names.some(({ literal }) => literal === undefined || /[*?]|^sts:TagSession$/i.test(literal))
  );
}

/** Whether a policy of this outline has no caller of the question's class, so that no search is needed. */
export function hasNoCaller(outline: Outline, { caller, actions }: Question): boolean {
  if (actions.includes('sts:TagSession') && !outline.tagging) return true;
  const named = (accounts: readonly Text[]): boolean => accounts.some((account) => caller.named?.(account).is !== 'no');
  return caller.kinds.every((kind) => {
    if (kind === 'service') return caller.services === undefined || !outline.services.some(caller.services);
    const { providers } = caller;
    if (providers !== undefined && principalType(kind) === 'Federated')
      return outline.issuers.every((one) => one.kind !== kind || providers(one.provider).is === 'no');
    const accounts = principalType(kind) === 'AWS' ? outline.accounts : outline.providers;
    return caller.named === undefined || accounts.length === 0 || !named(accounts);
  });
}
