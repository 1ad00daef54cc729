import { serviceName } from '../../iam/partitions';
import type { CallerKind } from '../../iam/keys';
import { callerKinds } from '../../iam/keys';
import type { Statement } from '../../model/policy';
import type { Principal } from '../../model/principal';

/** Whom a statement means. */
export interface Meant {
  readonly kinds: ReadonlySet<CallerKind>;
  /** Names of services such as `pods.eks`; undefined for one that is not known. */
  readonly services: readonly (string | undefined)[];
  /** Issuers of the tokens that are taken; undefined for one that is not known. */
  readonly issuers: readonly (string | undefined)[];
}

/** The callers that a statement's principals can be; every kind where a wildcard or an exclusion stands among them. */
export function meantBy({ principals }: Pick<Statement, 'principals'>): Meant {
  const kinds = new Set<CallerKind>(principals.not ? callerKinds : principals.entries.flatMap(kindsOf));
  const services = principals.entries.flatMap((entry) =>
    kindsOf(entry).includes('service') ? [entry.kind === 'service' ? serviceName(entry.text) : undefined] : [],
  );
  const issuers = principals.entries.flatMap((entry) =>
    kindsOf(entry).includes('web-identity') ? [issuerOf(entry)] : [],
  );
  return { kinds, services, issuers };
}

/** The kinds of callers that an entry can be. */
export function kindsOf(entry: Principal): readonly CallerKind[] {
  switch (entry.kind) {
    case 'account':
      return ['user', 'session', 'root'];
    case 'role':
    case 'session':
    case 'federated-user':
      return ['session'];
    case 'user':
      return ['user'];
    case 'unique-id':
      return ['user', 'session'];
    case 'service':
      return ['service'];
    case 'saml':
      return ['saml'];
    case 'oidc':
    case 'built-in-provider':
      return ['web-identity'];
    case 'everyone':
    case 'hole':
      return entry.of === 'Service' ? ['service'] : callerKinds;
    case 'malformed':
      return [];
  }
}

function issuerOf(entry: Principal): string | undefined {
  if (entry.kind === 'oidc') return entry.provider.literal?.toLowerCase();
  return entry.kind === 'built-in-provider' ? entry.text.literal?.toLowerCase() : undefined;
}
