import * as aws from '@pulumi/aws';

const batch = aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' });
const anybody = aws.iam.assumeRolePolicyForPrincipal({ AWS: '*' });

// What a stack was before: one role stays open, one is opened later, one is renamed, one goes.
export const kept = new aws.iam.Role('kept', { name: 'kept', assumeRolePolicy: anybody });
export const opened = new aws.iam.Role('opened', { name: 'opened', assumeRolePolicy: batch });
export const renamed = new aws.iam.Role('renamed', { name: 'old-name', assumeRolePolicy: anybody });
export const gone = new aws.iam.Role('gone', { name: 'gone', assumeRolePolicy: anybody });
