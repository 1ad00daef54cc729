import { attachmentReader, boundaryOf, membershipReader, setBoundaryReader } from './attachments';
import { documentIn, givenTo, grantReader, identityReader, listedIn, policyReader } from './identities';
import { accountOf, input, type Reader } from './resource';
import { accessKeyReader, containersReader, durationReader, environmentReader } from './values';

const everybody = { roles: 'role', users: 'user', groups: 'group' } as const;
const image = ['sourceConfiguration', 'imageRepository', 'imageConfiguration', 'runtimeEnvironmentVariables'];
const code = [
  'sourceConfiguration',
  'codeRepository',
  'codeConfiguration',
  'codeConfigurationValues',
  'runtimeEnvironmentVariables',
];

/** The permission set of aws-native, which holds its document, its managed policies and its boundary itself. */
const nativeSet: Reader = {
  inputs: ['name', 'inlinePolicy', 'managedPolicies', 'permissionsBoundary'],
  read: (met) => {
    // nothing else is ever given to it by a name, so its URN does
    met.seen.identity('permissionSet', met.urn, accountOf(met), boundaryOf(input(met, 'permissionsBoundary')));
    const written = [...documentIn(met, 'inlinePolicy'), ...listedIn(met, 'managedPolicies')];
    return givenTo(met, 'permissionSet', met.urn, written);
  },
};

/**
 * What reads the resources of each type but providers, and the trust policies of roles.
 * https://www.pulumi.com/registry/packages/aws/api-docs/ and https://www.pulumi.com/registry/packages/aws-native/api-docs/
 */
export const readers: ReadonlyMap<string, readonly Reader[]> = new Map<string, readonly Reader[]>([
  ['aws:iam/role:Role', [identityReader('role', { name: 'name', documents: ['inlinePolicies', 'policy'] })]],
  ['aws:iam/user:User', [identityReader('user', { name: 'name' })]],
  ['aws:iam/group:Group', [identityReader('group', { name: 'name' })]],
  ['aws:iam/rolePolicy:RolePolicy', [grantReader('role', 'role', 'policy')]],
  ['aws:iam/userPolicy:UserPolicy', [grantReader('user', 'user', 'policy')]],
  ['aws:iam/groupPolicy:GroupPolicy', [grantReader('group', 'group', 'policy')]],
  ['aws:iam/policy:Policy', [policyReader('policy', 'name')]],
  ['aws:iam/rolePolicyAttachment:RolePolicyAttachment', [attachmentReader('policyArn', { role: 'role' })]],
  ['aws:iam/userPolicyAttachment:UserPolicyAttachment', [attachmentReader('policyArn', { user: 'user' })]],
  ['aws:iam/groupPolicyAttachment:GroupPolicyAttachment', [attachmentReader('policyArn', { group: 'group' })]],
  ['aws:iam/policyAttachment:PolicyAttachment', [attachmentReader('policyArn', everybody)]],
  [
    'aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive',
    [attachmentReader('policyArns', { roleName: 'role' })],
  ],
  [
    'aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive',
    [attachmentReader('policyArns', { userName: 'user' })],
  ],
  [
    'aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive',
    [attachmentReader('policyArns', { groupName: 'group' })],
  ],
  ['aws:iam/userGroupMembership:UserGroupMembership', [membershipReader('user', 'groups')]],
  ['aws:iam/groupMembership:GroupMembership', [membershipReader('users', 'group')]],
  ['aws:iam/accessKey:AccessKey', [accessKeyReader]],
  ['aws:ssoadmin/permissionSet:PermissionSet', [durationReader('permissionSet', 'sessionDuration')]],
  [
    'aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy',
    [grantReader('permissionSet', 'permissionSetArn', 'inlinePolicy')],
  ],
  [
    'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment',
    [attachmentReader('managedPolicyArn', { permissionSetArn: 'permissionSet' })],
  ],
  [
    'aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive',
    [attachmentReader('managedPolicyArns', { permissionSetArn: 'permissionSet' })],
  ],
  ['aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment', [setBoundaryReader]],
  ['aws:rolesanywhere/profile:Profile', [durationReader('rolesAnywhere', 'durationSeconds')]],
  ['aws:iot/roleAlias:RoleAlias', [durationReader('roleAlias', 'credentialDuration')]],
  ['aws:lambda/function:Function', [environmentReader(['environment', 'variables'])]],
  ['aws:ecs/taskDefinition:TaskDefinition', [containersReader]],
  ['aws:codebuild/project:Project', [environmentReader(['environment', 'environmentVariables'])]],
  ['aws:apprunner/service:Service', [environmentReader(image, code)]],
  ['aws-native:iam:Role', [identityReader('role', { name: 'roleName', documents: ['policies', 'policyDocument'] })]],
  [
    'aws-native:iam:User',
    [identityReader('user', { name: 'userName', documents: ['policies', 'policyDocument'], groups: 'groups' })],
  ],
  ['aws-native:iam:Group', [identityReader('group', { name: 'groupName', documents: ['policies', 'policyDocument'] })]],
  ['aws-native:iam:RolePolicy', [grantReader('role', 'roleName', 'policyDocument')]],
  ['aws-native:iam:UserPolicy', [grantReader('user', 'userName', 'policyDocument')]],
  ['aws-native:iam:GroupPolicy', [grantReader('group', 'groupName', 'policyDocument')]],
  ['aws-native:iam:ManagedPolicy', [policyReader('policyDocument', 'managedPolicyName', everybody)]],
  ['aws-native:iam:UserToGroupAddition', [membershipReader('users', 'groupName')]],
  ['aws-native:sso:PermissionSet', [durationReader('permissionSet', 'sessionDuration'), nativeSet]],
  ['aws-native:rolesanywhere:Profile', [durationReader('rolesAnywhere', 'durationSeconds')]],
  ['aws-native:iot:RoleAlias', [durationReader('roleAlias', 'credentialDurationSeconds')]],
  ['aws-native:lambda:Function', [environmentReader(['environment', 'variables'])]],
  ['aws-native:ecs:TaskDefinition', [containersReader]],
  ['aws-native:apprunner:Service', [environmentReader(image, code)]],
]);
