import * as aws from '@pulumi/aws';

const trust = (principal: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
});

// A run for `wanted` alone shows `other` to a pack without a single input, and does not create it.
export const wanted = new aws.iam.Role('wanted', {
  assumeRolePolicy: JSON.stringify(trust({ Service: 'ec2.amazonaws.com' })),
});
export const other = new aws.iam.Role('other', { assumeRolePolicy: JSON.stringify(trust({ AWS: '*' })) });
