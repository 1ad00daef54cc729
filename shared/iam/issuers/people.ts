import { issuer, type Issuer } from './issuer';

const builtInPage =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif';

/** What a row says whose vendor's page was not found again. */
const notRead = 'vendor documentation, not read again';

const opaque = ['<tenant:text>'];

/** Issuers of people who log in. */
export const peopleIssuers: readonly Issuer[] = [
  issuer({
    name: 'Google',
    host: /^accounts\.google\.com$/i,
    tenancy: 'audience',
    holders: 'workforce',
    aud: [],
    subject: opaque,
    stranger: '999999999999999999999',
    pins: { 'google/organization_number': '<tenant:digits>' },
    source: builtInPage,
    checked: '2026-11',
  }),
  ...[
    {
      name: 'Microsoft Entra ID',
      host: /^(?:sts\.windows\.net\/[^/]+\/?|login\.microsoftonline\.com\/[^/]+\/v2\.0)$/i,
      stranger: '99999999-9999-4999-8999-999999999999',
      source: 'https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference',
      checked: '2026-11',
    },
    {
      name: 'Okta',
      host: /^[^./]+\.okta(?:preview|-emea)?\.com(?:\/oauth2\/[^/]+)?$/i,
      stranger: '00u9999999999999999',
      source: 'https://developer.okta.com/docs/concepts/auth-servers/',
      checked: '2026-11',
    },
    {
      name: 'Auth0',
      host: /^[^/]+\.auth0\.com\/$/i,
      stranger: 'auth0|999999999999999999999999',
      source: 'https://auth0.com/docs/secure/tokens/id-tokens/id-token-structure',
      checked: '2026-11',
    },
    { name: 'Salesforce', host: /^[^/]+\.my\.salesforce\.com$/i, stranger: 'attacker@example.com' },
    { name: 'Oracle Cloud', host: /^idcs-[^./]+\.identity\.oraclecloud\.com$/i, stranger: 'attacker@example.com' },
  ].map((row) =>
    issuer({
      source: notRead,
      ...row,
      shared: false,
      tenancy: 'audience',
      holders: 'workforce',
      aud: [],
      subject: opaque,
    }),
  ),
  issuer({
    name: 'Salesforce (login host)',
    host: /^login\.salesforce\.com$/i,
    holders: 'workforce',
    aud: [],
    subject: ['https://login.salesforce.com/id/<tenant:name>/...', '<tenant:text>'],
    stranger: 'https://login.salesforce.com/id/00D999999999999AAA/005999999999999AAA',
    source: notRead,
  }),
  issuer({
    name: 'Amazon Cognito user pool',
    host: /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/.+$/i,
    shared: false,
    tenancy: 'audience',
    holders: 'customers',
    aud: [],
    subject: opaque,
    stranger: '99999999-9999-4999-8999-999999999999',
    source:
      'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html',
    checked: '2026-11',
  }),
  issuer({
    name: 'Amazon Cognito identity pools',
    host: /^cognito-identity(?:-us-gov|\.us-gov-east-1|\.cn-north-1)?\.amazonaws\.com(?:\.cn)?$/i,
    tenancy: 'audience',
    holders: 'customers',
    aud: [],
    subject: opaque,
    stranger: 'us-east-1:99999999-9999-4999-8999-999999999999',
    required: 'aud',
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
    checked: '2026-11',
  }),
  ...[
    { name: 'Facebook', host: /^graph\.facebook\.com$/i, pins: { id: '<tenant:text>' } },
    { name: 'Login with Amazon', host: /^www\.amazon\.com$/i, pins: { user_id: '<tenant:text>' } },
  ].map((row) => ({
    ...issuer({
      ...row,
      tenancy: 'audience',
      holders: 'customers',
      subject: [],
      stranger: '',
      source: builtInPage,
      checked: '2026-11',
    }),
    audience: { claim: 'app_id', usual: [] } as const,
  })),
];
