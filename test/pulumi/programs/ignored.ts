import * as aws from '@pulumi/aws';

// The state has a policy that is open to everybody, and this program does not change it.
export const kept = new aws.iam.Role(
  'kept',
  { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' }) },
  { ignoreChanges: ['assumeRolePolicy'] },
);
