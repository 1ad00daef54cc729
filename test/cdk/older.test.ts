import { rmSync } from 'node:fs';
import { App, CfnResource, type IPolicyValidationContext, NestedStack, Stack, Validations } from 'aws-cdk-lib/core';
import { judgeApp } from '../../aspects/judge';
import { plugins } from '../../aspects/plugin';
import { defaultSettings } from '../../shared';
import { open } from './_rules';
import { closed, role, trust } from './_synth';

const core = jest.requireActual<typeof import('aws-cdk-lib/core')>('aws-cdk-lib/core');

/** An app that says it is made with another version of aws-cdk-lib. */
function appOf(version: string): App {
  class Made extends App {}
  Object.defineProperty(Made, Symbol.for('jsii.rtti'), { value: { fqn: 'aws-cdk-lib.App', version } });
  return new Made({ analyticsReporting: false });
}

/** Three stacks in two accounts, one role acknowledged; asked for each account and Region, as CDK did before 2.269. */
function asked(version: string, rounds = 1): string[][] {
  const app = appOf(version);
  const at = (account: string) => ({ env: { account, region: 'eu-west-1' } });
  const first = new Stack(app, 'A', at('111122223333'));
  const accepted = role(first, 'Accepted', trust('*'));
  role(new NestedStack(first, 'Inner'), 'Fine', closed);
  role(new Stack(app, 'B', at('444455556666')), 'Open', trust('*'));
  role(new Stack(app, 'C', at('111122223333')), 'Fine', closed);
  Validations.of(accepted).acknowledge({ id: 'sts-guardrails::open', reason: 'a honeypot' });
  new CfnResource(first, 'Other', { type: 'AWS::SNS::Topic' });
  process.env.CDK_VALIDATION = 'false';
  try {
    const { stacks } = app.synth();
    const owners: string[] = [];
    const pair = plugins(core, (context) => {
      owners.push(
        ...context.stackTemplates.map(({ stackConstructPath, accountId }) => `${stackConstructPath} ${accountId}`),
      );
      return judgeApp(core, context, { settings: defaultSettings, today: '2030-01-31', rules: [open] });
    });
    const groups = ['111122223333', '444455556666'].map((account) => {
      const stackTemplates = stacks
        .filter(({ environment }) => environment.account === account)
        .map((one) => ({ stackConstructPath: one.hierarchicalId, templatePath: one.templateFullPath }));
      return { appConstruct: app, stackTemplates } as unknown as IPolicyValidationContext;
    });
    const said = [];
    for (let round = 0; round < rounds; round++) {
      for (const plugin of pair) {
        for (const group of groups) {
          const { violations } = plugin.validate(group);
          said.push(
            violations.map((one) => `${one.severity} ${one.ruleName} ${one.violatingResources[0]?.constructPath}`),
          );
        }
      }
    }
    return [[...new Set(owners)].sort(), ...said];
  } finally {
    delete process.env.CDK_VALIDATION;
    rmSync(app.outdir, { recursive: true, force: true });
  }
}

const whole = ['A 111122223333', 'B 444455556666', 'C 111122223333'];
const remarks = ['info open[accepted] A/Accepted'];

test('a CDK that asks for each account by itself gets one answer on the whole app, and again the next time', () => {
  // where an id counts for the whole app, what is acknowledged elsewhere needs another id
  const blocking = ['fatal open[not-accepted] B/Open', 'error open A/Accepted'];
  const round = [blocking, [], remarks, []];
  expect(asked('2.262.0', 2)).toEqual([whole, ...round, ...round]);
});

test('a CDK that asks about all at once is answered each time', () => {
  const [owners, ...answers] = asked('2.270.0');
  expect(owners).toEqual(['A undefined', 'B undefined', 'C undefined']); // this CDK says whose the stacks are itself
  expect(answers[1]).toEqual(['fatal open[not-accepted] B/Open']);
});

test('where CDK heeds the place, an acknowledgement elsewhere changes nothing', () => {
  expect(asked('2.271.0')[2]).toEqual(['error open B/Open']);
});
