// An account as IAM knows it, for tools/aws-cli.mjs: each role, user and policy shows what a live account has.
const id = '111122223333';
const CreateDate = '2024-01-31T12:00:00Z';

const trust = (Principal, Action = 'sts:AssumeRole', Condition) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal, Action, ...(Condition && { Condition }) }],
});
const grant = (Effect, Action, Resource = '*') => ({
  Version: '2012-10-17',
  Statement: [{ Effect, Action, Resource }],
});
const inline = (PolicyName, PolicyDocument) => ({ PolicyName, PolicyDocument });
const attached = (name, owner = id) => ({ PolicyName: name, PolicyArn: `arn:aws:iam::${owner}:policy/${name}` });

function role(
  RoleName,
  AssumeRolePolicyDocument,
  { Path = '/', policies = [], managed = [], boundary, seconds = 3600 } = {},
) {
  const RoleId = `AROAEXAMPLE${RoleName.toUpperCase().replace(/[^A-Z]/g, '')}`;
  const head = { Path, RoleName, RoleId, Arn: `arn:aws:iam::${id}:role${Path}${RoleName}`, CreateDate };
  const PermissionsBoundary = boundary && { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary };
  const detail = {
    ...head,
    AssumeRolePolicyDocument,
    InstanceProfileList: [],
    RolePolicyList: policies,
    AttachedManagedPolicies: managed,
    ...(boundary && { PermissionsBoundary }),
    Tags: [],
  };
  return { detail, listed: { ...head, AssumeRolePolicyDocument, MaxSessionDuration: seconds } };
}

const ec2 = trust({ Service: 'ec2.amazonaws.com' });
const saml = { Federated: `arn:aws:iam::${id}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` };
const signIn = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } };
const all = [
  role('open', trust({ AWS: '*' }), { seconds: 43200 }),
  role('vendor', trust({ AWS: 'arn:aws:iam::999988887777:root' })),
  role('caller', ec2, { policies: [inline('any', grant('Allow', 'sts:AssumeRole'))] }),
  role('guarded', ec2, {
    policies: [inline('any', grant('Allow', 'sts:AssumeRole'))],
    managed: [attached('no-roles')],
  }),
  role('bounded', ec2, {
    policies: [inline('any', grant('Allow', 'sts:AssumeRole'))],
    boundary: `arn:aws:iam::${id}:policy/limit`,
  }),
  role('admin', ec2, { managed: [attached('AdministratorAccess', 'aws')] }),
  role('AWSServiceRoleForSupport', trust({ Service: 'support.amazonaws.com' }), {
    Path: '/aws-service-role/support.amazonaws.com/',
    managed: [attached('aws-service-role/AWSSupportServiceRolePolicy', 'aws')],
  }),
  role('AWSReservedSSO_Admin_0123456789abcdef', trust(saml, ['sts:AssumeRoleWithSAML', 'sts:TagSession'], signIn), {
    Path: '/aws-reserved/sso.amazonaws.com/',
    managed: [attached('AdministratorAccess', 'aws')],
    seconds: 43200,
  }),
];

function policy(PolicyName, owner, AttachmentCount, ...documents) {
  const versions = documents.map((Document, index) => ({
    Document,
    VersionId: `v${documents.length - index}`,
    IsDefaultVersion: index === 0,
    CreateDate,
  }));
  return {
    PolicyName,
    PolicyId: `ANPAEXAMPLE${PolicyName.toUpperCase().replace(/[^A-Z]/g, '')}`,
    Arn: `arn:aws:iam::${owner}:policy/${PolicyName}`,
    Path: '/',
    DefaultVersionId: `v${documents.length}`,
    AttachmentCount,
    PermissionsBoundaryUsageCount: PolicyName === 'limit' ? 1 : 0,
    IsAttachable: true,
    CreateDate,
    UpdateDate: CreateDate,
    PolicyVersionList: versions,
  };
}

export const account = {
  UserDetailList: [
    {
      Path: '/',
      UserName: 'ci',
      UserId: 'AIDAEXAMPLECI',
      Arn: `arn:aws:iam::${id}:user/ci`,
      CreateDate,
      GroupList: ['builders'],
      AttachedManagedPolicies: [attached('wide')],
      Tags: [],
    },
  ],
  GroupDetailList: [
    {
      Path: '/',
      GroupName: 'builders',
      GroupId: 'AGPAEXAMPLEBUILDERS',
      Arn: `arn:aws:iam::${id}:group/builders`,
      CreateDate,
      GroupPolicyList: [inline('build', grant('Allow', 's3:GetObject'))],
      AttachedManagedPolicies: [],
    },
  ],
  RoleDetailList: all.map(({ detail }) => detail),
  Policies: [
    policy('no-roles', id, 1, grant('Deny', 'sts:*')),
    // its first version is not the one that counts
    policy('wide', id, 1, grant('Allow', 'sts:AssumeRole'), grant('Allow', 's3:GetObject')),
    policy('limit', id, 0, grant('Allow', 's3:*')),
    policy('unused', id, 0, grant('Allow', 'sts:AssumeRole')),
    policy('AdministratorAccess', 'aws', 2, grant('Allow', '*')),
  ],
};
export const roles = all.map(({ listed }) => listed);
