import * as aws from '@pulumi/aws';

const provider = new aws.Provider('here', { region: 'eu-west-1', allowedAccountIds: ['111122223333'] });

function role(name: string, principal: { Service: string } | { AWS: string }): aws.iam.Role {
  const assumeRolePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  });
  return new aws.iam.Role(name, { name, assumeRolePolicy }, { provider });
}

export const first = role('first', { Service: 'ec2.amazonaws.com' });
export const second = role('second', { AWS: 'arn:aws:iam::111122223333:role/first' });
export const third = role('third', { AWS: 'arn:aws:iam::111122223333:role/second' });
