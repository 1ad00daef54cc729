import { rmSync } from 'node:fs';
import { App, CfnParameter, NestedStack, Stack, Validations } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { attachGuardrails, expectNoFindings } from '../../aspects';
import { expectNone } from '../../aspects/expect';
import { skipTemplateChecks } from './_cdk';
import { open } from './_rules';
import { closed, role, trust } from './_synth';

const env = { account: '111122223333', region: 'eu-west-1' };
const apps: App[] = [];

skipTemplateChecks();
afterAll(() => {
  for (const { outdir } of apps) rmSync(outdir, { recursive: true, force: true });
});

function newApp(context = {}): App {
  const app = new App({ analyticsReporting: false, context });
  apps.push(app);
  return app;
}

function stackOf(...principals: unknown[]): Stack {
  const stack = new Stack(newApp(), 'Payments', { env });
  principals.forEach((principal, index) => role(stack, `Role${index}`, trust(principal)));
  return stack;
}

const vendor = { AWS: 'arn:aws:iam::999988887777:root' };
const own = { AWS: 'arn:aws:iam::111122223333:root' };

function messageOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

test('a stack without findings passes, whose own account counts as its own', () => {
  expectNoFindings(stackOf({ Service: 'ec2.amazonaws.com' }, own));
  expect(() => expectNoFindings(stackOf({ AWS: 'arn:aws:iam::444455556666:root' }))).toThrow('external-id');
});

test('the message lists errors and the warnings beside them as the command line would', () => {
  const lines = messageOf(() => expectNoFindings(stackOf(vendor))).split('\n');
  expect(lines.filter((line) => !/^ {2}(request|declared|fix)/.test(line))).toEqual([
    'sts-guardrails finds 2 faults in Payments:',
    '',
    'error external-id IAM-STS-1 Payments.template.json Role0 /Statement/0',
    '  account 999988887777 can assume this role without an external ID',
    '  docs: docs/rules/external-id.md (npx sts-guardrails explain external-id)',
    '',
    'warning trusted-account IAM-STS-3 Payments.template.json Role0 /Statement/0',
    '  account 999988887777 can assume this role and is not approved',
    '  docs: docs/rules/trusted-account.md (npx sts-guardrails explain trusted-account)',
  ]);
  expect(lines).toContainEqual(
    expect.stringMatching(/^ {2}request that gets through: \{"actions":\["sts:AssumeRole"\]/),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}fix: Require StringEquals sts:ExternalId/));
});

test('warnings alone fail only where that is asked', () => {
  const Condition = { StringEquals: { 'sts:ExternalId': 'agreed-1f3c' } };
  const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: vendor, Condition }];
  const stack = new Stack(newApp(), 'Payments', { env });
  role(stack, 'Vendor', { Version: '2012-10-17', Statement });
  expectNoFindings(stack);
  expect(() => expectNoFindings(stack, undefined, { level: 'warning' })).toThrow(
    /one fault.*\n\nwarning trusted-account/,
  );
  expect(() => expectNoFindings(stack, {}, { level: 'notice' as 'info' })).toThrow('there is no level notice');
});

test('settings and rules of one’s own count, and wrong ones are refused', () => {
  expectNoFindings(stackOf(vendor), { rules: { 'external-id': 'off' } });
  expect(() =>
    expectNoFindings(
      stackOf(own),
      {},
      { rules: [{ ...open, judges: () => [{ verdict: 'fail', at: '', message: 'no role is fine' }] }] },
    ),
  ).toThrow('error open TEST-1');
  expect(() => expectNoFindings(stackOf(own), { enforced: 'audit' } as object)).toThrow('enforced');
  const inContext = new Stack(newApp({ 'sts-guardrails': { rules: { 'external-id': 'off' } } }), 'A', { env });
  role(inContext, 'Vendor', trust(vendor));
  expectNoFindings(inContext);
});

test('an audit changes nothing about what is expected', () => {
  expect(() => expectNoFindings(stackOf(vendor), { enforce: 'audit' })).toThrow('external-id');
});

