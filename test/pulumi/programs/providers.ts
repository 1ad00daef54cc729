import * as aws from '@pulumi/aws';

const roleArn = 'arn:aws:iam::222233334444:role/deploy';

// Its sessions last half a day.
const long = new aws.Provider('long', { region: 'eu-central-1', assumeRoles: [{ roleArn, duration: '12h' }] });
export const short = new aws.Provider('short', { region: 'eu-central-1', assumeRoles: [{ roleArn, duration: '30m' }] });

// Whose account it is, is told by the role that its provider assumes.
export const shared = new aws.iam.Role(
  'shared',
  { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: 'arn:aws:iam::222233334444:root' }) },
  { provider: long },
);
export const foreign = new aws.iam.Role(
  'foreign',
  { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: 'arn:aws:iam::555566667777:root' }) },
  { provider: long },
);
