// The four holes, made in each way in which CDK can make a role; context `variant=fixed` mends them all.
import { App, CfnResource, Duration, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  AccountRootPrincipal,
  AnyPrincipal,
  ArnPrincipal,
  type CfnRole,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { attachGuardrails } from '../../../aspects';

const app = new App();
const fixed = app.node.tryGetContext('variant') === 'fixed';
const env = { account: '111122223333', region: 'eu-west-1' };
const vendor = new AccountPrincipal('999988887777');
const ec2 = new ServicePrincipal('ec2.amazonaws.com');
const agreed = { StringEquals: { 'sts:ExternalId': 'payments-7f3c' } };

function open(scope: Construct, id: string): Role {
  return new Role(scope, id, { assumedBy: fixed ? ec2 : new AnyPrincipal() });
}

const stack = new Stack(app, 'Payments', { env });
open(stack, 'Open');
new Role(stack, 'Vendor', { assumedBy: vendor, ...(fixed && { externalIds: ['payments-7f3c'] }) });
new Role(stack, 'Long', { assumedBy: new AccountRootPrincipal(), maxSessionDuration: Duration.hours(fixed ? 1 : 12) });
new Role(stack, 'Tags', {
  assumedBy: fixed ? vendor.withConditions(agreed) : vendor.withConditions(agreed).withSessionTags(),
});

const changed = new Role(stack, 'Changed', { assumedBy: ec2 }).node.defaultChild as CfnRole;
if (!fixed) changed.addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Principal', { AWS: '*' });

new CfnResource(stack, 'Raw', {
  type: 'AWS::IAM::Role',
  properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: fixed ? { Service: 'ec2.amazonaws.com' } : '*',
      },
    },
  },
});

// no stranger, though the account is not known here: the own account, and a role of the own stack
const free = new Stack(app, 'Free');
const reader = new Role(free, 'Reader', { assumedBy: new AccountRootPrincipal() });
new Role(free, 'Writer', { assumedBy: new ArnPrincipal(reader.roleArn) });

open(new NestedStack(stack, 'Nested'), 'Open');
open(new Stack(new Stage(app, 'Prod'), 'Payments', { env }), 'Open');

attachGuardrails(app, {
  accounts: {
    own: ['111122223333'],
    thirdParties: [{ account: '999988887777', name: 'Example Vendor', externalId: 'required', reason: 'log shipping' }],
  },
});
