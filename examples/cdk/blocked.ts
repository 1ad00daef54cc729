import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AccountPrincipal, AccountRootPrincipal, AnyPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const vendor = '999988887777';

/** Four roles that let somebody in who should stay out. */
export class BlockedStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    new Role(this, 'Open', { assumedBy: new AnyPrincipal() });

    new Role(this, 'LogShipping', { assumedBy: new AccountPrincipal(vendor) });

    new Role(this, 'Operators', {
      assumedBy: new AccountRootPrincipal(),
      maxSessionDuration: Duration.hours(12),
    });

    new Role(this, 'Metrics', {
      assumedBy: new AccountPrincipal(vendor)
        .withConditions({ StringEquals: { 'sts:ExternalId': 'payments-7f3c' } })
        .withSessionTags(),
    });
  }
}
