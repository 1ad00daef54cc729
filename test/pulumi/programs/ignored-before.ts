import * as aws from '@pulumi/aws';

export const kept = new aws.iam.Role('kept', { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: '*' }) });
