import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export const open = new aws.iam.Role('open', { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: '*' }) });

// The program ends with an error of its own once the role is registered.
pulumi.output(open.urn).apply(() => {
  throw new Error('the program is broken');
});
