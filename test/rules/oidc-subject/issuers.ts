import type { Text } from '../../../shared/model/text';
import type { StatementTree } from '../../../shared/testing/build';
import type { FailRow, Row, Rows } from '../../table';
import { text, hole, when } from '../../table/build';
import { subjects, tokens } from '../../table/federation';

const uuid = '11111111-2222-4333-8444-555555555555';

/** Who has a token of an issuer that is not wholly known, with a subject like this. */
function ofHole(issuer: Text, ...sub: readonly (string | Text)[]): StatementTree {
  return tokens(issuer, when('StringLike', `${issuer.toString()}:sub`, text(...sub)));
}

/** An issuer with a subject that lets in one's own, and one that lets in others. */
interface Pair {
  readonly issuer: string;
  readonly name: string;
  readonly good: string;
  readonly bad: string;
}

const pairs: readonly Pair[] = [
  {
    name: 'GitHub Enterprise Server',
    issuer: 'github.example.com/_services/token',
    good: 'repo:octo-org/site:*',
    bad: 'repo:*',
  },
  { name: 'GHE.com', issuer: 'token.actions.octo.ghe.com', good: 'repo:octo-org/*', bad: 'repo:octo*' },
  {
    name: 'GitLab.com',
    issuer: 'gitlab.com',
    good: 'project_path:octo/site:ref_type:branch:ref:main',
    bad: 'project_path:octo*',
  },
  {
    name: 'GitLab by the project that runs the job',
    issuer: 'gitlab.com',
    good: 'job_project_id:4242:ref_type:branch:ref:main',
    bad: 'job_project_path:octo*',
  },
  {
    name: 'GitLab by the project that a merge request is from',
    issuer: 'gitlab.com',
    good: 'source_project_path:octo/site:*',
    bad: 'source_project_id:*',
  },
  { name: 'GitLab of one’s own', issuer: 'gitlab.example.com', good: 'project_path:octo/*', bad: 'project_path:*' },
  {
    name: 'Bitbucket',
    issuer: 'api.bitbucket.org/2.0/workspaces/octo/pipelines-config/identity/oidc',
    good: `{${uuid}}:*`,
    bad: '{*}:*',
  },
  {
    name: 'CircleCI',
    issuer: `oidc.circleci.com/org/${uuid}`,
    good: `org/${uuid}/project/${uuid}/*`,
    bad: `org/${uuid}/project/*`,
  },
  {
    name: 'Buildkite',
    issuer: 'agent.buildkite.com',
    good: 'organization:octo:pipeline:site:ref:refs/heads/main:*',
    bad: 'organization:octo*',
  },
  { name: 'Buildkite by the number of a pipeline', issuer: 'agent.buildkite.com', good: uuid, bad: '11111111-*' },
  {
    name: 'Buildkite at another host',
    issuer: 'agent.octo.buildkite.dev',
    good: 'organization:octo:*',
    bad: 'organization:*:pipeline:site:*',
  },
  {
    name: 'an enterprise of GitHub',
    issuer: 'github.com/enterprises/octo',
    good: 'repo:octo-org/site:*',
    bad: 'repo:*/site:*',
  },
  {
    name: 'HCP Terraform',
    issuer: 'app.terraform.io',
    good: 'organization:octo:project:site:workspace:prod:run_phase:apply',
    bad: 'organization:octo*:project:site:workspace:prod:run_phase:apply',
  },
  {
    name: 'a stack of HCP Terraform',
    issuer: 'app.terraform.io',
    good: 'organization:octo:project:*:stack:*:deployment:*',
    bad: 'organization:*:project:site:stack:shop:deployment:prod:operation:apply',
  },
  {
    name: 'a stack of Spacelift alone',
    issuer: 'octo.app.spacelift.io',
    good: '*:stack:shop:*',
    bad: '*:run_type:TRACKED:scope:write',
  },
  {
    name: 'a path of spaces of Spacelift',
    issuer: 'octo.app.spacelift.io',
    good: '*:space_path:/root/production/*',
    bad: '*:space_path:/root/*',
  },
  {
    name: 'one space of Spacelift by its path',
    issuer: 'octo.app.spacelift.io',
    good: '*:space_path:/root/production:*',
    bad: '*:space_path:/root/prod*',
  },
  { name: 'Spacelift', issuer: 'octo.app.spacelift.io', good: 'space:root:*', bad: 'space:*' },
  {
    name: 'Vercel for one team',
    issuer: 'oidc.vercel.com/octo',
    good: 'owner:octo:project:site:*',
    bad: 'owner:octo:*',
  },
  {
    name: 'Harness',
    issuer: 'app.harness.io/ng/api/oidc/account/abc123',
    good: 'account/abc123:org/octo:project/site:*',
    bad: 'account/abc123:*',
  },
  {
    name: 'an organization of Harness',
    issuer: 'app.harness.io/ng/api/oidc/account/abc123',
    good: 'account/abc123:org/octo:project/',
    bad: 'account/abc123:org/*:project/',
  },
  {
    name: 'Pulumi Cloud with an audience of one’s choice',
    issuer: 'api.pulumi.com/oidc/v2',
    good: 'pulumi:org:5f30ebd3:env:*',
    bad: 'pulumi:org:*',
  },
  {
    name: 'Depot',
    issuer: 'identity.depot.dev',
    good: 'spiffe://identity.depot.dev/org/octo/ci/github/octo/site/*',
    bad: 'spiffe://identity.depot.dev/org/*',
  },
  { name: 'Scalr', issuer: 'scalr.io', good: 'account:octo:environment:prod:workspace:site', bad: 'account:*' },
  { name: 'env0', issuer: 'login.app.env0.com/', good: 'auth0|5f0000000000000000000000', bad: 'auth0|*' },
  { name: 'Upbound', issuer: 'proidc.upbound.io', good: 'mcp:octo/site:provider:aws', bad: 'mcp:*' },
  { name: 'Codefresh', issuer: 'oidc.codefresh.io', good: 'account:abc123:pipeline:def456:*', bad: 'account:*' },
  { name: 'Fly', issuer: 'oidc.fly.io/octo', good: 'octo:site:*', bad: 'octo:*' },
  {
    name: 'EKS',
    issuer: 'oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF',
    good: 'system:serviceaccount:shop:api',
    bad: 'system:serviceaccount:*:*',
  },
  {
    name: 'EKS in China',
    issuer: 'oidc.eks.cn-north-1.amazonaws.com.cn/id/ABCDEF',
    good: 'system:serviceaccount:shop:*',
    bad: 'system:serviceaccount:*:api',
  },
];

