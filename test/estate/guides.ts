import type { Tree } from '../../shared/model/tree';
import { allow, deny, doc, own } from '../table/build';

/** A trust policy as a guide has its readers write it, filled in for the account of the tests. */
export interface Guide {
  readonly name: string;
  readonly page: string;
  readonly trust: Tree;
  /** Warnings that are meant, by rule; the empty list where nothing is to be found. */
  readonly warns?: readonly string[];
  /** Hints that are meant, by rule. */
  readonly hints?: readonly string[];
  /** What a company that follows the guide has in its settings. */
  readonly settings?: object;
}

const docs = 'https://docs.aws.amazon.com';
const iam = `${docs}/IAM/latest/UserGuide`;
const service = (name: string): Tree => ({ Service: `${name}.amazonaws.com` });
const oidc = (issuer: string): Tree => ({ Federated: `arn:aws:iam::${own}:oidc-provider/${issuer}` });
const token = { Action: 'sts:AssumeRoleWithWebIdentity' };
const from = (arn: string): { [operator: string]: Tree } => ({
  StringEquals: { 'aws:SourceAccount': own },
  ArnLike: { 'aws:SourceArn': arn },
});

const hub = 'token.actions.githubusercontent.com';
const cluster = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const directory = { Federated: `arn:aws:iam::${own}:saml-provider/Directory` };
const anchor = `arn:aws:rolesanywhere:eu-west-1:${own}:trust-anchor/11111111-2222-3333-4444-555555555555`;

const federated: readonly Guide[] = [
  {
    name: 'GitHub Actions, one branch',
    page: `${iam}/id_roles_create_for-idp_oidc.html`,
    trust: allow(
      oidc(hub),
      {
        StringEquals: { [`${hub}:aud`]: 'sts.amazonaws.com', [`${hub}:sub`]: 'repo:octo-org/app:ref:refs/heads/main' },
      },
      token,
    ),
  },
  {
    name: 'GitHub Actions, one repository',
    page: 'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    trust: allow(
      oidc(hub),
      { StringEquals: { [`${hub}:aud`]: 'sts.amazonaws.com' }, StringLike: { [`${hub}:sub`]: 'repo:octo-org/app:*' } },
      token,
    ),
  },
  {
    name: 'GitHub Actions, a subject that does not change with its repository’s name',
    page: 'https://docs.github.com/en/actions/reference/security/oidc',
    trust: allow(
      oidc(hub),
      {
        StringEquals: { [`${hub}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${hub}:sub`]: 'repo:octo-org@123456/app@456789:*' },
      },
      token,
    ),
  },
  {
    name: 'GitLab, one branch',
    page: 'https://docs.gitlab.com/ci/cloud_services/aws/',
    trust: allow(
      oidc('gitlab.com'),
      {
        StringEquals: {
          'gitlab.com:aud': 'https://gitlab.com',
          'gitlab.com:sub': 'project_path:octo/app:ref_type:branch:ref:main',
        },
      },
      token,
    ),
  },
  {
    name: 'HCP Terraform, one workspace',
    page: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
    trust: allow(
      oidc('app.terraform.io'),
      {
        StringEquals: { 'app.terraform.io:aud': 'aws.workload.identity' },
        StringLike: { 'app.terraform.io:sub': 'organization:octo:project:app:workspace:production:run_phase:*' },
      },
      token,
    ),
  },
  {
    name: 'a service account of EKS',
    page: `${docs}/eks/latest/userguide/associate-service-account-role.html`,
    trust: allow(
      oidc(cluster),
      {
        StringEquals: {
          [`${cluster}:aud`]: 'sts.amazonaws.com',
          [`${cluster}:sub`]: 'system:serviceaccount:default:my-service-account',
        },
      },
      token,
    ),
  },
  {
    name: 'who is signed in at a Cognito identity pool',
    page: `${docs}/cognito/latest/developerguide/role-trust-and-permissions.html`,
    trust: allow(
      { Federated: 'cognito-identity.amazonaws.com' },
      {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:12345678-corner-cafe-123456790ab' },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
      },
      token,
    ),
  },
  {
    name: 'people from a directory, in the console',
    page: `${iam}/id_roles_create_for-idp_saml.html`,
    trust: allow(
      directory,
      { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      { Action: 'sts:AssumeRoleWithSAML' },
    ),
  },
  {
    name: 'people from a directory, at endpoints of Regions',
    page: `${docs}/IAM/latest/UserGuide/id_roles_providers_enable-console-saml.html`,
    trust: allow(
      directory,
      {
        StringEquals: {
          'SAML:aud': ['https://us-east-1.signin.aws.amazon.com/saml', 'https://eu-west-1.signin.aws.amazon.com/saml'],
        },
      },
      { Action: 'sts:AssumeRoleWithSAML' },
    ),
  },
];

