import * as pulumi from '@pulumi/pulumi';

// No provider of AWS lets this through; the pack does not rely on it.
export const missing = new pulumi.CustomResource('aws-native:iam:Role', 'missing', { roleName: 'missing' });
