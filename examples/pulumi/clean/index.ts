import * as aws from '@pulumi/aws';

const ownAccount = '111122223333';
const vendor = '999988887777';

// One role of the own account, instead of everybody.
export const dataReader = new aws.iam.Role('data-reader', {
  assumeRolePolicy: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ownAccount}:role/analytics` }, Action: 'sts:AssumeRole' },
    ],
  },
});

// The vendor has to present the ID that stands in this customer's contract.
export const logShipping = new aws.iam.Role('log-shipping', {
  assumeRolePolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${vendor}:root` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': '7f3c1a52-log-shipping' } },
      },
    ],
  },
});

// One hour, AWS's own default; a longer job asks for a new session.
export const nightlyBatch = new aws.iam.Role('nightly-batch', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: `arn:aws:iam::${ownAccount}:role/scheduler` }),
  maxSessionDuration: 60 * 60,
});

// Without sts:TagSession nobody brings tags of their own.
export const developer = new aws.iam.Role('developer', {
  assumeRolePolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${ownAccount}:role/sso-developer` },
        Action: 'sts:AssumeRole',
      },
    ],
  },
});
