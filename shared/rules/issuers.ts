import type { Issuer, Unit } from '../iam/issuers';
import { formsOf, issuerOf } from '../iam/issuers';
import { splitIssuerKey } from '../iam/keys';
import { no, truth, unknown } from '../iam/truth';
import type { CallerClass, Wish } from '../search/question';
import { ofNamesakes, ofOthers } from '../search/question/tokens';
import type { Answer } from './kinds';

export { issuerOf, type Issuer };

const federated = { kinds: ['web-identity'], outsider: false, organization: 'any' } as const;

/** Whoever has a token of issuers like these. */
export function tokensOf(belongs: (issuer: Issuer) => boolean): CallerClass {
  return { ...federated, providers: (provider) => truth(belongs(issuerOf(provider))) };
}

/** Whoever has a token of an issuer that no table names, so that nobody knows to whom it gives tokens. */
export function tokensOfUnknown(): CallerClass {
  return {
    ...federated,
    providers: (provider) =>
      issuerOf(provider).tenancy === 'unknown' ? unknown(`to whom ${provider.toString()} gives tokens`) : no,
  };
}

type Claims = (issuer: string) => { readonly [key: string]: Wish };

const remembered = new Map<string, { readonly [key: string]: Wish }>();
const mostRemembered = 1000;

/** The claims of a token that somebody else has: of another tenant, or of another project. */
export function claimsOfOthers(unit: Unit): Claims {
  return (url) => {
    const name = `${unit} ${url}`;
    const before = remembered.get(name);
    if (before !== undefined) return before;
    if (remembered.size >= mostRemembered) remembered.clear();
    const made = claimsIn(url, unit);
    remembered.set(name, made);
    return made;
  };
}

function claimsIn(url: string, unit: Unit): { readonly [key: string]: Wish } {
  const issuer = issuerOf(url);
  if (issuer.tenancy === 'session name') return { 'sts:RoleSessionName': { absent: false, value: 'unlisted' } };
  const wish = (templates: readonly string[], stranger: string, absent: boolean): Wish => ({
    absent,
    value: ofOthers(formsOf(templates, issuer, url), unit, stranger),
  });
  const pins = Object.entries(issuer.pins).map(([claim, template]) => [`${url}:${claim}`, wish([template], '', true)]);
  return {
    ...(issuer.subject.length === 0 ? {} : { [`${url}:sub`]: wish(issuer.subject, strangerOf(issuer, url), false) }),
    ...(Object.fromEntries(pins) as { readonly [key: string]: Wish }),
  };
}

function strangerOf({ stranger, host }: Issuer, url: string): string {
  return stranger.replaceAll('<issuer>', host.exec(url)?.[1] ?? 'x');
}

/** The claims of a token of somebody who has the same names now, and other numbers. */
export function claimsOfNamesakes(url: string): { readonly [key: string]: Wish } {
  const issuer = issuerOf(url);
  const value = ofNamesakes(formsOf(issuer.numbered ?? [], issuer, url));
  return { ...claimsOfOthers('tenant')(url), [`${url}:sub`]: { absent: false, value } };
}

/** These claims of a token that does not carry the claim which would tell. */
export function without(claims: Claims, claim: string): Claims {
  return (url) => ({ ...claims(url), [`${url}:${claim}`]: { absent: true, value: 'none' } });
}

/** The URL of the issuer whose token an answer shows. */
export function issuerIn({ request }: Answer): string {
  const named = Object.keys(request.context).flatMap((key) => splitIssuerKey(key)?.issuer ?? []);
  return named[0] ?? request.principal.id.replace(/^.*:oidc-provider\//, '');
}

/** What the token of an answer holds under a claim. */
export function claimIn(answer: Answer, claim: string): string | undefined {
  const url = issuerIn(answer).toLowerCase();
  const held = Object.entries(answer.request.context).find(([key]) => key.toLowerCase() === `${url}:${claim}`);
  return held?.[1].toString();
}