const services: readonly Guide[] = [
  {
    name: 'pods of EKS',
    page: `${docs}/eks/latest/userguide/pod-id-role.html`,
    trust: allow(service('pods.eks'), undefined, { Action: ['sts:AssumeRole', 'sts:TagSession'] }),
    hints: ['confused-deputy'],
  },
  {
    name: 'pods of one service account',
    page: `${docs}/eks/latest/userguide/pod-id-role.html`,
    trust: allow(
      service('pods.eks'),
      {
        StringEquals: {
          'aws:SourceAccount': own,
          'aws:RequestTag/kubernetes-namespace': 'default',
          'aws:RequestTag/kubernetes-service-account': 'my-service-account',
        },
      },
      { Action: ['sts:AssumeRole', 'sts:TagSession'] },
    ),
  },
  {
    name: 'EKS auto mode',
    page: `${docs}/eks/latest/userguide/auto-cluster-iam-role.html`,
    trust: allow(service('eks'), undefined, { Action: ['sts:AssumeRole', 'sts:TagSession'] }),
  },
  {
    name: 'certificates of one trust anchor',
    page: `${docs}/rolesanywhere/latest/userguide/trust-model.html`,
    trust: allow(
      service('rolesanywhere'),
      {
        ArnEquals: { 'aws:SourceArn': anchor },
        StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'Alice' },
      },
      { Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] },
    ),
  },
  {
    name: 'flow logs',
    page: `${docs}/vpc/latest/userguide/flow-logs-iam-role.html`,
    trust: allow(service('vpc-flow-logs'), from(`arn:aws:ec2:eu-west-1:${own}:vpc-flow-log/*`)),
  },
  {
    name: 'AWS Config',
    page: `${docs}/config/latest/developerguide/iamrole-permissions.html`,
    trust: allow(service('config'), { StringEquals: { 'aws:SourceAccount': own } }),
  },
  {
    name: 'tasks of ECS',
    page: `${docs}/AmazonECS/latest/developerguide/task-iam-roles.html`,
    trust: allow(service('ecs-tasks'), from(`arn:aws:ecs:eu-west-1:${own}:*`)),
  },
  {
    name: 'a state machine',
    page: `${docs}/step-functions/latest/dg/procedure-create-iam-role.html`,
    trust: allow(service('states'), from(`arn:aws:states:eu-west-1:${own}:stateMachine:*`)),
  },
  {
    name: 'a schedule',
    page: `${docs}/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html`,
    trust: allow(service('scheduler'), {
      StringEquals: {
        'aws:SourceAccount': own,
        'aws:SourceArn': `arn:aws:scheduler:eu-west-1:${own}:schedule-group/default`,
      },
    }),
  },
  {
    name: 'a build',
    page: `${docs}/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html`,
    trust: allow(service('codebuild'), {
      StringEquals: { 'aws:SourceArn': `arn:aws:codebuild:eu-west-1:${own}:project/app` },
    }),
  },
  {
    name: 'log groups that send to a stream',
    page: `${docs}/AmazonCloudWatch/latest/logs/SubscriptionFilters.html`,
    trust: allow(service('logs'), { StringLike: { 'aws:SourceArn': `arn:aws:logs:eu-west-1:${own}:*` } }),
  },
  ...[
    'ec2',
    'lambda',
    'apigateway',
    'backup',
    'glue',
    'cloudformation',
    'monitoring.rds',
    'spotfleet',
    'cloudtrail',
  ].map((name) => ({ name, page: `${iam}/id_roles_create_for-service.html`, trust: allow(service(name)) })),
];

const ours: readonly Guide[] = [
  {
    name: 'one’s own account',
    page: `${iam}/id_roles_create_for-user.html`,
    trust: allow({ AWS: `arn:aws:iam::${own}:root` }),
  },
  {
    name: 'one’s own account with a second factor',
    page: `${iam}/id_credentials_mfa_configure-api-require.html`,
    trust: allow({ AWS: own }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  },
  {
    name: 'a role that assumes itself',
    page: `${iam}/id_roles_update-role-trust-policy.html`,
    trust: doc(
      allow(service('ec2')),
      allow({ AWS: '*' }, { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/App` } }),
    ),
  },
  {
    name: 'everybody in one’s organization',
    page: `${iam}/reference_policies_condition-keys.html`,
    trust: allow({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    settings: { accounts: { organization: { id: 'o-a1b2c3d4e5' } } },
  },
  {
    name: 'a data perimeter around one’s own account',
    page: 'https://github.com/aws-samples/data-perimeter-policy-examples',
    trust: doc(
      allow({ AWS: `arn:aws:iam::${own}:root` }),
      deny(
        { AWS: '*' },
        {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      ),
    ),
    settings: { accounts: { organization: { id: 'o-a1b2c3d4e5' } } },
  },
  {
    name: 'a vendor, with an external ID',
    page: `${iam}/id_roles_common-scenarios_third-party.html`,
    trust: allow({ AWS: 'arn:aws:iam::999988887777:root' }, { StringEquals: { 'sts:ExternalId': 'b7e2f0c4-9a51' } }),
    settings: { accounts: { thirdParties: [{ account: '999988887777', name: 'Vendor', externalId: 'required' }] } },
  },
  {
    name: 'session tags of a known set',
    page: `${iam}/id_session-tags.html`,
    trust: allow(
      { AWS: `arn:aws:iam::${own}:root` },
      {
        StringEquals: { 'aws:RequestTag/team': ['red', 'blue'] },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
      },
      { Action: ['sts:AssumeRole', 'sts:TagSession'] },
    ),
  },
];

export const guides: readonly Guide[] = [...federated, ...services, ...ours];
