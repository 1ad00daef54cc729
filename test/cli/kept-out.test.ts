import { readFileSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnParameter, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  AccountRootPrincipal,
  AnyPrincipal,
  ArnPrincipal,
  CfnRole,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { skipTemplateChecks } from '../cdk/_cdk';
import { Desk, template, trust } from './desk';

const env = { account: '111122223333', region: 'eu-west-1' };
const report = 'cdk.out/iam-policy-report.json';

let desk: Desk;
skipTemplateChecks();
beforeEach(() => {
  desk = new Desk();
  desk.put('sts-guardrails.json', { rules: { 'trusted-account': 'off' } });
});
afterEach(() => desk.clear());

/** Writes what CDK makes of an app whose roles under these paths are made by somebody else. */
function synth(paths: readonly string[], build: (app: App) => void, outdir = 'cdk.out', treeMetadata = true): void {
  const app = new App({ outdir: join(desk.folder, outdir), analyticsReporting: false, treeMetadata });
  if (paths.length > 0) {
    Role.customizeRoles(app, { usePrecreatedRoles: Object.fromEntries(paths.map((path) => [path, 'made-by-hand'])) });
  }
  build(app);
  app.synth();
}

/** What is found, as `construct path: rule`, with the exit status before it. */
function found(...args: readonly string[]): readonly [number, ...string[]] {
  const { status, findings } = desk.check(...args);
  return [
    status,
    ...findings.map(({ subject, rule, verdict }) => `${subject.path}: ${rule}${verdict === 'fail' ? '' : '?'}`).sort(),
  ];
}

const open = (app: App) => {
  const stack = new Stack(app, 'A', { env });
  new Role(stack, 'Open', { assumedBy: new AnyPrincipal() });
  new CfnRole(stack, 'Good', { assumeRolePolicyDocument: trust({ Service: 'ec2.amazonaws.com' }) });
};

test('roles that are kept out of the templates are judged, in nested stacks and Stages too', () => {
  const paths = ['A/Open', 'A/Vendor', 'A/Own', 'A/Service', 'A/Inner/Vendor', 'Prod/B/Open'];
  synth(paths, (app) => {
    const stack = new Stack(app, 'A', { env });
    new Role(stack, 'Open', { assumedBy: new AnyPrincipal() });
    new Role(stack, 'Vendor', { assumedBy: new AccountPrincipal('999988887777') });
    new Role(stack, 'Own', { assumedBy: new AccountRootPrincipal() });
    new Role(stack, 'Service', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    new Role(new NestedStack(stack, 'Inner'), 'Vendor', { assumedBy: new AccountPrincipal('999988887777') });
    new Role(new Stack(new Stage(app, 'Prod', { env }), 'B'), 'Open', { assumedBy: new AnyPrincipal() });
  });
  const all = [
    'A/Inner/Vendor: external-id',
    'A/Open: wildcard-principal',
    'A/Vendor: external-id',
    'Prod/B/Open: wildcard-principal',
  ];
  expect(found('cdk.out')).toEqual([1, ...all]);
  expect(desk.check('cdk.out').summary.subjects).toBe(6);
  // the templates alone name the roles that belong to them, too
  expect(found('cdk.out/A.template.json')).toEqual([1, 'A/Open: wildcard-principal', 'A/Vendor: external-id']);
  expect(found('cdk.out/assembly-Prod')).toEqual([1, 'Prod/B/Open: wildcard-principal']);
  expect(found(report)).toEqual([1, ...all]);
});

test('a finding shows the role and its policy in the report', () => {
  synth(['A/Open'], open);
  const { findings } = desk.check('cdk.out');
  expect(findings).toMatchObject([
    { subject: { id: 'the role A/Open', type: 'AWS::IAM::Role', path: 'A/Open', file: report }, at: '/Statement/0' },
  ]);
  const line = readFileSync(join(desk.folder, report), 'utf8').split('\n')[(findings[0]?.line ?? 0) - 1];
  expect(line).toContain('"assumeRolePolicy"');
});

test('a stack that holds nothing else, and links to the folder', () => {
  synth(['A/Open'], (app) => void new Role(new Stack(app, 'A', { env }), 'Open', { assumedBy: new AnyPrincipal() }));
  symlinkSync('cdk.out', join(desk.folder, 'link'));
  const inputs = ['cdk.out', 'link', 'link/A.template.json', 'cdk.out/A.template.json'];
  for (const input of [...inputs.map((one) => [one]), [`link/iam-policy-report.json`, 'cdk.out'], inputs]) {
    expect(found(...input)).toEqual([1, 'A/Open: wildcard-principal']);
  }
  desk.put('alone/A.template.json', readFileSync(join(desk.folder, 'cdk.out/A.template.json'), 'utf8'));
  expect(found('alone/A.template.json')).toEqual([1, 'alone/A.template.json: unreadable']);
});

test('a reference settles whose account it is only where the resource is in the same stack', () => {
  synth(['A/ByOwn', 'A/ByParameter', 'B/ByOther'], (app) => {
    const stack = new Stack(app, 'A', { env });
    const raw = new CfnRole(stack, 'Raw', {
      roleName: 'raw',
      assumeRolePolicyDocument: trust({ Service: 'ec2.amazonaws.com' }),
    });
    const { valueAsString } = new CfnParameter(stack, 'Who');
    const other = new Stack(app, 'B', { env: { ...env, account: '444455556666' } });
    new Role(stack, 'ByOwn', { assumedBy: new ArnPrincipal(raw.attrArn) });
    new Role(stack, 'ByParameter', { assumedBy: new ArnPrincipal(valueAsString) });
    new Role(other, 'ByOther', { assumedBy: new ArnPrincipal(raw.attrArn) });
  });
  const unknown = ['external-id?', 'wildcard-principal?'];
  expect(found('cdk.out')).toEqual([
    0,
    ...['A/ByParameter', 'B/ByOther'].flatMap((at) => unknown.map((one) => `${at}: ${one}`)),
  ]);
});

test.each([
  ['the notes of the assembly', {}],
  ['the template', { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:disable-logicalId-metadata': true }],
])('roles that stay in their templates, as %s shows, are judged once', (_name, context) => {
  const app = new App({ outdir: join(desk.folder, 'cdk.out'), analyticsReporting: false, context });
  Role.customizeRoles(app, { preventSynthesis: false });
  open(app);
  app.synth();
  expect(readFileSync(join(desk.folder, report), 'utf8')).toContain('A/Open');
  const { status, findings } = desk.check('cdk.out');
  expect([status, findings.map(({ rule, subject }) => `${rule} ${subject.id}`)]).toEqual([
    1,
    ['wildcard-principal Open2F4367FD'],
  ]);
});

test('such a role is accepted by what its code acknowledges, and not by the Metadata of the template', () => {
  synth(['A/Open', 'A/Vendor'], (app) => {
    const stack = new Stack(app, 'A', { env });
    stack.templateOptions.metadata = { 'sts-guardrails': { 'external-id': 'moves in spring' } };
    const role = new Role(stack, 'Open', { assumedBy: new AnyPrincipal() });
    Validations.of(role).acknowledge({ id: 'sts-guardrails::wildcard-principal', reason: 'a honeypot' });
    new Role(stack, 'Vendor', { assumedBy: new AccountPrincipal('999988887777') });
    new CfnRole(stack, 'Raw', { assumeRolePolicyDocument: trust({ AWS: '999988887777' }) });
  });
  expect(found('cdk.out')).toEqual([1, 'A/Vendor: external-id']);
  expect(
    desk
      .check('cdk.out')
      .accepted.map(({ subject, accepted }) => `${subject.id}: ${accepted.by}`)
      .sort(),
  ).toEqual([
    'Raw: the Metadata of the template in cdk.out/A.template.json',
    'the role A/Open: the acknowledgement at A/Open',
  ]);
});

test('a report left from an earlier run does not count, as far as the tree of constructs tells', () => {
  synth(['A/Open'], open);
  const good = (app: App) => {
    const policy = trust({ Service: 'ec2.amazonaws.com' });
    new CfnRole(new Stack(app, 'A', { env }), 'Good', { assumeRolePolicyDocument: policy });
  };
  synth([], good);
  expect(found('cdk.out')).toEqual([0]);
  expect(desk.run(['check', report]).status).toBe(2);
  synth([], good, 'cdk.out', false);
  expect(found('cdk.out')).toEqual([1, 'A/Open: wildcard-principal']);
});

test.each<readonly [string, unknown, string]>([
  ['half a text', '{"roles":', 'the file is not JSON'],
  ['nothing', '', 'the file is empty'],
  ['no list', { roles: {} }, 'it names no roles'],
  ['an entry without a path', { roles: [{ roleName: 'x' }] }, 'role 1 in it has no construct path'],
  ['an entry that is none', { roles: [null] }, 'role 1 in it has no construct path'],
  [
    'one role twice',
    { roles: [{ roleConstructPath: 'A/Open' }, { roleConstructPath: 'A/Open' }] },
    'it names the role A/Open twice',
  ],
])('a report of %s is an error, and the templates are judged all the same', (_name, content, message) => {
  synth(['A/Open'], open);
  desk.put(report, content);
  for (const path of ['cdk.out', 'cdk.out/A.template.json']) {
    const { status, findings, summary } = desk.check(path);
    expect([status, summary.subjects]).toEqual([1, 1]);
    expect(findings).toMatchObject([{ rule: 'unreadable', subject: { file: report } }]);
    expect(findings[0]?.message).toContain(message);
  }
});

test('a policy that is nested too deep, or missing, is an error', () => {
  synth(['A/Open'], open);
  desk.put(report, `{"roles":[{"roleConstructPath":"A/Open","assumeRolePolicy":${'['.repeat(99)}${']'.repeat(99)}}]}`);
  expect(found('cdk.out')).toEqual([1, `${report}: unreadable`]);
  desk.put(report, { roles: [{ roleConstructPath: 'A/Open' }] });
  expect(found('cdk.out')).toEqual([1, 'A/Open: readable-trust-policy']);
});

test('a role whose stack has no template is an error', () => {
  synth(['A/Open'], open);
  unlinkSync(join(desk.folder, 'cdk.out/A.template.json'));
  const { status, findings } = desk.check('cdk.out');
  expect([status, findings.map(({ rule, subject }) => `${rule} ${subject.path}`)]).toEqual([1, ['unreadable A/Open']]);
  expect(findings[0]?.message).toContain('synthesize the app again');
  desk.put(report, { roles: [{ roleConstructPath: 'Gone/Open', assumeRolePolicy: [] }] });
  expect(found('cdk.out')).toEqual([1, 'Gone/Open: unreadable']);
});

test('a report alone, without the assembly, is judged as far as it goes; another file of that name is passed over', () => {
  synth(['A/Open'], open);
  desk.put('alone/iam-policy-report.json', readFileSync(join(desk.folder, report), 'utf8'));
  rmSync(join(desk.folder, 'cdk.out'), { recursive: true });
  expect(found('alone')).toEqual([1, 'A/Open: wildcard-principal']);
  desk.put('alone/iam-policy-report.json', { roles: ['admin'] });
  desk.put('alone/a.json', template({ R: trust({ Service: 'ec2.amazonaws.com' }) }));
  expect(found('alone')).toEqual([0]);
});
