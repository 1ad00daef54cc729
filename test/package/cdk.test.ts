import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { blocksUnder, commandsOf, expectShown, filesOf, outputOf } from './readme';
import { Desk, root } from './tarball';

const blocks = blocksUnder('AWS CDK');
const host = ['aws-cdk', 'aws-cdk-lib', 'constructs', 'typescript', 'ts-node', '@types/node'];
// as `cdk init` lays it down
const tsconfig = { target: 'es2022', module: 'commonjs', strict: true, esModuleInterop: true, skipLibCheck: true };
let desk: Desk;

beforeAll(() => {
  // with cdk-nag and the Pulumi SDK as well, since the types of the pack are checked against it
  desk = new Desk([...host, 'cdk-nag', '@pulumi/policy', '@pulumi/pulumi']);
  desk.write({ 'tsconfig.json': JSON.stringify({ compilerOptions: tsconfig }), ...filesOf(blocks) });
  desk.must(commandsOf(blocks)[0] ?? '');
}, 300_000);
afterAll(() => desk.clear());

test('the quick start of CDK prints what the README shows', () => {
  const [, synth = '', ...others] = commandsOf(blocks);
  expect(others).toEqual([]);
  const { status, printed } = desk.run(synth);
  expectShown(outputOf(blocks), printed);
  expect(status).toBe(1);
});

test('with an external ID the same app passes, with the warning that the README names', () => {
  const app = filesOf(blocks)['app.ts'] ?? '';
  const agreed = `new AccountPrincipal('999988887777'), externalIds: ['agreed-with-the-vendor']`;
  desk.write({ 'fixed.ts': app.replace(`new AccountPrincipal('999988887777')`, agreed) });
  const { status, printed } = desk.run('npx cdk synth --quiet --app "npx ts-node --transpile-only fixed.ts"');
  expect(printed).toContain('WARNING trusted-account');
  expect(printed).not.toContain('ERROR');
  expect(status).toBe(0);
});

test('the example prints what the top of the README shows', () => {
  for (const file of ['app.ts', 'blocked.ts', 'clean.ts', 'sts-guardrails.json']) {
    cpSync(join(root, 'examples/cdk', file), join(desk.folder, file));
  }
  const { status, printed } = desk.run('npx cdk synth --quiet --app "npx ts-node --transpile-only app.ts"');
  expectShown(outputOf(blocksUnder('sts-guardrails')), printed);
  expect(status).toBe(1);
});

const consumer = `
import { PolicyPack } from '@pulumi/policy';
import { App, Aspects, Validations } from 'aws-cdk-lib/core';
import { check, knownRules, parseSettings, rules, type Report, type Settings, type SettingsInput } from 'sts-guardrails';
import { attachGuardrails, expectNoFindings, GuardrailsAspect } from 'sts-guardrails/aspects';
import { StsGuardrailsChecks } from 'sts-guardrails/nag';
import { policies } from 'sts-guardrails/pack';

const settings: Settings = parseSettings({}, 'here', knownRules(rules));
export const report: Report = check([], settings, { today: '2026-06-01' });
const input: SettingsInput = { rules: { 'tag-values': 'error' }, sessions: { role: 7200 } };
export const pack: PolicyPack = new PolicyPack('ours', { policies: policies(input, { remediate: true }) });
attachGuardrails(new App(), input, { rules: [] });
expectNoFindings({ Resources: {} }, input, { level: 'warning' });
Aspects.of(new App()).add(new GuardrailsAspect(input));
Validations.of(new App()).addPlugins(new StsGuardrailsChecks({ settings: input }));
// @ts-expect-error there is no such setting
attachGuardrails(new App(), { enforced: 'audit' });
// @ts-expect-error an App is asked for, so the types are known
attachGuardrails('app');
// @ts-expect-error a day is asked for
check([], settings, {});
// @ts-expect-error there is no such verdict
export const verdict: Report['findings'][number]['verdict'] = 'pass';
// @ts-expect-error policies are a list
policies().name;
`;

test.each([
  ['node10', 'commonjs'],
  ['nodenext', 'nodenext'],
  ['bundler', 'esnext'],
])('the types are found under module resolution %s', (resolution, module) => {
  desk.write({ 'consumer.ts': consumer });
  const options = `--noEmit --strict --target es2022 --types node --module ${module} --moduleResolution ${resolution}`;
  expect(desk.run(`node_modules/.bin/tsc ${options} --skipLibCheck consumer.ts`)).toEqual({ status: 0, printed: '' });
});