const good = pairs.map(({ name, issuer, good: sub }): Row => ({
  name: `one’s own of ${name}`,
  trust: subjects(issuer, sub),
}));
const bad = [
  ...pairs.map(({ name, issuer, bad: sub }): FailRow => ({ name: `others of ${name}`, trust: subjects(issuer, sub) })),
  ...[...new Set(pairs.map(({ issuer }) => issuer))].map((issuer): FailRow => ({
    name: `everybody of ${issuer}`,
    trust: tokens(issuer),
  })),
];

/** Claims beside the subject that tell whose a token is. */
const pins = [
  ['agent.buildkite.com', 'organization_id', uuid],
  ['agent.buildkite.com', 'organization_slug', 'octo'],
  ['agent.buildkite.com', 'pipeline_id', uuid],
  ['agent.buildkite.com', 'cluster_id', uuid],
  ['gitlab.com', 'namespace_id', '42'],
  ['gitlab.com', 'project_id', '4242'],
  ['token.actions.octo.ghe.com', 'enterprise_id', '42'],
] as const;

const google = 'accounts.google.com';
const entra = 'sts.windows.net/11111111-2222-4333-8444-555555555555/';
const keycloak = 'login.example.com/realms/octo';
const people = [google, entra, 'octo.okta.com', 'octo.eu.auth0.com/'];
const strict = { rules: { 'oidc-subject': { scope: 'repository' } } };
const sentinel = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/';

