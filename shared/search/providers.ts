import type { CompiledStatement } from '../iam/compile';
import { accountOf } from '../iam/caller';
import { splitIssuerKey, type CallerKind } from '../iam/keys';
import { truth, unknown, type Truth } from '../iam/truth';
import type { HoleCodes } from '../model/holes';
import type { Principal } from '../model/principal';
import { Text } from '../model/text';
import type { Candidate } from './callers';

type Belongs = (provider: Text) => Truth;

/**
 * The callers that a statement lets in by naming their identity providers. One that is not known yet may be each that
 * the statement's conditions speak of, or one of which they say nothing.
 */
export function providersIn(way: CompiledStatement, kind: CallerKind, belongs: Belongs, codes: HoleCodes): Candidate[] {
  return way.principals.entries.flatMap(({ entry, code }): Candidate[] => {
    const provider = providerOf(entry, kind);
    if (provider === undefined) return [];
    const shape = { kind, id: code, account: accountIn(entry, code) };
    const holes = codes.names(code);
    const standing = provider === null ? unknown(...holes) : belongs(provider);
    if (kind === 'saml') return [{ shape: withEntry(shape, entry), belongs: standing }];
    const own = provider?.toString() ?? '';
    const doubtful = provider?.literal === undefined;
    const mentioned = doubtful ? issuersIn(way).filter((issuer) => issuer !== own) : [];
    return [
      ...mentioned.map((issuer) => ({
        shape: { ...withEntry(shape, entry), issuer },
        belongs: doubted(belongs(Text.of(issuer)), holes),
      })),
      {
        shape: { ...withEntry(shape, entry), issuer: own },
        belongs: standing,
      },
    ];
  });
}

/** The provider that an entry names, null for one that is not known yet; undefined where it is none of the kind. */
function providerOf(entry: Principal, kind: CallerKind): Text | null | undefined {
  switch (entry.kind) {
    case 'saml':
      return kind === 'saml' ? entry.provider : undefined;
    case 'oidc':
      return kind === 'web-identity' ? entry.provider : undefined;
    case 'built-in-provider':
      return kind === 'web-identity' ? entry.text : undefined;
    case 'hole':
      return entry.of === 'Federated' ? null : undefined;
    default:
      return undefined;
  }
}

/** The account of a provider's ARN; a built-in provider has none, and still is nobody whom the policy does not name. */
function accountIn(entry: Principal, code: string): string {
  return entry.kind === 'saml' || entry.kind === 'oidc' ? accountOf(code) : '';
}

function withEntry<T extends object>(shape: T, { kind }: Principal): T & { entry?: string } {
  return kind === 'hole' && 'id' in shape ? { ...shape, entry: String(shape.id) } : shape;
}

/** Where the provider itself is open, so is whether its tokens are of the class. */
function doubted(belongs: Truth, holes: readonly string[]): Truth {
  return belongs.is === 'no' ? truth(false) : unknown(...holes);
}

function issuersIn({ clauses }: CompiledStatement): string[] {
  const named = clauses.flatMap(({ facts }) => splitIssuerKey(facts.name)?.issuer ?? []);
  return [...new Set(named)];
}
