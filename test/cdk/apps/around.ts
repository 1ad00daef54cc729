// One stack with a role that is open, warned of, accepted or fine (context `role`), judged by the package's own rules;
// the context `guardrails` takes them out.
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { AccountPrincipal, AccountRootPrincipal, AnyPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { attachGuardrails } from '../../../aspects';

const app = new App();
const stack = new Stack(app, 'Payments', { env: { account: '111122223333', region: 'eu-west-1' } });
const chosen = String(app.node.tryGetContext('role') ?? 'fine');

const vendor = new AccountPrincipal('999988887777');
const agreed = { StringEquals: { 'sts:ExternalId': 'agreed-with-the-vendor' } };

const roles: { readonly [role: string]: () => void } = {
  fine: () => void new Role(stack, 'Fine', { assumedBy: new AccountRootPrincipal() }),
  open: () => void new Role(stack, 'Open', { assumedBy: new AnyPrincipal() }),
  warned: () => void new Role(stack, 'Vendor', { assumedBy: vendor.withConditions(agreed) }),
  accepted: () => {
    const role = new Role(stack, 'Vendor', { assumedBy: vendor.withConditions(agreed) });
    Validations.of(role).acknowledge({ id: 'sts-guardrails::trusted-account', reason: 'the contract is being signed' });
  },
};
roles[chosen]?.();
if (app.node.tryGetContext('guardrails') !== 'off') attachGuardrails(app);
