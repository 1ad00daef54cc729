import * as aws from '@pulumi/aws';

const caller = new aws.iam.Role('caller', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' }),
});

// The ARN is not known before the first deployment, and with it the whole document.
export const called = new aws.iam.Role('called', {
  assumeRolePolicy: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: caller.arn }, Action: 'sts:AssumeRole' },
      { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
    ],
  },
});
