import { issuer, type Issuer } from './issuer';

const controlsPage = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html';

/** What the subject of a workload in Kubernetes looks like. */
export const serviceAccount = 'system:serviceaccount:<tenant:name>:<project:name>';
const anotherAccount = 'system:serviceaccount:another:app';

const opaque = ['<tenant:text>'];

/** Issuers of workloads in a cloud. */
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
    checked: '2026-11',
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
  ...[
    {
      host: /^sts\.windows\.net\/33e01921-4d64-4f8c-a055-5bdaffd5e33d\/?$/i,
      aud: ['api://1462b192-27f7-4cb9-8523-0f4ecb54b47e'],
      required: 'sts:RoleSessionName',
    },
    {
      // of Azure for governments, which IAM's controls do not name
      host: /^sts\.windows\.net\/cab8a31a-1906-4287-a0d8-4eef66b95f6e\/?$/i,
      aud: ['api://d4230588-5f84-4281-a9c7-2c15194b28f7'],
    },
  ].map((row) =>
    issuer({
      ...row,
      name: 'Microsoft Sentinel',
      tenancy: 'session name',
      subject: opaque,
      stranger: 'attacker',
      source: 'https://learn.microsoft.com/en-us/azure/sentinel/connect-aws',
      checked: '2026-11',
    }),
  ),
];