test('what is nested is judged with its stack or by itself; other stacks of the app are not', () => {
  const app = newApp();
  const top = new Stack(app, 'Top', { env });
  const nested = new NestedStack(top, 'Nested', { parameters: { Who: '999988887777' } });
  role(nested, 'Inner', trust({ AWS: new CfnParameter(nested, 'Who').valueAsString }));
  role(new Stack(app, 'Topmost'), 'Open', trust({ AWS: '*' }));
  const fine = new Stack(app, 'Fine', { env });
  role(fine, 'Own', trust(own));
  expectNoFindings(fine);
  expect(messageOf(() => expectNoFindings(top))).toMatch(/in Top:\n\nerror external-id.* Inner /);
  expect(messageOf(() => expectNoFindings(nested))).toMatch(/in Top\/Nested:\n\nerror external-id/);
  expect(messageOf(() => expectNoFindings(top))).not.toContain('wildcard-principal');
});

test('an app with the guardrails attached tells what is wrong all the same, and is still stopped afterwards', () => {
  const app = newApp();
  const bad = new Stack(app, 'Bad', { env });
  role(bad, 'Vendor', trust(vendor));
  const good = new Stack(app, 'Good', { env });
  role(good, 'Own', trust(own));
  attachGuardrails(app);
  expectNoFindings(good);
  expect(messageOf(() => expectNoFindings(bad))).toMatch(/^sts-guardrails finds 2 faults in Bad:/);
  expect(() => Template.fromStack(good)).toThrow(/external-id: account 999988887777[^]*validation-report.json/);
});

test('an error of the app itself is not taken for a finding', () => {
  const stack = stackOf(own);
  stack.node.addValidation({ validate: () => ['the app is broken'] });
  expect(() => expectNoFindings(stack)).toThrow('the app is broken');
});

test('acknowledgements count; only those of the stack itself can be without use', () => {
  const app = newApp();
  const stack = new Stack(app, 'A', { env });
  const found = role(stack, 'Vendor', trust(vendor));
  role(new Stack(app, 'B'), 'Fine', closed);
  const acknowledge = (on: typeof stack | App | typeof found, rule: string, reason: string) =>
    Validations.of(on).acknowledge({ id: `sts-guardrails::${rule}`, reason });
  acknowledge(app, 'tag-session', 'used by no stack');
  acknowledge(found, 'external-id', 'moves in spring, expires=2030-01-31');
  acknowledge(found, 'trusted-account', 'moves in spring');
  expectNone(stack, {}, { level: 'warning' }, '2030-01-31');
  expect(() => expectNone(stack, {}, {}, '2030-02-01')).toThrow(
    /error external-id[^]*error exception[^]*expired on 2030-01-31/,
  );
  acknowledge(stack, 'tag-session', 'used by no role');
  expect(() => expectNone(stack, {}, { level: 'warning' }, '2030-01-31')).toThrow('covers nothing');
});

test('an exception in the settings need not cover anything in a part of the app', () => {
  const exceptions = [{ rule: 'external-id', where: 'Other/*', reason: 'of another stack' }];
  expectNoFindings(stackOf(own), { exceptions }, { level: 'warning' });
  expect(() =>
    expectNoFindings(stackOf(own), { exceptions: [{ ...exceptions[0], expires: '2020-01-31' }] as never }),
  ).toThrow('expired on 2020-01-31');
});

test('a Template and a plain object are judged as they stand', () => {
  const settings = { accounts: { own: ['111122223333'] } };
  const bad = Template.fromStack(stackOf(vendor));
  expect(messageOf(() => expectNoFindings(bad, settings))).toMatch(/^sts-guardrails finds 2 faults in the template:/);
  expect(() => expectNoFindings(bad.toJSON(), settings)).toThrow('external-id');
  expectNoFindings(Template.fromStack(stackOf(own)), settings);
  expectNoFindings(Template.fromStack(stackOf()), settings);
  expect(() => expectNoFindings({ Resources: 'none' })).toThrow('unreadable');
  expect(() => expectNoFindings({ Resources: { Role: { Type: 'AWS::IAM::Role' } } })).toThrow('there is no policy');
});

test.each([
  ['an App', () => newApp()],
  ['a role', () => role(new Stack(newApp(), 'A'), 'Role', closed)],
  ['nothing', () => undefined],
  ['a text', () => '{"Resources":{}}'],
  ['a list', () => []],
  ['a cloud assembly', () => newApp().synth()],
  ['a promise', () => Promise.resolve({ Resources: {} })],
  ['an empty object', () => ({})],
  ['resources without their section', () => Template.fromStack(stackOf(vendor)).findResources('AWS::IAM::Role')],
  ['a section written otherwise', () => ({ resources: {} })],
])('%s is refused', (_what, given) => {
  expect(() => expectNoFindings(given() as object)).toThrow('expectNoFindings takes a Stack, a Template');
});
