// Top-level stacks A (clean, one warning) and B (open), and a Stage with C (open), judged by the rules of the tests.
// Context `variant` closes the open roles, acknowledges them, or breaks a rule or the plugin itself.
import { App, CfnResource, Stack, Stage, Validations } from 'aws-cdk-lib';
import type { Rule } from '../../../shared/rules/rule';
import { attach } from '../../../aspects/attach';
import { crashing, long, open } from '../_rules';

const app = new App();
const variant = String(app.node.tryGetContext('variant') ?? 'open');
const strangers = variant === 'open' || variant === 'acknowledged';

function role(stack: Stack, id: string, principal: unknown, seconds = 3600): void {
  new CfnResource(stack, id, {
    type: 'AWS::IAM::Role',
    properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
      },
      MaxSessionDuration: seconds,
    },
  });
}

const service = { Service: 'ec2.amazonaws.com' };
role(new Stack(app, 'A'), 'Slow', service, 7200);
role(new Stack(app, 'B'), 'Open', strangers ? '*' : service);
role(new Stack(new Stage(app, 'Prod'), 'C'), 'Open', strangers ? '*' : service);

if (variant === 'acknowledged') {
  Validations.of(app).acknowledge({ id: 'sts-guardrails::open', reason: 'a honeypot' });
}

const rules: { readonly [variant: string]: readonly Rule[] } = {
  'rule-crash': [crashing],
  'plugin-crash': new Proxy([], {
    get() {
      throw new Error('the plugin is broken');
    },
  }),
};
attach(app, {}, { rules: rules[variant] ?? [open, long] });
