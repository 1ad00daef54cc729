import * as aws from '@pulumi/aws';

export const key = new aws.iam.AccessKey('key', { user: 'ci' });
export const worker = new aws.lambda.Function('worker', {
  role: 'arn:aws:iam::111122223333:role/app',
  environment: { variables: { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' } },
});
export const set = new aws.ssoadmin.PermissionSet('set', {
  instanceArn: 'arn:aws:sso:::instance/ssoins-1111222233334444',
  sessionDuration: 'PT12H',
});
