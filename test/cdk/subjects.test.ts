import {
  CfnAccessKey,
  PermissionsBoundary,
  ManagedPolicy,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnPermissionSet } from 'aws-cdk-lib/aws-sso';
import { type App, Aspects, CfnResource, Stack, Validations } from 'aws-cdk-lib/core';
import { GuardrailsAspect } from '../../aspects';
import { annotated } from './_notes';
import { places, violations } from './_synth';

const settings = { accounts: { own: ['111122223333'] } };
const anyRole = () => new PolicyStatement({ actions: ['sts:AssumeRole'], resources: ['*'] });
const instances = new ServicePrincipal('ec2.amazonaws.com');

function everything(app: App): Stack {
  const stack = new Stack(app, 'A', { env: { account: '111122223333', region: 'eu-west-1' } });
  new Role(stack, 'Wide', { assumedBy: instances }).addToPolicy(anyRole());
  new CfnAccessKey(stack, 'Key', { userName: 'ci' });
  new CfnFunction(stack, 'Function', {
    role: 'arn:aws:iam::111122223333:role/app',
    code: { zipFile: '0' },
    environment: { variables: { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' } },
  });
  new CfnPermissionSet(stack, 'Set', {
    name: 'set',
    instanceArn: 'arn:aws:sso:::instance/ssoins-1111222233334444',
    sessionDuration: 'PT12H',
  });
  return stack;
}

const found = [
  'A/Function: global-endpoint',
  'A/Key: access-key',
  'A/Set: session-duration',
  'A/Wide/DefaultPolicy: assume-any-role',
];

test('permissions, access keys, environments and durations are judged at their constructs', () => {
  const all = violations((app) => void everything(app), settings, {});
  expect([...new Set(places(all).map((one) => one.replace('/Resource:', ':')))].sort()).toEqual(found);
  const locations = all.map(({ violatingConstructs: [where] }) => where?.cloudFormationResource?.propertyPaths?.[0]);
  expect(locations).toEqual(
    expect.arrayContaining([
      'Properties.PolicyDocument.Statement.0',
      'Properties.Status',
      'Properties.Environment.Variables.AWS_STS_REGIONAL_ENDPOINTS',
      'Properties.SessionDuration',
    ]),
  );
});

test('the Aspect says the same at the same constructs', () => {
  const { notes } = annotated((app) => {
    everything(app);
    Aspects.of(app).add(new GuardrailsAspect(settings));
  });
  const said = notes.map(({ path, text }) => `${path.replace(/\/Resource$/, '')}: ${text.split(':')[0]}`);
  expect([...new Set(said)].sort()).toEqual(found);
});

test('what is accepted at a role holds for the policy that the role makes', () => {
  const all = violations(
    (app) => {
      const stack = new Stack(app, 'A');
      const role = new Role(stack, 'Wide', { assumedBy: instances });
      role.addToPolicy(anyRole());
      Validations.of(role).acknowledge({
        id: 'sts-guardrails::assume-any-role',
        reason: 'the deploy role of all stacks',
      });
    },
    settings,
    {},
  );
  expect(all.filter(({ ruleName }) => ruleName.startsWith('assume-any-role')).map(({ ruleName }) => ruleName)).toEqual([
    'assume-any-role[accepted]',
  ]);
});

test('a boundary and a Deny in another construct count', () => {
  const guarded = (guard: (stack: Stack, role: Role) => void) =>
    places(
      violations(
        (app) => {
          const stack = new Stack(app, 'A');
          const role = new Role(stack, 'Wide', { assumedBy: instances });
          role.addToPolicy(anyRole());
          guard(stack, role);
        },
        settings,
        {},
      ),
    );
  const never = new PolicyStatement({ actions: ['s3:*'], resources: ['*'] });
  expect(guarded(() => undefined)).toEqual(['A/Wide/DefaultPolicy/Resource: assume-any-role']);
  expect(
    guarded((stack, role) =>
      PermissionsBoundary.of(role).apply(new ManagedPolicy(stack, 'Limit', { statements: [never] })),
    ),
  ).toEqual([]);
  const deny = PolicyStatement.fromJson({ Effect: 'Deny', Action: 'sts:*', Resource: '*' });
  expect(
    guarded((stack, role) => void new ManagedPolicy(stack, 'Guard', { statements: [deny], roles: [role] })),
  ).toEqual([]);
});

describe('what a whole program comes to', () => {
  const role = (stack: Stack, id: string, AWS: unknown) =>
    new CfnResource(stack, id, {
      type: 'AWS::IAM::Role',
      properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: AWS }],
        },
        Policies: [],
      },
    });
  const chain = (app: App): CfnResource => {
    const stack = new Stack(app, 'A');
    const first = role(stack, 'First', { Service: 'ec2.amazonaws.com' });
    const second = role(stack, 'Second', { AWS: first.getAtt('Arn') });
    return role(stack, 'Third', { AWS: second.getAtt('Arn') });
  };

  test('stands at the role where it is to be mended', () => {
    const all = violations((app) => void chain(app), settings, {});
    const found = all.filter(({ ruleName }) => ruleName === 'role-chain');
    expect(places(found)).toEqual(['A/Third: role-chain']);
    expect(found[0]?.violatingConstructs[0]?.cloudFormationResource?.propertyPaths).toEqual([
      'Properties.AssumeRolePolicyDocument.Statement.0',
    ]);
  });

  test('is told by the Aspect with the role that it is about, also where it is accepted', () => {
    const told = (accept: (last: CfnResource) => void) =>
      annotated((app) => {
        accept(chain(app));
        Aspects.of(app).add(new GuardrailsAspect(settings));
      }).violations.map(({ ruleName, description }) => `${ruleName}: ${description}`);
    expect(told(() => undefined)).toEqual([
      expect.stringMatching(/^role-chain: .* First → Second → Third\n {3}at A\/Third, \/Statement\/0$/),
    ]);
    const accepted = told((last) =>
      Validations.of(last).acknowledge({ id: 'sts-guardrails::role-chain', reason: 'agreed' }),
    );
    expect(accepted).toEqual([
      expect.stringMatching(/^role-chain\[accepted\]: [^]*: agreed\n {3}at A\/Third, \/Statement\/0$/),
    ]);
  });
});
