import { formsOf, issuerOf } from '../../iam/issuers';
import { absent, unlisted, type Wish } from '../../search/question';
import { ofOthers } from '../../search/question/tokens';

/** The claim that names the application a token is for, with its issuer as conditions spell it. */
export function audienceKey(url: string): string {
  return `${url}:${issuerOf(url).audience.claim}`;
}

/** The claims of a token that is for somebody else's application. */
export function clientsOfOthers(url: string): { readonly [key: string]: Wish } {
  const issuer = issuerOf(url);
  const templates = issuer.audience.usual.filter((template) => template.includes('<tenant:'));
  if (templates.length === 0) return { [audienceKey(url)]: unlisted };
  const stranger = (templates[0] ?? '').replace(/<[^>]*>/, 'attacker');
  return {
    [audienceKey(url)]: { absent: false, value: ofOthers(formsOf(templates, issuer, url), 'tenant', stranger) },
  };
}

/** The claims of a token that does not say for which application it is. */
export function clientsOfNobody(url: string): { readonly [key: string]: Wish } {
  return { [audienceKey(url)]: absent };
}
