import { strayCall } from './stray';
import { Text } from './text';

/** One entry of a Principal element, by what it names. ARNs and names may hold wildcards that IAM would refuse. */
export type Principal = { readonly at: string; readonly text: Text } & (
  | { readonly kind: 'everyone'; readonly of: 'all' | 'AWS' | 'Service' | 'Federated' }
  | { readonly kind: 'account'; readonly account: Text }
  | { readonly kind: 'role' | 'user'; readonly account: Text }
  | { readonly kind: 'session' | 'federated-user'; readonly account: Text }
  | { readonly kind: 'unique-id' }
  | { readonly kind: 'service' }
  | { readonly kind: 'saml' | 'oidc'; readonly account: Text; readonly provider: Text }
  | { readonly kind: 'built-in-provider' }
  | { readonly kind: 'hole'; readonly of: 'AWS' | 'Service' | 'Federated' }
  | { readonly kind: 'malformed'; readonly of: string }
);

/** Whether a wildcard stands in what is known of an entry. */
export function holdsWildcard(text: Text): boolean {
  return text.pieces.some((piece) => typeof piece === 'string' && /[*?]/.test(piece));
}

/** Web identity providers that need no provider resource; the page on the Principal element lists them. */
export const builtInProviders: readonly string[] = [
  'cognito-identity.amazonaws.com',
  // the same in GovCloud and in China: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
  'cognito-identity-us-gov.amazonaws.com',
  'cognito-identity.us-gov-east-1.amazonaws.com',
  'cognito-identity.cn-north-1.amazonaws.com.cn',
  'accounts.google.com',
  'www.amazon.com',
  'graph.facebook.com',
];

/**
 * What one entry of a Principal element names: `of` is the key it stands under, as IAM spells it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function readPrincipal(of: string, text: Text, at: string): Principal {
  const entry = { at, text };
  // an error text names nobody, whatever the ARN around it looks like
  if (strayCall(text) !== undefined) return { ...entry, kind: 'malformed', of };
  switch (of) {
    case 'AWS':
      return { ...entry, ...readAws(text) };
    case 'Service':
      if (text.literal === '*') return { ...entry, kind: 'everyone', of };
      return text.hole?.domain === 'free' ? { ...entry, kind: 'hole', of } : { ...entry, kind: 'service' };
    case 'Federated':
      return { ...entry, ...readFederated(text) };
    default:
      return { ...entry, kind: 'malformed', of };
  }
}

type Named = Principal extends infer P ? (P extends Principal ? Omit<P, 'at' | 'text'> : never) : never;

function readAws(text: Text): Named {
  const literal = text.literal;
  if (literal === '*') return { kind: 'everyone', of: 'AWS' };
  if (literal !== undefined && /^\d{12}$/.test(literal)) return { kind: 'account', account: text };
  if (text.hole?.domain === 'account') return { kind: 'account', account: text };
  if (literal !== undefined && /^A[A-Z]{3}[A-Z0-9]{12,}$/.test(literal)) return { kind: 'unique-id' };
  if (text.hole !== undefined) return { kind: 'hole', of: 'AWS' };
  const [arn, , service, region, account, ...rest] = arnParts(text) ?? [];
  const start = rest[0]?.pieces[0];
  if (arn?.literal !== 'arn' || region?.literal !== '' || account === undefined || typeof start !== 'string') {
    return text.literal === undefined && text.split(':') === undefined
      ? { kind: 'hole', of: 'AWS' }
      : { kind: 'malformed', of: 'AWS' };
  }
  const type = start.split('/')[0];
  if (service?.literal === 'iam') {
    if (rest[0]?.literal === 'root') return { kind: 'account', account };
    if (type === 'role' || type === 'user') return { kind: type, account };
    // `arn:aws:iam::111122223333:*` is refused, and means the account
    if (rest[0]?.literal === '*') return { kind: 'account', account };
  }
  if (service?.literal === 'sts' && type === 'assumed-role') return { kind: 'session', account };
  if (service?.literal === 'sts' && type === 'federated-user') return { kind: 'federated-user', account };
  return { kind: 'malformed', of: 'AWS' };
}

function readFederated(text: Text): Named {
  if (text.literal === '*') return { kind: 'everyone', of: 'Federated' };
  if (text.literal !== undefined && builtInProviders.includes(text.literal)) return { kind: 'built-in-provider' };
  if (text.hole !== undefined) return { kind: 'hole', of: 'Federated' };
  const [arn, , service, , account, ...rest] = arnParts(text) ?? [];
  const start = rest[0]?.pieces[0];
  if (arn?.literal === 'arn' && service?.literal === 'iam' && account !== undefined && typeof start === 'string') {
    const type = /^(saml|oidc)-provider\//.exec(start);
    if (type !== null) {
      const provider = Text.of(start.slice(type[0].length), ...(rest[0]?.pieces.slice(1) ?? []));
      return { kind: type[1] as 'saml' | 'oidc', account, provider };
    }
  }
  return text.literal === undefined && text.split(':') === undefined
    ? { kind: 'hole', of: 'Federated' }
    : { kind: 'malformed', of: 'Federated' };
}

/** The six parts of an ARN; the last keeps its colons. A free hole is let stand in the last part only. */
export function arnParts(text: Text): Text[] | undefined {
  const parts: (string | Text)[][] = [[]];
  for (const piece of text.pieces) {
    if (typeof piece === 'object') {
      if (parts.length < 6 && (piece.domain === 'free' || piece.domain === 'arn')) {
        // an account given by a parameter stands between two colons: it is an account, or the ARN is none
        if (parts.length !== 5 || parts[4]?.some((part) => part !== '') === true) return undefined;
        parts[4]?.push(Text.of({ id: piece.id, domain: 'account' }));
        continue;
      }
      parts.at(-1)?.push(Text.of(piece));
      continue;
    }
    let rest = piece;
    while (parts.length < 6) {
      const colon = rest.indexOf(':');
      if (colon < 0) break;
      parts.at(-1)?.push(rest.slice(0, colon));
      parts.push([]);
      rest = rest.slice(colon + 1);
    }
    parts.at(-1)?.push(rest);
  }
  return parts.length === 6 ? parts.map((part) => Text.of(...part)) : undefined;
}
