import * as aws from '@pulumi/aws';
import { NativeRole } from './native';

const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ AWS: 'arn:aws:iam::111122223333:role/scheduler' });

// A plain number can be cut down; what is allowed, or for services alone, stays as it is.
export const long = new aws.iam.Role('long', { assumeRolePolicy, maxSessionDuration: 43200, tags: { a: 'b' } });
export const fitting = new aws.iam.Role('fitting', { assumeRolePolicy, maxSessionDuration: 3600 });
export const native = new NativeRole('native', {
  assumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' }],
  },
  maxSessionDuration: 7200,
});
export const batch = new aws.iam.Role('batch', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'batch.amazonaws.com' }),
  maxSessionDuration: 43200,
});
