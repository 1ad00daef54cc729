import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const batch = aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' });
const anybody = aws.iam.assumeRolePolicyForPrincipal({ AWS: '*' });
const hidden = pulumi.secret(aws.iam.assumeRolePolicyForPrincipal({ AWS: '*' }));

export const kept = new aws.iam.Role('kept', { name: 'kept', assumeRolePolicy: anybody });
export const opened = new aws.iam.Role('opened', { name: 'opened', assumeRolePolicy: anybody });
export const renamed = new aws.iam.Role('renamed', { name: 'new-name', assumeRolePolicy: batch });
export const closed = new aws.iam.Role('closed', { name: 'closed', assumeRolePolicy: hidden });
export const foreign = aws.iam.Role.get('foreign', 'foreign');

// What a role may do is limited by what is made after it, and by what another program made.
const any = (Effect: 'Allow' | 'Deny') => ({
  Version: '2012-10-17' as const,
  Statement: [{ Effect, Action: 'sts:AssumeRole', Resource: '*' }],
});
export const grant = new aws.iam.RolePolicy('grant', { role: opened.name, policy: any('Allow') });
export const held = new aws.iam.RolePolicy('held', { role: renamed.name, policy: any('Allow') });
export const guard = new aws.iam.RolePolicy(
  'guard',
  { role: renamed.name, policy: any('Deny') },
  { dependsOn: [held] },
);

// Sessions of half a day in another account, whose number the role tells.
const far = new aws.Provider('far', {
  region: 'eu-central-1',
  assumeRoles: [{ roleArn: 'arn:aws:iam::222233334444:role/deploy', duration: '12h' }],
});
export const shared = new aws.iam.Role(
  'shared',
  { name: 'shared', assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: 'arn:aws:iam::222233334444:root' }) },
  { provider: far },
);
