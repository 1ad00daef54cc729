import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgementsAt, acknowledgementsOf } from '../../aspects/acknowledgements';

function acknowledge(on: Construct, id: string, reason = 'agreed'): void {
  Validations.of(on).acknowledge({ id, reason });
}

function parts(): { app: App; stack: Stack; role: Construct } {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Payments');
  return { app, stack, role: new Construct(stack, 'Vendor') };
}

test('what is acknowledged on a construct and around it counts, the nearest first', () => {
  const { app, stack, role } = parts();
  acknowledge(app, 'sts-guardrails::tag-session');
  acknowledge(stack, 'sts-guardrails::external-id[undecided]', 'a parameter, ticket=SEC-1');
  acknowledge(role, 'sts-guardrails::external-id', 'expires=2030-01-31');
  expect(acknowledgementsOf(role)).toEqual([
    { rule: 'external-id', reason: 'expires=2030-01-31', by: 'the acknowledgement at Payments/Vendor' },
    {
      rule: 'external-id[undecided]',
      reason: 'a parameter, ticket=SEC-1',
      by: 'the acknowledgement at Payments',
    },
    { rule: 'tag-session', reason: 'agreed', by: 'the acknowledgement at the App' },
  ]);
  expect(acknowledgementsAt(stack)).toHaveLength(1);
});

test('the same word is the same object, until its reason changes', () => {
  const { stack, role } = parts();
  acknowledge(stack, 'sts-guardrails::external-id');
  const [first] = acknowledgementsOf(role);
  expect(acknowledgementsOf(role)[0]).toBe(first);
  expect(acknowledgementsAt(stack)[0]).toBe(first);
  acknowledge(stack, 'sts-guardrails::external-id', 'agreed again');
  expect(acknowledgementsOf(role)).toEqual([{ ...first, reason: 'agreed again' }]);
});

test('ids of others, remarks on what is accepted, and other metadata are no business of ours', () => {
  const { role } = parts();
  acknowledge(role, 'external-id');
  acknowledge(role, 'other-plugin::external-id');
  acknowledge(role, 'sts-guardrails::external-id[accepted]');
  role.node.addMetadata('aws:cdk:acknowledged-rules', 'not an object');
  role.node.addMetadata('aws:cdk:info', { 'sts-guardrails::external-id': 'agreed' });
  expect(acknowledgementsOf(role)).toEqual([]);
});

test('a reason that is no text is no reason; another prefix may be asked for', () => {
  const { role } = parts();
  role.node.addMetadata('aws:cdk:acknowledged-rules', { 'sts-guardrails::external-id': 7 });
  acknowledge(role, 'Checks::tag-session');
  expect(acknowledgementsOf(role)).toMatchObject([{ rule: 'external-id', reason: '' }]);
  expect(acknowledgementsOf(role, 'Checks')).toMatchObject([{ rule: 'tag-session', reason: 'agreed' }]);
});
