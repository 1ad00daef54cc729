import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { NativeRole } from './native';

const caller = new aws.iam.Role('caller', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' }),
});
const trust = (...principals: readonly unknown[]) => ({
  Version: '2012-10-17',
  Statement: principals.map((AWS) => ({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' })),
});

// Known through and through, though it is an output.
export const stringified = new aws.iam.Role('stringified', { assumeRolePolicy: pulumi.jsonStringify(trust('*')) });

// Unknown as a whole before the first deployment.
export const unknown = new aws.iam.Role('unknown', { assumeRolePolicy: pulumi.jsonStringify(trust(caller.arn)) });

// The mistake that everybody makes once: the document holds an error message in place of the ARN.
export const mistaken = new aws.iam.Role('mistaken', { assumeRolePolicy: JSON.stringify(trust(caller.arn)) });

// The native provider keeps what is known beside what is not.
export const native = new NativeRole('native', {
  assumeRolePolicyDocument: trust(caller.arn, '*'),
});
export const nativeUnknown = new NativeRole('native-unknown', {
  assumeRolePolicyDocument: trust(caller.arn),
});

// No provider of AWS lets these through; the pack does not rely on it.
export const missing = new NativeRole('missing', { roleName: 'missing' });
export const empty = new NativeRole('empty', {});
