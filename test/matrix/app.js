// One app for every way to attach the guardrails (`host`), to place a role (`shape`) and to trust (`role`).
const { App, AspectPriority, Aspects, NestedStack, Stack, Stage, Validations } = require('aws-cdk-lib');
const { AccountPrincipal, AnyPrincipal, Role, ServicePrincipal } = require('aws-cdk-lib/aws-iam');

const app = new App();
const [host, shape, kind] = ['host', 'shape', 'role'].map((name) => app.node.getContext(name));

const trusted = {
  blocked: { assumedBy: new AnyPrincipal() },
  warned: { assumedBy: new AccountPrincipal('999988887777'), externalIds: ['agreed-with-the-vendor'] },
  clean: { assumedBy: new ServicePrincipal('ec2.amazonaws.com') },
};

const places = {
  stack: () => [app, new Stack(app, 'Main')],
  nested: () => [app, new NestedStack(new Stack(app, 'Main'), 'Inner')],
  stage: () => {
    const stage = new Stage(app, 'Prod');
    return [stage, new Stack(stage, 'Main')];
  },
};

const hosts = {
  plugin: () => require('sts-guardrails/aspects').attachGuardrails(app),
  aspect: (scope) => {
    const { GuardrailsAspect } = require('sts-guardrails/aspects');
    Aspects.of(scope).add(new GuardrailsAspect(), { priority: AspectPriority.READONLY });
  },
  nag: (scope) => {
    const { StsGuardrailsChecks } = require('sts-guardrails/nag');
    const { version } = require('cdk-nag/package.json');
    if (version.startsWith('2.')) Aspects.of(scope).add(new StsGuardrailsChecks());
    else Validations.of(app).addPlugins(new StsGuardrailsChecks());
  },
};

const [scope, stack] = places[shape]();
new Role(stack, 'Role', trusted[kind]);
hosts[host](scope);
