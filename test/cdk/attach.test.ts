import { App, Stack } from 'aws-cdk-lib/core';
import { attachGuardrails } from '../../aspects';
import { demandCore, demandVersion } from '../../aspects/peer';

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
