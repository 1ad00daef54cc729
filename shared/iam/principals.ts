import { isHole, type HoleCodes } from '../model/holes';
import type { Statement } from '../model/policy';
import type { Principal } from '../model/principal';
import { arnParts } from '../model/principal';
import { Text } from '../model/text';
import type { Caller, PrincipalType } from './caller';
import { principalType } from './caller';
import type { Glob, Reading } from './glob';
import { like, matches, withinParts } from './glob';
import { serviceName } from './partitions';
import type { Truth } from './truth';
import { any, no, not, truth, unknown } from './truth';

/** One entry of a Principal element, ready to be compared. */
export interface PrincipalEntry {
  readonly entry: Principal;
  readonly code: string;
  /** What the entry compares: the caller's account, its ARN or its own id. */
  readonly glob: Glob;
}

export interface PrincipalTest {
  readonly not: boolean;
  readonly effect: 'Allow' | 'Deny';
  readonly entries: readonly PrincipalEntry[];
  readonly codes: HoleCodes;
}

const everyone: Principal = { kind: 'everyone', of: 'all', text: Text.of('*'), at: '' };

export function compilePrincipals(
  { principals, hole }: Statement,
  effect: 'Allow' | 'Deny',
  codes: HoleCodes,
  settled: (text: Text) => Text,
): PrincipalTest {
  const entries = hole === undefined ? principals.entries : [everyone];
  return { not: principals.not, effect, codes, entries: entries.map((entry) => compileEntry(entry, codes, settled)) };
}

function compileEntry(entry: Principal, codes: HoleCodes, settled: (text: Text) => Text): PrincipalEntry {
  const code = codes.encode(settled(entry.text));
  return { entry, code, glob: { code: globCode(), fold: false } };

  function globCode(): string {
    switch (entry.kind) {
      case 'account':
        return like(codes.encode(entry.account));
      case 'role':
      case 'user':
      case 'session':
      case 'federated-user':
      case 'saml':
      case 'oidc': {
        const parts = arnParts(settled(entry.text));
        return withinParts(like(parts === undefined ? code : parts.map((part) => codes.encode(part)).join(':')));
      }
      case 'service':
        return like(serviceName(code) ?? code.toLowerCase());
      default:
        return code;
    }
  }
}

const everyType: ReadonlySet<PrincipalType> = new Set(['AWS', 'Service', 'Federated']);

/** The types of callers that the element may cover. */
export function typesOf({ not, effect, entries }: PrincipalTest): ReadonlySet<PrincipalType> {
  if (not) return everyType;
  const types = new Set<PrincipalType>();
  for (const { entry } of entries) {
    if (entry.kind === 'everyone' && (entry.of === 'all' || (entry.of === 'AWS' && effect === 'Allow')))
      return everyType;
    if (entry.kind === 'everyone') types.add(entry.of === 'all' ? 'AWS' : entry.of);
    else if (entry.kind === 'hole' && entry.of === 'AWS' && effect === 'Allow') return everyType;
    else if (entry.kind === 'hole') types.add(entry.of);
    else if (entry.kind === 'service') types.add('Service');
    else
      types.add(
        entry.kind === 'saml' || entry.kind === 'oidc' || entry.kind === 'built-in-provider' ? 'Federated' : 'AWS',
      );
  }
  return types;
}

/**
 * Whether the Principal or NotPrincipal element covers a caller. A NotPrincipal in a Deny, which IAM refuses in trust
 * policies, is taken as not firing.
 */
export function covers(test: PrincipalTest, caller: Caller): Truth {
  if (test.not && test.effect === 'Deny') return no;
  const named = any(test.entries, (entry) => names(entry, caller, test));
  return test.not ? not(named) : named;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function names(
  { entry, code, glob }: PrincipalEntry,
  caller: Caller,
  { effect, not: others, codes }: PrincipalTest,
): Truth {
  const type = principalType(caller.kind);
  // whoever is called by the name of a hole is whom the hole stands for
  if (caller.entry === code || (entry.kind === 'hole' && caller.id === code)) return truth(true);
  const compared = (text: string): Truth => {
    if (text === '') return no;
    if (matches(glob, text, 'sure')) return truth(true);
    const loose: Reading = caller.fresh ? 'fresh' : 'maybe';
    return matches(glob, text, loose) ? unknown(...codes.names(glob.code + text)) : no;
  };
  switch (entry.kind) {
    case 'everyone':
      // whether { "AWS": "*" } covers services and federated callers is not documented: an Allow may, a Deny may not
      return truth(entry.of === 'all' || entry.of === type || (entry.of === 'AWS' && effect === 'Allow' && !others));
    case 'account':
      return type === 'AWS' ? compared(caller.account) : no;
    case 'role':
    case 'user':
      return type === 'AWS' ? compared(caller.arn) : no;
    case 'session':
    case 'federated-user':
      return type === 'AWS' ? compared(caller.id) : no;
    case 'service':
      return type === 'Service' ? compared(serviceName(caller.id) ?? caller.id.toLowerCase()) : no;
    case 'saml':
    case 'oidc':
    case 'built-in-provider':
      return type === 'Federated' ? compared(caller.id) : no;
    case 'hole':
      // as little as "*" under AWS, such a hole is kept from meaning services or federated callers in an Allow
      if (
        entry.of !== type &&
        !(entry.of === 'AWS' && effect === 'Allow' && !others && entry.text.hole?.domain === 'free')
      )
        return no;
      // a hole with a domain is somebody in particular, so nobody whom the policy does not name
      return caller.fresh && entry.text.hole !== undefined && entry.text.hole.domain !== 'free'
        ? no
        : unknown(...codes.names([...code].filter(isHole).join('')));
    case 'unique-id':
      return truth(caller.id === code);
    case 'malformed':
      return no;
  }
}
