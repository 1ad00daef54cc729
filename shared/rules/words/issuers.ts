import type { Issuer, Unit } from '../../iam/issuers';
import { formsOf, issuerOf } from '../../iam/issuers';
import { splitIssuerKey } from '../../iam/keys';
import { no, truth, unknown } from '../../iam/truth';
import type { CallerClass, Wish } from '../../search/question';
import { ofNamesakes, ofOthers } from '../../search/question/tokens';
import type { Answer } from '../kinds';

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

type Wishes = { readonly [key: string]: Wish };
type Claims = (issuer: string) => Wishes;

/** The claims of a token that somebody else has: of another tenant, or of another project. */
export function claimsOfOthers(unit: Unit): Claims {
  return remembering((url) => {
    const issuer = issuerOf(url);
    if (issuer.tenancy === 'session name') return { 'sts:RoleSessionName': { absent: false, value: 'unlisted' } };
    const value = ofOthers(formsOf(issuer.subject, issuer, url), unit, strangerOf(issuer, url));
    return {
      ...(issuer.subject.length === 0 ? {} : { [`${url}:sub`]: { absent: false, value } }),
      // a claim that only tells the tenant is the same for another project of the tenant's
      ...pinsIn(url, unit, (pin) => unit === 'tenant' || pin.includes(`<${unit}:`)),
    };
  });
}

/** The claims of a token of somebody who has the same names now, and other numbers. */
export const claimsOfNamesakes: Claims = remembering((url) => {
  const issuer = issuerOf(url);
  const value = ofNamesakes(formsOf(issuer.numbered ?? [], issuer, url));
  return { ...pinsIn(url, 'tenant', (pin) => pin.endsWith(':digits>')), [`${url}:sub`]: { absent: false, value } };
});

/** What somebody else's token holds in the claims beside the subject that tell whose it is, or nothing. */
function pinsIn(url: string, unit: Unit, tells: (pin: string) => boolean): Wishes {
  const issuer = issuerOf(url);
  const pins = Object.entries(issuer.pins).filter(([, pin]) => tells(pin));
  const wish = (pin: string): Wish => ({ absent: true, value: ofOthers(formsOf([pin], issuer, url), unit, '') });
  return Object.fromEntries(pins.map(([claim, pin]) => [`${url}:${claim}`, wish(pin)]));
}

function strangerOf({ stranger, host }: Issuer, url: string): string {
  return stranger.replaceAll('<issuer>', host.exec(url)?.[1] ?? 'x');
}

const mostRemembered = 1000;

function remembering(make: Claims): Claims {
  const remembered = new Map<string, Wishes>();
  return (url) => {
    const before = remembered.get(url);
    if (before !== undefined) return before;
    if (remembered.size >= mostRemembered) remembered.clear();
    const made = make(url);
    remembered.set(url, made);
    return made;
  };
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
