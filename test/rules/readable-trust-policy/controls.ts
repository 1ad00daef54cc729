import type { FailRow, Row } from '../../table';
import { doc, hole, own, text, when } from '../../table/build';
import { github, refused, subjects, tokens } from '../../table/federation';

const pool = 'cognito-identity.amazonaws.com';
const sentinel = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d';
const only = (issuer: string, operator: string, key: string, value: Parameters<typeof when>[2]) =>
  tokens(issuer, when(operator, key, value));

/** What IAM asks of a statement that trusts an issuer which its customers share. */
export const pass: readonly Row[] = [
  { name: 'a shared issuer with a subject', trust: subjects(github, 'repo:octo-org/site:*') },
  { name: 'a shared issuer with a subject that is as good as open', trust: subjects(github, 'repo:*octo*') },
  {
    name: 'a shared issuer with its key in other letters',
    trust: only(github, 'StringLike', `${github}:SUB`, 'repo:a/b:*'),
  },
  {
    name: 'a shared issuer with the workflow',
    trust: only(github, 'StringEquals', `${github}:job_workflow_ref`, 'a/b/c@d'),
  },
  {
    name: 'a shared issuer with the number of the owner',
    trust: only(github, 'StringEquals', `${github}:repository_owner_id`, '1'),
  },
  {
    name: 'a shared issuer with a subject not known yet',
    trust: only(github, 'StringEquals', `${github}:sub`, text(hole('Ref Sub'))),
  },
  {
    name: 'a shared issuer with conditions not known yet',
    trust: { ...tokens(github), Condition: { StringLike: text(hole('Ref Keys')) } },
  },
  { name: 'an identity pool with its id', trust: only(pool, 'StringEquals', `${pool}:aud`, 'eu-west-1:1') },
  {
    name: 'Microsoft Sentinel with its workspace',
    trust: only(sentinel, 'StringEquals', 'sts:RoleSessionName', 'MicrosoftSentinel_1'),
  },
  { name: 'an issuer of one tenant', trust: tokens('oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF') },
  { name: 'an issuer that IAM does not ask about', trust: tokens('accounts.google.com') },
  {
    name: 'a Deny of a shared issuer',
    trust: doc(subjects(github, 'repo:a/b:*'), refused(github, 'StringLike', 'actor', 'x')),
  },
  {
    name: 'tags for a shared issuer',
    trust: doc(subjects(github, 'repo:a/b:*'), { ...tokens(github), Action: 'sts:TagSession' }),
  },
];

const says = 'IAM refuses to trust';

export const fail: readonly FailRow[] = [
  { name: 'a shared issuer without a subject', trust: tokens(github), says },
  { name: 'a shared issuer with wildcards for a subject', trust: subjects(github, '*'), says: `${github}:sub` },
  { name: 'a shared issuer with more wildcards for a subject', trust: subjects(github, ['*', '?*']), says },
  { name: 'a shared issuer with a subject that is there', trust: only(github, 'Null', `${github}:sub`, 'false'), says },
  {
    name: 'a shared issuer with an audience',
    trust: only(github, 'StringEquals', `${github}:aud`, 'sts.amazonaws.com'),
    says,
  },
  {
    name: 'a shared issuer with the key of another one',
    trust: only(github, 'StringEquals', 'gitlab.com:sub', 'x'),
    says,
  },
  ...[
    'gitlab.com',
    'agent.buildkite.com',
    'app.terraform.io',
    'scalr.io',
    'proidc.upbound.io',
    'oidc.codefresh.io',
  ].map((issuer): FailRow => ({ name: `${issuer} without a subject`, trust: tokens(issuer), says: `${issuer}:sub` })),
  ...[pool, 'oidc.vercel.com', 'api.pulumi.com/oidc'].map((issuer): FailRow => ({
    name: `${issuer} without an audience`,
    trust: tokens(issuer),
    says: `${issuer}:aud`,
  })),
  { name: 'Microsoft Sentinel without its workspace', trust: tokens(sentinel), says: 'sts:RoleSessionName' },
  { name: 'every STS action for a shared issuer', trust: { ...tokens(github), Action: 'sts:*' }, says },
  {
    name: 'a shared issuer of another account',
    trust: {
      ...tokens(github),
      Principal: { Federated: [`arn:aws:iam::${own}:oidc-provider/${github}`, 'accounts.google.com'] },
    },
    says,
  },
];
