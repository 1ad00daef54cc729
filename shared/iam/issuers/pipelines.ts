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
  }),
  issuer({
    name: 'Buildkite',
    host: /^agent\.buildkite\.com$/i,
    subject: ['organization:<tenant:name>:pipeline:<project:name>:...'],
    stranger: 'organization:attacker:pipeline:app:ref:refs/heads/main:commit:0:step:x',
    pins: {
      organization_id: '<tenant:hex>',
      organization_slug: '<tenant:name>',
      pipeline_id: '<project:hex>',
      cluster_id: '<tenant:hex>',
    },
    required: 'sub',
    source: 'https://buildkite.com/docs/pipelines/security/oidc',
  }),
  ...(['sub', undefined] as const).map((required) =>
    issuer({
      name: 'HCP Terraform',
      host: required === undefined ? /^app\.eu\.terraform\.io$/i : /^app\.terraform\.io$/i,
      aud: ['aws.workload.identity'],
      subject: ['organization:<tenant:name>:project:<:value>:workspace:<project:name>:...'],
      stranger: 'organization:attacker:project:app:workspace:app:run_phase:apply',
      ...(required === undefined ? {} : { required }),
      source:
        'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
    }),
  ),
  issuer({
    name: 'Spacelift',
    host: /^([^./]+)\.app(?:\.[a-z]+)?\.spacelift\.io$/i,
    shared: false,
    aud: ['the host of the account'],
    subject: ['space:<tenant:name>:<:name>:<project:name>:...'],
    stranger: 'space:another:stack:app:run_type:TRACKED:scope:write',
    source: 'https://docs.spacelift.io/integrations/cloud-providers/oidc/aws-oidc',
  }),
  issuer({
    name: 'Pulumi Cloud',
    host: /^api\.pulumi\.com\/oidc$/i,
    tenancy: 'audience',
    aud: ['aws:<tenant:name>', '<tenant:name>'],
    subject: [
      'pulumi:environments:org:<tenant:name>:env:<project:path>:...',
      'pulumi:deploy:org:<tenant:name>:project:<project:name>:...',
    ],
    stranger: 'pulumi:deploy:org:attacker:project:app:stack:app:operation:update:scope:write',
    required: 'aud',
    source: 'https://www.pulumi.com/docs/pulumi-cloud/access-management/oidc/provider/aws/',
  }),
  issuer({
    name: 'Vercel',
    host: /^oidc\.vercel\.com$/i,
    tenancy: 'audience',
    aud: ['https://vercel.com/<tenant:name>'],
    subject: ['owner:<tenant:name>:project:<project:name>:...'],
    stranger: 'owner:attacker:project:app:environment:production',
    required: 'aud',
    source: 'https://vercel.com/docs/oidc/aws',
  }),
  issuer({
    name: 'Vercel for one team',
    host: /^oidc\.vercel\.com\/([^/]+)$/i,
    shared: false,
    aud: ['https://vercel.com/…'],
    subject: ['owner:<issuer>:project:<tenant:name>:...'],
    stranger: 'owner:<issuer>:project:another:environment:preview',
    source: 'https://vercel.com/docs/oidc/aws',
  }),
  issuer({
    name: 'Harness',
    host: /^app\.harness\.io\/ng\/api\/oidc\/account\/([^/]+)$/i,
    shared: false,
    subject: ['account/<issuer>:org/<tenant:name>:project/<project:name>:...'],
    stranger: 'account/<issuer>:org/another:project/app',
    source: 'vendor documentation, not read again',
  }),
  issuer({
    name: 'Depot',
    host: /^identity\.depot\.dev$/i,
    subject: ['spiffe://identity.depot.dev/org/<tenant:name>/ci/github/<:name>/<project:name>/...'],
    stranger: 'spiffe://identity.depot.dev/org/attacker/ci/github/attacker/app/ref/refs/heads/main',
    source: 'https://depot.dev/docs',
  }),
  issuer({
    name: 'Scalr',
    host: /^scalr\.io$/i,
    aud: ['aws.scalr-run-workload'],
    subject: ['account:<tenant:name>:environment:<:name>:workspace:<project:name>:...'],
    stranger: 'account:attacker:environment:app:workspace:app',
    required: 'sub',
    source: 'https://docs.scalr.io/docs/provider-configurations-aws',
  }),
  issuer({
    name: 'env0',
    // the slash at the end belongs to it
    host: /^login\.app\.env0\.com\/$/i,
    aud: ['the audience that all customers share'],
    subject: ['<tenant:text>'],
    stranger: 'auth0|999999999999999999999999',
    source: 'https://docs.envzero.com/guides/integrations/oidc-with-aws',
  }),
  issuer({
    name: 'Upbound',
    host: /^proidc\.upbound\.io$/i,
    subject: ['mcp:<tenant:name>/<project:name>:...'],
    stranger: 'mcp:attacker/app:provider:provider-aws',
    required: 'sub',
    source: 'https://docs.upbound.io',
  }),
  issuer({
    name: 'Codefresh',
    host: /^oidc\.codefresh\.io$/i,
    aud: ['https://g.codefresh.io'],
    subject: ['account:<tenant:name>:pipeline:<project:name>:...'],
    stranger: 'account:999999999999999999999999:pipeline:888888888888888888888888',
    required: 'sub',
    source: 'vendor documentation, not read again',
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
