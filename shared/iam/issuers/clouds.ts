import { issuer, type Issuer } from './issuer';

const controlsPage = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html';
const builtInPage =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif';

/** What the subject of a workload in Kubernetes looks like. */
export const serviceAccount = 'system:serviceaccount:<tenant:name>:<project:name>';
const anotherAccount = 'system:serviceaccount:another:app';

const opaque = ['<tenant:text>'];

/** Issuers of workloads in a cloud, and of people who log in. */
export const cloudIssuers: readonly Issuer[] = [
  issuer({
    name: 'EKS',
    host: /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\/.+$|^oidc-eks\.[a-z0-9-]+\.api\.aws\/id\/.+$/i,
    shared: false,
    subject: [serviceAccount],
    stranger: anotherAccount,
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    checked: '2026-11',
  }),
  issuer({
    name: 'IBM Turbonomic',
    host: /^(?:rh-oidc\.s3\.us-east-1\.amazonaws\.com|oidc\.op1\.openshiftapps\.com)\/.+$/i,
    subject: [serviceAccount],
    stranger: anotherAccount,
    required: 'sub',
    source: controlsPage,
    checked: '2026-11',
  }),
  issuer({
    name: 'Fly.io',
    host: /^oidc\.fly\.io\/([^/]+)$/i,
    shared: false,
    subject: ['<issuer>:<tenant:name>:...'],
    stranger: '<issuer>:another:machine',
    source: 'https://fly.io/docs/security/openid-connect/',
  }),
  issuer({
    name: 'AWS sandboxes',
    host: /^sandboxes\.cloud$/i,
    tenancy: 'audience',
    aud: [],
    subject: opaque,
    stranger: 'attacker',
    required: 'aud',
    source: controlsPage,
    checked: '2026-11',
  }),
  issuer({
    name: 'Microsoft Sentinel',
    host: /^sts\.windows\.net\/33e01921-4d64-4f8c-a055-5bdaffd5e33d\/?$/i,
    tenancy: 'session name',
    aud: ['api://1462b192-27f7-4cb9-8523-0f4ecb54b47e'],
    subject: opaque,
    stranger: 'attacker',
    required: 'sts:RoleSessionName',
    source: 'https://learn.microsoft.com/en-us/azure/sentinel/connect-aws',
  }),
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
    },
    {
      name: 'Okta',
      host: /^[^./]+\.okta(?:preview|-emea)?\.com(?:\/oauth2\/[^/]+)?$/i,
      stranger: '00u9999999999999999',
    },
    { name: 'Auth0', host: /^[^/]+\.auth0\.com\/$/i, stranger: 'auth0|999999999999999999999999' },
    { name: 'Salesforce', host: /^[^/]+\.my\.salesforce\.com$/i, stranger: 'attacker@example.com' },
    { name: 'Oracle Cloud', host: /^idcs-[^./]+\.identity\.oraclecloud\.com$/i, stranger: 'attacker@example.com' },
  ].map((row) =>
    issuer({
      ...row,
      shared: false,
      tenancy: 'audience',
      holders: 'workforce',
      aud: [],
      subject: opaque,
      source: 'vendor documentation, not read again',
    }),
  ),
  issuer({
    name: 'Salesforce (login host)',
    host: /^login\.salesforce\.com$/i,
    holders: 'workforce',
    aud: [],
    subject: ['https://login.salesforce.com/id/<tenant:name>/...', '<tenant:text>'],
    stranger: 'https://login.salesforce.com/id/00D999999999999AAA/005999999999999AAA',
    source: 'vendor documentation, not read again',
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
      'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html',
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
