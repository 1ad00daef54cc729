import { issuer, type Issuer } from './issuer';

const githubPage = 'https://docs.github.com/en/actions/reference/security/oidc';
const controlsPage = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html';

// The order of a customised subject is its owner's choice, so each name with its value may stand anywhere. What a name
// such as ref or environment holds is the attacker's own.
const githubSubject = [
  '...repo:<tenant:name>/<project:name>:...',
  // of repositories made, renamed or moved since July 2026
  '...repo:<tenant:name>@<:digits>/<project:name>@<:digits>:...',
  '...repository:<tenant:name>/<project:name>:...',
  '...repository_owner:<tenant:name>:...',
  '...repository_owner_id:<tenant:digits>:...',
  '...repository_id:<project:digits>:...',
  '...enterprise:<tenant:name>:...',
  '...enterprise_id:<tenant:digits>:...',
  ...['actor', 'actor_id', 'base_ref', 'context', 'environment', 'event_name', 'head_ref', 'job_workflow_ref', 'ref'],
  ...['ref_type', 'repository_visibility', 'run_id', 'runner_environment', 'sha', 'workflow', 'workflow_ref'],
].map((name) => (name.includes('<') ? name : `${name}:<:value>:...`));

const github = {
  subject: githubSubject,
  numbered: ['...repo:<:name>@<tenant:digits>/<:name>@<:digits>:...'],
  stranger: 'repo:attacker/app:ref:refs/heads/main',
  pins: {
    repository: '<tenant:name>/<project:name>',
    repository_id: '<project:digits>',
    repository_owner_id: '<tenant:digits>',
    enterprise_id: '<tenant:digits>',
  },
  source: githubPage,
  checked: '2026-11',
} as const;

// A project chooses the names, and may tell where a job runs apart from where a merge request is from:
// https://docs.gitlab.com/ci/secrets/id_token_authentication/
const gitlabSubject = [
  ...['', 'job_', 'source_'].flatMap((which) => [
    `...${which}project_path:<tenant:name>/<project:path>:...`,
    `...${which}project_id:<project:digits>:...`,
  ]),
  '...namespace_path:<tenant:name>/<:path>:...',
  '...namespace_path:<tenant:name>:...',
  '...namespace_id:<tenant:digits>:...',
  ...['ref_type', 'ref', 'ref_protected', 'environment', 'environment_protected', 'deployment_tier'],
  ...['pipeline_source', 'user_login'],
].map((name) => (name.includes('<') ? name : `${name}:<:value>:...`));

const gitlab = {
  subject: gitlabSubject,
  stranger: 'project_path:attacker/app:ref_type:branch:ref:main',
  pins: { namespace_id: '<tenant:digits>', project_id: '<project:digits>' },
  source: 'https://docs.gitlab.com/ci/cloud_services/',
  checked: '2026-11',
} as const;

/** Issuers of the jobs that run where code is kept. */
export const codeIssuers: readonly Issuer[] = [
  issuer({
    ...github,
    name: 'GitHub Actions',
    host: /^token\.actions\.githubusercontent\.com$/i,
    required: 'sub',
    instead: ['job_workflow_ref'],
  }),
  issuer({
    ...github,
    name: 'GitHub Actions of one enterprise',
    // The last is in AWS's list of keys alone, with the claims of the others:
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
    host: /^(?:token\.actions\.githubusercontent\.com\/.+|token\.actions\.[^./]+\.ghe\.com|[^/]+\/_services\/token|github\.com\/enterprises\/[^/]+)$/i,
    shared: false,
  }),
  issuer({
    ...github,
    name: 'GitHub Actions (former host)',
    host: /^vstoken\.actions\.githubusercontent\.com$/i,
    required: 'sub',
    source: controlsPage,
  }),
  issuer({
    name: 'GitHub audit log streaming',
    host: /^oidc-configuration\.audit-log\.githubusercontent\.com$/i,
    subject: ['https://github.com/<tenant:name>/...'],
    stranger: 'https://github.com/attacker',
    required: 'sub',
    source: controlsPage,
    checked: '2026-11',
  }),
  issuer({ ...gitlab, name: 'GitLab.com', host: /^gitlab\.com$/i, aud: ['https://gitlab.com'], required: 'sub' }),
  issuer({ ...gitlab, name: 'GitLab of one’s own', host: /^gitlab\.[^/]+$/i, aud: [], shared: false }),
  issuer({
    name: 'Bitbucket Pipelines',
    host: /^api\.bitbucket\.org\/2\.0\/workspaces\/([^/]+)\/pipelines-config\/identity\/oidc$/i,
    shared: false,
    aud: ['ari:cloud:bitbucket::workspace/…'],
    subject: ['{<tenant:hex>}:...'],
    stranger: '{99999999-9999-4999-8999-999999999999}:{88888888-8888-4888-8888-888888888888}',
    source:
      'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
  }),
];
