import * as aws from '@pulumi/aws';

const trust = aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' });
const any = (Effect: 'Allow' | 'Deny') => ({
  Version: '2012-10-17' as const,
  Statement: [{ Effect, Action: 'sts:AssumeRole', Resource: '*' }],
});

const wide = new aws.iam.Role('wide', { name: 'wide', assumeRolePolicy: trust });
export const grant = new aws.iam.RolePolicy('grant', { role: wide.name, policy: any('Allow') });

const guarded = new aws.iam.Role('guarded', { name: 'guarded', assumeRolePolicy: trust });
const guard = new aws.iam.RolePolicy('guard', { role: guarded.name, policy: any('Deny') });
export const held = new aws.iam.RolePolicy(
  'held',
  { role: guarded.name, policy: any('Allow') },
  { dependsOn: [guard] },
);
