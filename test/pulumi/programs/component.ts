import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

class Batch extends pulumi.ComponentResource {
  constructor(name: string) {
    super('shop:index:Batch', name);
    const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ AWS: 'arn:aws:iam::111122223333:root' });
    new aws.iam.Role(`${name}-role`, { assumeRolePolicy, maxSessionDuration: 28800 }, { parent: this });
  }
}

export const nightly = new Batch('nightly');
