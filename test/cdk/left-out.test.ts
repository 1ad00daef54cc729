import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import {
  AccountPrincipal,
  AccountRootPrincipal,
  AnyPrincipal,
  ArnPrincipal,
  CfnRole,
  type IPrincipal,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { expectNoFindings } from '../../aspects';
import { places, synth, type Violation } from './_synth';

const env = { account: '111122223333', region: 'eu-west-1' };
const settings = { rules: { 'trusted-account': 'off', 'readable-trust-policy': 'off' } };

function shown(build: (app: App) => void, more: object = {}): Violation[] {
  return synth(build, { ...settings, ...more }, {}).flatMap(({ violations }) => violations);
}

/** Made by somebody else, under these names: CDK leaves all of them out of the templates. */
function precreate(app: App, ...paths: string[]): void {
  Role.customizeRoles(app, {
    usePrecreatedRoles: Object.fromEntries(paths.map((path, index) => [path, `role-${index}`])),
  });
}

test('roles that are kept out of the templates are judged from the report that CDK writes on them', () => {
  const found = shown((app) => {
    precreate(app, 'A/Open', 'A/Vendor', 'A/Own', 'A/Service', 'A/Inner/Vendor', 'Prod/B/Open');
    const stack = new Stack(app, 'A');
    const make = (scope: Stack, id: string, assumedBy: IPrincipal) => new Role(scope, id, { assumedBy });
    make(stack, 'Open', new AnyPrincipal());
    make(stack, 'Vendor', new AccountPrincipal('999988887777'));
    make(stack, 'Own', new AccountRootPrincipal());
    make(stack, 'Service', new ServicePrincipal('ec2.amazonaws.com'));
    make(new NestedStack(stack, 'Inner'), 'Vendor', new AccountPrincipal('999988887777'));
    make(new Stack(new Stage(app, 'Prod'), 'B'), 'Open', new AnyPrincipal());
  });
  expect(places(found).sort()).toEqual([
    'A/Inner/Vendor: external-id',
    'A/Open: wildcard-principal',
    'A/Vendor: external-id',
    'Prod/B/Open: wildcard-principal',
  ]);
  expect(found[0]?.ruleMetadata?.subject).toMatch(/^A\//);
});

test('a reference settles whose account it is only where the resource is in the same stack', () => {
  const found = shown((app) => {
    precreate(app, 'A/ByOwn', 'B/ByOther');
    const stack = new Stack(app, 'A', { env });
    const other = new Stack(app, 'B', { env: { ...env, account: '444455556666' } });
    const raw = new CfnRole(stack, 'Raw', {
      roleName: 'raw',
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
      },
    });
    new Role(stack, 'ByOwn', { assumedBy: new ArnPrincipal(raw.attrArn) });
    new Role(other, 'ByOther', { assumedBy: new ArnPrincipal(raw.attrArn) });
  });
  expect(places(found).filter((place) => place.startsWith('A/'))).toEqual([]);
  expect(places(found)).toContain('B/ByOther: external-id[undecided]');
});

test('roles that stay in the templates are judged once', () => {
  const found = shown((app) => {
    Role.customizeRoles(app, { preventSynthesis: false });
    new Role(new Stack(app, 'A'), 'Open', { assumedBy: new AnyPrincipal() });
  });
  expect(places(found)).toEqual(['A/Open/Resource: wildcard-principal']);
});

test('such a role is acknowledged like any other, and found by expectNoFindings', () => {
  const build = (app: App) => {
    precreate(app, 'A/Open', 'B/Own');
    const open = new Role(new Stack(app, 'A'), 'Open', { assumedBy: new AnyPrincipal() });
    new Role(new Stack(app, 'B'), 'Own', { assumedBy: new AccountRootPrincipal() });
    return open;
  };
  const found = shown((app) => {
    Validations.of(build(app)).acknowledge({ id: 'sts-guardrails::wildcard-principal', reason: 'a honeypot' });
  });
  expect(places(found)).toEqual(['A/Open: wildcard-principal[accepted]']);

  const app = new App({ analyticsReporting: false });
  const open = build(app);
  process.env.CDK_VALIDATION = 'false';
  try {
    expect(() => expectNoFindings(open.stack)).toThrow('wildcard-principal');
    expectNoFindings(app.node.findChild('B'));
  } finally {
    delete process.env.CDK_VALIDATION;
    rmSync(app.outdir, { recursive: true, force: true });
  }
});

test('a report that cannot be read stops the run, and one left from an earlier run does not count', () => {
  const broken = (build: (app: App) => void) =>
    shown((app) => {
      build(app);
      Validations.of(app).addPlugins({
        name: 'vandal',
        validate: () => {
          writeFileSync(join(app.outdir, 'iam-policy-report.json'), '{"roles":');
          return { success: true, violations: [] };
        },
      });
    });
  const own = new AccountRootPrincipal();
  const active = broken((app) => {
    precreate(app, 'A/Own');
    new Role(new Stack(app, 'A'), 'Own', { assumedBy: own });
  });
  expect(active.map(({ ruleName, severity }) => [ruleName, severity])).toEqual([['unreadable', 'fatal']]);
  expect(broken((app) => void new Role(new Stack(app, 'A'), 'Own', { assumedBy: own }))).toEqual([]);
});

test('a role that stands inside one that is kept out makes it no less judged', () => {
  const found = shown((app) => {
    precreate(app, 'A/Open');
    const open = new Role(new Stack(app, 'A'), 'Open', { assumedBy: new AnyPrincipal() });
    new CfnRole(open, 'Inner', {
      assumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } },
    });
  });
  expect(places(found).sort()).toEqual(['A/Open/Inner: wildcard-principal', 'A/Open: wildcard-principal']);
});

test('the Metadata of a template speaks of the roles in it, once, and of none that is kept out', () => {
  const found = shown((app) => {
    precreate(app, 'A/Vendor', 'A/Open');
    const stack = new Stack(app, 'A');
    stack.templateOptions.metadata = { 'sts-guardrails': { 'external-id': 'moves in spring' } };
    new Role(stack, 'Vendor', { assumedBy: new AccountPrincipal('999988887777') });
    new Role(stack, 'Open', { assumedBy: new AnyPrincipal() });
    new CfnRole(stack, 'Raw', {
      assumeRolePolicyDocument: {
        Statement: { Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' },
      },
    });
  });
  expect(places(found).sort()).toEqual([
    'A/Open: wildcard-principal',
    'A/Raw: external-id[accepted]',
    'A/Vendor: external-id',
  ]);
});
