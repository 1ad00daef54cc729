import { audienceKey, clientsOfNobody, clientsOfOthers } from './words/clients';
import { claimIn, claimsOfOthers, issuerIn, issuerOf, tokensOf } from './words/issuers';
import type { Answer, Asked } from './kinds';
import { trustRule } from './kinds';

const actions = ['sts:AssumeRoleWithWebIdentity'];
const strangers = claimsOfOthers('tenant');

export const oidcAudience = trustRule({
  name: 'oidc-audience',
  level: 'error',
  summary: 'Only tokens that were made for your application let anybody in.',
  why: 'A token says for whom it was made. Where that is not compared, a token that somebody gave to another application opens this role too, and with issuers such as Google or Vercel nothing else tells strangers apart.',
  fix: 'Require StringEquals <issuer>:aud (app_id for Facebook and Login with Amazon) with your client id or audience.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
  ],

  asks: () =>
    // a token without the claim gets past ForAllValues and IfExists
    [clientsOfOthers, clientsOfNobody].flatMap((clients): Asked[] => [
      {
        // the audience is the tenant: a stranger's application, and a stranger's subject
        caller: tokensOf(({ tenancy }) => tenancy === 'audience'),
        actions,
        claims: (url) => ({ ...strangers(url), ...clients(url) }),
        per: 'statement',
      },
      {
        // IAM asks for one of the client ids of the provider, so that elsewhere this is a second lock
        caller: tokensOf(() => true),
        actions,
        claims: clients,
        per: 'statement',
        atMost: 'warning',
      },
    ]),
  says: (answer) => {
    const url = issuerIn(answer);
    const { name, tenancy, audience } = issuerOf(url);
    return `a token of ${tenancy === 'unknown' ? url : name} for any other application can assume this role${such(answer, audience.claim)}`;
  },
});

function such(answer: Answer, claim: string): string {
  const held = claimIn(answer, claim);
  return held === undefined ? ` (${audienceKey(issuerIn(answer))} is not compared)` : `, such as one for ${held}`;
}
