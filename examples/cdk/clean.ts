import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AccountPrincipal, AccountRootPrincipal, AnyPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const vendor = '999988887777';

/** The same four roles, each open to the caller it is meant for and to nobody else. */
export class CleanStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    new Role(this, 'Open', {
      assumedBy: new AnyPrincipal().withConditions({ StringEquals: { 'aws:PrincipalAccount': this.account } }),
    });

    new Role(this, 'LogShipping', {
      assumedBy: new AccountPrincipal(vendor),
      externalIds: ['payments-7f3c'],
    });

    new Role(this, 'Operators', {
      assumedBy: new AccountRootPrincipal(),
      maxSessionDuration: Duration.hours(1),
    });

    new Role(this, 'Metrics', {
      assumedBy: new AccountPrincipal(vendor),
      externalIds: ['payments-7f3c'],
    });
  }
}