export const issuerRows: Rows = {
  pass: [
    ...good,
    ...people.map((issuer): Row => ({
      name: `one account of ${issuer}`,
      trust: subjects(issuer, '103984572', 'client-1'),
    })),
    {
      name: 'customers who log in through an identity pool',
      trust: tokens(
        'cognito-identity.amazonaws.com',
        when('StringEquals', 'cognito-identity.amazonaws.com:aud', 'eu-west-1:a'),
      ),
    },
    {
      name: 'customers who log in through Facebook',
      trust: tokens('graph.facebook.com', when('StringEquals', 'graph.facebook.com:app_id', '1')),
    },
    {
      name: 'customers who log in through Amazon',
      trust: tokens('www.amazon.com', when('StringEquals', 'www.amazon.com:app_id', '1')),
    },
    {
      name: 'a team of Vercel’s',
      trust: subjects('oidc.vercel.com', 'owner:octo:project:site:environment:production', 'https://vercel.com/octo'),
    },
    ...['pulumi:deploy:org:octo:project:*', 'pulumi:environments:pulumi.organization.login:octo:*'].map((sub): Row => ({
      name: `an organization of Pulumi Cloud by ${sub}`,
      trust: subjects('api.pulumi.com/oidc', sub, 'aws:octo'),
    })),
    {
      name: 'a project by its number at CircleCI',
      trust: tokens(
        `oidc.circleci.com/org/${uuid}`,
        when('StringEquals', `oidc.circleci.com/org/${uuid}:oidc.circleci.com/project-id`, uuid),
      ),
    },
    ...pins.map(([issuer, claim, value]): Row => ({
      name: `${issuer} by the claim ${claim}`,
      trust: tokens(issuer, when('StringEquals', `${issuer}:${claim}`, value)),
    })),
    {
      name: 'a workspace of Microsoft Sentinel',
      trust: tokens(sentinel, when('StringEquals', 'sts:RoleSessionName', 'MicrosoftSentinel_1')),
    },
    { name: 'one subject of an issuer that is not known', trust: subjects(keycloak, 'f:octo:ann', 'client-1') },
    {
      name: 'a part of the subjects of an issuer that is not known',
      trust: subjects(keycloak, 'team:octo:*', 'client-1'),
    },
    {
      name: 'a service account of a cluster of one’s own',
      trust: subjects('cluster.example.com', 'system:serviceaccount:shop:api'),
    },
    {
      name: 'one service account of a cluster whose issuer is not wholly known',
      trust: ofHole(
        text('oidc.eks.', hole('AWS::Region', 'region'), '.amazonaws.com/id/', hole('Id of Cluster', 'name')),
        'system:serviceaccount:shop:api',
      ),
    },
    {
      name: 'one project of an organization of CircleCI’s that is not known yet',
      trust: ofHole(text('oidc.circleci.com/org/', hole('Ref Org')), 'org/', hole('Ref Org'), `/project/${uuid}/*`),
    },
    {
      name: 'a SAML provider has no subject of this sort',
      trust: {
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/corp' },
        Action: 'sts:AssumeRoleWithSAML',
      },
    },
    {
      name: 'people of one organization of Google’s',
      trust: tokens(google, {
        StringEquals: { [`${google}:aud`]: 'client-1', [`${google}:google/organization_number`]: '123456' },
      }),
    },
    {
      name: 'a workspace where repositories count',
      trust: subjects('app.terraform.io', 'organization:octo:project:site:workspace:prod:*'),
      settings: strict,
    },
    ...(
      [
        ['gitlab.com', 'project_id', '4242'],
        ['agent.buildkite.com', 'pipeline_id', uuid],
      ] as const
    ).map(([issuer, claim, value]): Row => ({
      name: `${issuer} by the claim ${claim} where repositories count`,
      trust: tokens(issuer, when('StringEquals', `${issuer}:${claim}`, value)),
      settings: strict,
    })),
    {
      name: 'one pipeline of Buildkite by its number where repositories count',
      trust: subjects('agent.buildkite.com', uuid),
      settings: strict,
    },
    {
      name: 'one stack of Spacelift alone where repositories count',
      trust: subjects('octo.app.spacelift.io', '*:stack:shop:*'),
      settings: strict,
    },
    {
      name: 'one environment of Pulumi Cloud that chose its subject where repositories count',
      trust: subjects(
        'api.pulumi.com/oidc',
        'pulumi:environments:pulumi.organization.login:octo:currentEnvironment.name:site/prod:*',
        'aws:octo',
      ),
      settings: strict,
    },
    {
      name: 'an issuer whose tokens tell no repository where repositories count',
      trust: subjects(`oidc.circleci.com/org/${uuid}`, `org/${uuid}/project/${uuid}/*`),
      settings: strict,
    },
    ...[{}, strict].map((settings): Row => ({
      name: `every provider, which another rule says${settings === strict ? ', where repositories count' : ''}`,
      trust: { Effect: 'Allow', Principal: { Federated: '*' }, Action: 'sts:AssumeRoleWithWebIdentity' },
      settings,
    })),
  ],
  fail: [
    ...bad,
    ...people.map((issuer): FailRow => ({
      name: `everybody of an application of ${issuer}`,
      trust: tokens(issuer, when('StringEquals', `${issuer}:aud`, 'client-1')),
      level: 'info',
    })),
    {
      name: 'any project of a team of Vercel’s, and of any other team’s',
      trust: subjects('oidc.vercel.com', 'owner:*', 'https://vercel.com/octo'),
      level: 'info',
    },
    {
      name: 'any service account of a cluster whose issuer is not wholly known',
      trust: ofHole(
        text('oidc.eks.', hole('AWS::Region', 'region'), '.amazonaws.com/id/', hole('Id of Cluster', 'name')),
        'system:serviceaccount:*:api',
      ),
      says: 'of EKS',
    },
    {
      name: 'any project of an organization of CircleCI’s that is not known yet',
      trust: ofHole(text('oidc.circleci.com/org/', hole('Ref Org')), 'org/', hole('Ref Org'), '/project/*'),
    },
    { name: 'anybody’s workspace of Microsoft Sentinel', trust: tokens(sentinel), gets: { type: 'Federated' } },
    {
      name: 'anybody’s workspace of Microsoft Sentinel for governments',
      trust: tokens('sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e/'),
    },
    {
      name: 'any organization of Pulumi Cloud whose environments choose their subject',
      trust: subjects('api.pulumi.com/oidc', 'pulumi:environments:pulumi.organization.login:*', 'aws:octo'),
      level: 'info',
    },
    {
      name: 'any workspace where repositories count',
      trust: subjects('app.terraform.io', 'organization:octo:*'),
      settings: strict,
    },
  ],
  unknown: [
    {
      name: 'a subject that is compared as a number',
      trust: tokens('gitlab.com', when('NumericEquals', 'gitlab.com:sub', '1')),
      says: 'of GitLab.com',
      because: 'gitlab.com:sub is compared as a text and as something else',
    },
    { name: 'everybody of an issuer that is not known', trust: tokens(keycloak), because: keycloak },
    {
      name: 'everybody of an application of an issuer that is not known',
      trust: tokens(keycloak, when('StringEquals', `${keycloak}:aud`, 'client-1')),
      level: 'info',
      because: keycloak,
    },
    { name: 'a pattern that begins with a wildcard', trust: subjects(keycloak, '*:octo'), because: keycloak },
    {
      name: 'any service account of a cluster',
      trust: subjects('cluster.example.com', 'system:serviceaccount:*'),
      because: 'cluster.example.com',
    },
    { name: 'an issuer not known yet', trust: tokens(text(hole('Url of Cluster', 'name'))), because: 'Url of Cluster' },
  ],
};
