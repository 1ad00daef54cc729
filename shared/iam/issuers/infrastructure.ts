import { issuer, type Issuer } from './issuer';

const pulumi = 'https://www.pulumi.com/docs/esc/guides/configuring-oidc/';

/** Issuers of services that make infrastructure from code. */
export const infrastructureIssuers: readonly Issuer[] = [
  ...(['sub', undefined] as const).map((required) =>
    issuer({
      name: 'HCP Terraform',
      host: required === undefined ? /^app\.eu\.terraform\.io$/i : /^app\.terraform\.io$/i,
      aud: ['aws.workload.identity'],
      subject: [
        'organization:<tenant:name>:project:<:value>:workspace:<project:name>:...',
        // of stacks; no page names the form, though public trust policies of several authors do
        'organization:<tenant:name>:project:<:value>:stack:<project:name>:...',
      ],
      stranger: 'organization:attacker:project:app:workspace:app:run_phase:apply',
      ...(required === undefined ? {} : { required }),
      source:
        'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
      checked: '2026-11',
    }),
  ),
  issuer({
    name: 'Spacelift',
    host: /^([^./]+)\.app(?:\.[a-z]+)?\.spacelift\.io$/i,
    shared: false,
    aud: ['the host of the account'],
    subject: [
      'space:<tenant:name>:<:name>:<project:name>:...',
      // Guides name a stack alone, and the path of a space where a customer's own template puts it in:
      // https://docs.spacelift.io/integrations/cloud-providers/oidc/subject-template
      '...stack:<project:name>:...',
      '...module:<project:name>:...',
      '...space_path:/<:name>/<tenant:name>/...',
      '...space_path:/<:name>/<tenant:name>:...',
    ],
    stranger: 'space:another:stack:app:run_type:TRACKED:scope:write',
    source: 'https://docs.spacelift.io/integrations/cloud-providers/oidc/aws-oidc',
    checked: '2026-11',
  }),
  issuer({
    name: 'Pulumi Cloud',
    host: /^api\.pulumi\.com\/oidc$/i,
    tenancy: 'audience',
    aud: ['aws:<tenant:name>', '<tenant:name>'],
    subject: [
      'pulumi:environments:org:<tenant:name>:env:<project:path>:...',
      // where the environment lists attributes for its subject
      'pulumi:environments:pulumi.organization.login:<tenant:name>:<:name>:<project:path>:...',
      'pulumi:environments:pulumi.organization.login:<tenant:name>:...',
      'pulumi:deploy:org:<tenant:name>:project:<project:name>:...',
    ],
    stranger: 'pulumi:deploy:org:attacker:project:app:stack:app:operation:update:scope:write',
    required: 'aud',
    source: `${pulumi}aws/`,
    checked: '2026-11',
  }),
  issuer({
    name: 'Pulumi Cloud (custom audiences)',
    host: /^api\.pulumi\.com\/oidc\/v2$/i,
    // every customer may name every audience
    aud: [],
    subject: ['pulumi:org:<tenant:name>:env:<project:name>'],
    stranger: 'pulumi:org:attacker:env:app',
    source: `${pulumi}custom-audience/`,
    checked: '2026-11',
  }),
  issuer({
    name: 'Scalr',
    host: /^scalr\.io$/i,
    // each customer names its own
    aud: [],
    subject: ['account:<tenant:name>:environment:<:name>:workspace:<project:name>:...'],
    stranger: 'account:attacker:environment:app:workspace:app',
    required: 'sub',
    source: 'https://docs.scalr.io/docs/aws',
    checked: '2026-11',
  }),
  issuer({
    name: 'env0',
    // the slash at the end belongs to it
    host: /^login\.app\.env0\.com\/$/i,
    aud: ['the audience that all customers share'],
    subject: ['<tenant:text>'],
    stranger: 'auth0|999999999999999999999999',
    source: 'https://docs.envzero.com/guides/integrations/oidc-integrations/oidc-with-aws',
    checked: '2026-11',
  }),
  issuer({
    name: 'Upbound',
    host: /^proidc\.upbound\.io$/i,
    subject: ['mcp:<tenant:name>/<project:name>:...'],
    stranger: 'mcp:attacker/app:provider:provider-aws',
    required: 'sub',
    source: 'https://docs.upbound.io/providers/provider-aws/authentication',
    checked: '2026-11',
  }),
];
