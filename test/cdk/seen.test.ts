import { type App, CfnElement, CfnParameter, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import type { Rule } from '../../shared';
import { open } from './_rules';
import { closed, places, role, synth, trust, violations } from './_synth';

/** A part of a template that no resource construct stands for. */
class Snippet extends CfnElement {
  override _toCloudFormation(): object {
    return { Resources: { Old: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('*') } } } };
  }
}

test('a finding carries its place, its request, its remedy and what other tools need', () => {
  const [found, ...others] = violations((app) => role(new Stack(app, 'A'), 'Open', trust('*')));
  expect(others).toEqual([]);
  expect(found).toEqual({
    ruleName: 'open',
    severity: 'error',
    description:
      'open: anybody can assume this role\n   request that gets through: sts:AssumeRole by AWS ' +
      'arn:aws:iam::123456789012:role/anybody with aws:SecureTransport = true',
    suggestedFix: 'Name the principal.',
    ruleMetadata: {
      rule: 'open',
      guardrail: 'TEST-1',
      verdict: 'fail',
      level: 'error',
      at: '/Statement/0/Principal',
      docs: 'https://rules.example.com/tests',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      subject: 'A/Open',
      type: 'AWS::IAM::Role',
      request: expect.stringContaining('"actions":["sts:AssumeRole"]') as string,
    },
    violatingConstructs: [
      {
        constructPath: 'A/Open',
        constructFqn: 'aws-cdk-lib.CfnResource',
        libraryVersion: expect.any(String) as string,
        cloudFormationResource: {
          templatePath: 'A.template.json',
          logicalId: 'Open',
          propertyPaths: ['Properties.AssumeRolePolicyDocument.Statement.0.Principal'],
        },
        stackTraces: [expect.stringContaining('seen.test.ts') as string],
      },
    ],
  });
});

test('roles in Stages, nested stacks, overrides and included templates are seen where they stand', () => {
  const found = violations((app) => {
    const top = new Stack(app, 'Top');
    role(top, 'Changed', closed).addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Principal', '*');
    const nested = new NestedStack(new NestedStack(top, 'Nested'), 'Deeper');
    role(nested, 'Open', trust('*'));
    const stage = new Stage(new Stage(app, 'Prod'), 'Eu');
    role(new Stack(stage, 'Top'), 'Open', trust('*'));
    new Snippet(new Stack(app, 'Included'), 'Template');
  });
  expect(places(found).sort()).toEqual([
    'Included: open',
    'Prod/Eu/Top/Open: open',
    'Top/Changed: open',
    'Top/Nested/Deeper/Open: open',
  ]);
});

test('a role that is renamed or whose id is overridden is found by the id it ends with', () => {
  const found = violations((app) => role(new Stack(app, 'A'), 'Open', trust('*')).overrideLogicalId('Other'));
  expect(places(found)).toEqual(['A/Open: open']);
});

test('a nested stack is judged with what its parent passes', () => {
  const nestedRole = (value: string) => (app: App) => {
    const top = new Stack(app, 'Top');
    const nested = new NestedStack(top, 'Nested', { parameters: { Who: value } });
    const who = new CfnParameter(nested, 'Who', { default: 'nobody' });
    role(nested, 'Role', trust({ AWS: who.valueAsString }));
  };
  expect(places(violations(nestedRole('*')))).toEqual(['Top/Nested/Role: open']);
  expect(violations(nestedRole('111122223333'))).toEqual([]);
});

test('an import from a stack of the same app has the value that is exported', () => {
  const found = violations((app) => {
    const from = new Stack(app, 'From');
    const name = from.exportValue('*', { name: 'Who' });
    role(new Stack(app, 'To'), 'Role', trust({ AWS: name }));
  });
  expect(places(found)).toEqual(['To/Role: open']);
});

test('an export of another account, or one of two that share a name, settles nothing', () => {
  const importing = (...accounts: (string | undefined)[]) => {
    const found = violations((app) => {
      const at = (account?: string) => ({ ...(account !== undefined && { env: { account, region: 'eu-west-1' } }) });
      accounts.forEach((account, index) => {
        new Stack(app, `From${index}`, at(account)).exportValue('*', { name: 'Who' });
      });
      role(new Stack(app, 'To', at('111122223333')), 'Role', trust({ AWS: Fn.importValue('Who') }));
    });
    return places(found);
  };
  expect(importing('111122223333')).toEqual(['To/Role: open']);
  expect(importing('444455556666')).toEqual(['To/Role: murky[undecided]']);
  expect(importing(undefined)).toEqual(['To/Role: murky[undecided]']);
  expect(importing('111122223333', '111122223333')).toEqual(['To/Role: murky[undecided]']);
});

test('the account and Region of a stack are those that it is bound to', () => {
  const met: unknown[] = [];
  const witness: Rule = {
    ...open,
    judges: ({ owner: { account, region } }) => {
      met.push([account?.toString(), region?.toString()]);
      return [];
    },
  };
  const build = (app: App) => {
    const bound = new Stack(app, 'Bound', { env: { account: '111122223333', region: 'eu-west-1' } });
    role(bound, 'Role', closed);
    role(new NestedStack(bound, 'Nested'), 'Role', closed);
    role(new Stack(app, 'Free'), 'Role', closed);
  };
  synth(build, {}, { rules: [witness] });
  const own = ['111122223333', 'eu-west-1'];
  expect(met).toEqual([own, ['<AWS::AccountId>', '<AWS::Region>'], own]);
});
