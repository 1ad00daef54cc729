import { issuer, type Issuer } from './issuer';

const controlsPage = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html';

/** Issuers of build and deployment services. */
export const pipelineIssuers: readonly Issuer[] = [
  issuer({
    name: 'CircleCI',
    host: /^oidc\.circleci\.com\/org\/([^/]+)$/i,
    shared: false,
    aud: ['the id of the organization'],
    subject: ['org/<issuer>/project/<tenant:hex>/...'],
    stranger: 'org/<issuer>/project/99999999-9999-4999-8999-999999999999/user/88888888-8888-4888-8888-888888888888',
    pins: { 'oidc.circleci.com/project-id': '<tenant:hex>' },
    source: 'https://circleci.com/docs/openid-connect-tokens/',
    checked: '2026-11',
  }),
  ...(['sub', undefined] as const).map((required) =>
    issuer({
      name: 'Buildkite',
      // The other hosts are in AWS's list of keys alone, with the claims of the first:
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
      host: required === undefined ? /^agent\.[^./]+\.buildkite\.(?:dev|site)$/i : /^agent\.buildkite\.com$/i,
      subject: [
        'organization:<tenant:name>:pipeline:<project:name>:...',
        // A job may ask for the number of its pipeline or cluster in place of all that:
        // https://github.com/buildkite/agent/blob/main/clicommand/oidc_request_token.go
        '<project:hex>',
      ],
      stranger: 'organization:attacker:pipeline:app:ref:refs/heads/main:commit:0:step:x',
      pins: {
        organization_id: '<tenant:hex>',
        organization_slug: '<tenant:name>',
        pipeline_id: '<project:hex>',
        cluster_id: '<tenant:hex>',
      },
      ...(required === undefined ? {} : { required }),
      source: 'https://buildkite.com/docs/agent/cli/reference/oidc',
      checked: '2026-11',
    }),
  ),
  issuer({
    name: 'Vercel',
    host: /^oidc\.vercel\.com$/i,
    tenancy: 'audience',
    aud: ['https://vercel.com/<tenant:name>'],
    subject: ['owner:<tenant:name>:project:<project:name>:...'],
    stranger: 'owner:attacker:project:app:environment:production',
    required: 'aud',
    source: 'https://vercel.com/docs/oidc/aws',
    checked: '2026-11',
  }),
  issuer({
    name: 'Vercel for one team',
    host: /^oidc\.vercel\.com\/([^/]+)$/i,
    shared: false,
    aud: ['https://vercel.com/…'],
    subject: ['owner:<issuer>:project:<tenant:name>:...'],
    stranger: 'owner:<issuer>:project:another:environment:preview',
    source: 'https://vercel.com/docs/oidc/aws',
    checked: '2026-11',
  }),
  issuer({
    name: 'Harness',
    host: /^app\.harness\.io\/ng\/api\/oidc\/account\/([^/]+)$/i,
    shared: false,
    // Unless the account asks for more, its number is the whole subject, which leaves nothing to tell apart.
    subject: [
      'account/<issuer>:org/<tenant:name>:project/<project:name>:...',
      // a connector of the organization
      'account/<issuer>:org/<tenant:name>:project/',
    ],
    stranger: 'account/<issuer>:org/another:project/app',
    source: 'https://developer.harness.io/docs/platform/secrets/secrets-management/add-hashicorp-vault',
    checked: '2026-11',
  }),
  issuer({
    name: 'Depot',
    host: /^identity\.depot\.dev$/i,
    subject: ['spiffe://identity.depot.dev/org/<tenant:name>/ci/github/<:name>/<project:name>/...'],
    stranger: 'spiffe://identity.depot.dev/org/attacker/ci/github/attacker/app/ref/refs/heads/main',
    source: 'https://depot.dev/docs/ci/oidc',
    checked: '2026-11',
  }),
  issuer({
    name: 'Codefresh',
    host: /^oidc\.codefresh\.io$/i,
    aud: ['https://g.codefresh.io'],
    subject: ['account:<tenant:name>:pipeline:<project:name>:...'],
    stranger: 'account:999999999999999999999999:pipeline:888888888888888888888888',
    required: 'sub',
    source: 'https://codefresh.io/docs/docs/integrations/oidc-pipelines/',
    checked: '2026-11',
  }),
  ...[
    { name: 'DVC Studio', host: /^studio\.datachain\.ai\/api$/i },
    { name: 'Shisho Cloud', host: /^tokens\.cloud\.shisho\.dev$/i },
  ].map((row) =>
    issuer({
      ...row,
      // a word for the kind of job and then the customer
      subject: ['<:name>:<tenant:name>/...', '<:name>:<tenant:name>:...'],
      stranger: 'job:attacker',
      required: 'sub',
      source: controlsPage,
      checked: '2026-11',
    }),
  ),
];
