// One role, and one host of the guardrails: which ones the environment says.
import { App, Aspects, Stack, Validations } from 'aws-cdk-lib/core';
import { AccountPrincipal, AnyPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { GuardrailsAspect } from '../../../aspects';
import { Checks2, Checks3 } from '../../drivers/nag';

const app = new App();
const [host, kind] = (process.env.HOST_AND_ROLE ?? '').split(' ');
const trusted =
  kind === 'blocked'
    ? { assumedBy: new AnyPrincipal() }
    : { assumedBy: new AccountPrincipal('999988887777'), externalIds: ['agreed-with-the-vendor'] };
new Role(new Stack(app, 'Main'), 'Role', trusted);

switch (host) {
  case 'aspect':
    Aspects.of(app).add(new GuardrailsAspect());
    break;
  case 'nag2':
    Aspects.of(app).add(new Checks2());
    break;
  case 'nag3':
    Validations.of(app).addPlugins(new Checks3());
    break;
  default:
    throw new Error(`there is no host ${host}`);
}
