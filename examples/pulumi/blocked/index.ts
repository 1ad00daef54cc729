import * as aws from '@pulumi/aws';

const ownAccount = '111122223333';
const vendor = '999988887777';

// Anybody with any AWS account can have this role.
export const dataReader = new aws.iam.Role('data-reader', {
  assumeRolePolicy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  },
});

// The vendor serves many customers from one account, and each of them could have it open this role.
export const logShipping = new aws.iam.Role('log-shipping', {
  assumeRolePolicy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${vendor}:root` }, Action: 'sts:AssumeRole' }],
  },
});

// A stolen session of this role lasts half a day.
export const nightlyBatch = new aws.iam.Role('nightly-batch', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: `arn:aws:iam::${ownAccount}:role/scheduler` }),
  maxSessionDuration: 12 * 60 * 60,
});

// Whoever assumes this role chooses the tags that decide what the session may reach.
export const developer = new aws.iam.Role('developer', {
  assumeRolePolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${ownAccount}:role/sso-developer` },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      },
    ],
  },
});
