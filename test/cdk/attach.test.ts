import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { attachGuardrails } from '../../aspects';
import { demandCore, demandVersion } from '../../aspects/peer';
import { type Rule, trustRule } from '../../shared';
import { closed, role } from './_synth';

const app = () => new App({ analyticsReporting: false });

test('attaching twice is refused, since every finding would show up twice', () => {
  const once = app();
  attachGuardrails(once);
  expect(() => attachGuardrails(once)).toThrow('attached to this App already');
});

test('only an App can be attached to', () => {
  expect(() => attachGuardrails(new Stack(app(), 'A') as unknown as App)).toThrow('takes the App itself');
});

test('wrong settings stop the app before anything is judged', () => {
  expect(() => attachGuardrails(app(), { enforced: 'block' } as object)).toThrow(/enforced/);
  const inContext = new App({
    analyticsReporting: false,
    context: { 'sts-guardrails': { accounts: { own: ['12'] } } },
  });
  expect(() => attachGuardrails(inContext)).toThrow(/CDK context/);
});

test('a missing aws-cdk-lib is one line that names the install', () => {
  const missing = () => {
    throw new Error("Cannot find module 'aws-cdk-lib/core'");
  };
  expect(() => demandCore(missing)).toThrow(/^sts-guardrails\/aspects needs aws-cdk-lib.*npm install aws-cdk-lib/);
});

describe('the version of aws-cdk-lib is that of the app itself', () => {
  const made = (version: unknown): object => {
    class Base {}
    class Mine extends Base {}
    Object.defineProperty(Base, Symbol.for('jsii.rtti'), { value: { fqn: 'aws-cdk-lib.App', version } });
    return new Mine();
  };

  test.each(['2.262.0', '2.276.0', '2.1000.3'])('%s will do', (version) => {
    expect(demandVersion(made(version))).toBe(version);
  });

  test.each(['2.261.0', '2.99.1', '1.204.0', '3.0.0', 'x', undefined])('%s will not', (version) => {
    const said = version ?? 'an unknown version';
    expect(() => demandVersion(made(version))).toThrow(
      `sts-guardrails needs aws-cdk-lib 2.262 or newer, below 3; this app is built with ${said}`,
    );
  });

  test('an app that carries no version will not', () => {
    expect(() => demandVersion({})).toThrow('an unknown version');
  });
});

describe('what stands in the environment is read at once', () => {
  const names = ['STS_GUARDRAILS_SETTINGS', 'STS_GUARDRAILS_REPORT'] as const;
  const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-attach-'));
  afterEach(() => names.forEach((name) => delete process.env[name]));
  afterAll(() => rmSync(folder, { recursive: true }));

  function platform(settings: object): void {
    const file = join(folder, 'platform.json');
    writeFileSync(file, JSON.stringify(settings));
    process.env.STS_GUARDRAILS_SETTINGS = file;
  }

  test.each(['yaml=out.yaml', 'json', 'json=no/such/folder/out.json', ''])('a report to %j is refused', (wrong) => {
    process.env.STS_GUARDRAILS_REPORT = wrong;
    expect(() => attachGuardrails(app())).toThrow('STS_GUARDRAILS_REPORT');
  });

  test('settings that cannot be read are refused', () => {
    process.env.STS_GUARDRAILS_SETTINGS = join(folder, 'none.json');
    expect(() => attachGuardrails(app())).toThrow('none.json: there is no such file');
  });

  test('locked settings of the platform can be tightened in code and in the context, and not loosened', () => {
    platform({ locked: true, accounts: { own: ['111122223333'] } });
    attachGuardrails(app(), { rules: { 'trusted-account': 'error' }, acknowledgements: false });
    const refused = (settings: object) => expect(() => attachGuardrails(app(), settings)).toThrow;
    refused({ rules: { 'external-id': 'off' } })(
      /settings in code: rules.external-id: would loosen what .*platform.json/,
    );
    refused({ enforce: 'audit' })(/settings in code: enforce: would loosen/);
    refused({ exceptions: [{ rule: 'external-id', where: '**', reason: 'in a hurry' }] })(
      /settings in code: exceptions.*would loosen/,
    );
    const context = { 'sts-guardrails': { enforce: 'audit' } };
    const loose = new App({ analyticsReporting: false, context });
    expect(() => attachGuardrails(loose)).toThrow(/CDK context "sts-guardrails": enforce: would loosen/);
  });
});

describe('rules of one’s own', () => {
  const mine = trustRule({
    name: 'no-vendor',
    level: 'error',
    summary: 'No vendor gets in.',
    why: 'A test.',
    fix: 'Remove the vendor.',
    references: [],
    asks: () => [],
    says: () => 'a vendor gets in',
  });

  test('settings may name them', () => {
    attachGuardrails(app(), { rules: { 'no-vendor': 'warning' } }, { rules: [mine] });
    expect(() => attachGuardrails(app(), { rules: { 'no-vendor': 'warning' } })).toThrow('no-vendor');
  });

  test('what is no rule, or has a name that is taken, is refused', () => {
    expect(() => attachGuardrails(app(), {}, { rules: [{} as Rule] })).toThrow('is no rule');
    expect(() => attachGuardrails(app(), {}, { rules: [{ ...mine, name: 'external-id' }] })).toThrow('is taken');
  });

  test('their findings stop the run', () => {
    const found = { verdict: 'fail' as const, at: '/Statement/0', message: 'a vendor gets in' };
    const rule: Rule = { ...mine, judges: (subject) => (subject.kind === 'role' ? [found] : []) };
    const mended = app();
    role(new Stack(mended, 'A'), 'Role', closed);
    attachGuardrails(mended, {}, { rules: [rule] });
    process.env.CDK_VALIDATION = 'false';
    try {
      expect(() => mended.synth()).toThrow('no-vendor: a vendor gets in');
    } finally {
      delete process.env.CDK_VALIDATION;
      rmSync(mended.outdir, { recursive: true, force: true });
    }
  });
});
