import fc from 'fast-check';
import { Text } from '../../shared/model/text';
import {
  cloudFormationTypes,
  readCloudFormation,
  readExports,
  readNestedParameters,
} from '../../shared/read/cloudformation';
import { readTrustDocument } from '../../shared/read/document';
import { ownerFromPulumiProvider, readPulumiResource, Seen } from '../../shared/read/pulumi';
import { readers } from '../../shared/read/pulumi/types';
import { unknowns } from '../../shared/read/pulumi/wire';
import { isTree, treesOf } from './trees';

const names = ['A', 'B', 'P', 'M', 'C', 'D', 'Arn', 'AWS::NoValue', 'AWS::Region', 'AWS::AccountId'];
const hostile = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'length', ''];
const functions = ['Ref', 'Condition', 'Fn::If', 'Fn::Join', 'Fn::Sub', 'Fn::Select', 'Fn::Split', 'Fn::FindInMap']
  .concat(['Fn::GetAtt', 'Fn::ImportValue', 'Fn::Base64', 'Fn::Transform', 'Fn::ForEach::X', 'Fn::Nothing'])
  .concat(['Fn::Equals', 'Fn::Not', 'Fn::And', 'Fn::Or', 'Fn::Length', 'Fn::Base64', 'Fn::ToJsonString']);
const properties = ['Type', 'Properties', 'AssumeRolePolicyDocument', 'MaxSessionDuration', 'RoleName', 'Path', 'Url']
  .concat([
    'TemplateBody',
    'Resources',
    'Default',
    'AllowedValues',
    'Metadata',
    'aws:cdk:path',
    'Export',
    'Name',
    'Value',
  ])
  .concat(['Parameters', 'DefaultValue'])
  .concat(['PolicyDocument', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary', 'Roles', 'Users', 'Groups'])
  .concat(['GroupName', 'ManagedPolicyName', 'SessionDuration', 'InlinePolicy', 'Environment', 'Variables', 'Status'])
  .concat(['ContainerDefinitions', 'EnvironmentVariables', 'ManagedPolicies'])
  .concat(['Function', 'Role', 'AssumeRolePolicyDocument', 'IgnoreGlobals', 'TemplateURL', 'Condition']);
const texts = [
  '${A}',
  '${A.Arn}',
  '${!A}',
  '${P',
  '{{resolve:ssm:a}}',
  '{{resolve:',
  '}}',
  ',',
  ':',
  '0',
  '111122223333',
]
  .concat(['AWS::IAM::Role', 'AWS::CloudFormation::StackSet', 'AWS::CloudFormation::Stack', 'AWS::IAM::OIDCProvider'])
  .concat(['{"Resources":{"A":null}}', unknowns.string, '4dabf18193072939515e22adb298388d']);

/** JSON from the words of templates, as parsed text, so that a key named __proto__ is a plain key. */
const { value: wordy } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(...names, ...texts, ...hostile, null, true, 0, 1, 3600),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...names, ...functions, ...properties, ...hostile), tie('value')), {
        maxLength: 4,
      })
      .map((entries) => Object.fromEntries(entries) as unknown),
    fc.tuple(fc.constantFrom(...functions), tie('value')).map(([name, value]) => ({ [name]: value })),
  ),
}));
const json = fc.oneof(wordy, fc.jsonValue({ maxDepth: 5 }));

const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] }, RoleName: 'x' } };
// what names or holds something
const named = [
  'RoleName',
  'Path',
  'Url',
  'TemplateBody',
  'Roles',
  'ManagedPolicyArns',
  'PermissionsBoundary',
  'Environment',
];
const loop = fc.tuple(
  fc.constantFrom('A', 'B', 'P', ''),
  fc.oneof(fc.array(fc.constantFrom('A', 'B-1', '${A}')), json),
  fc.dictionary(fc.constantFrom('A${A}', 'B&{B}', 'R', 'Fn::ForEach::Y', '__proto__'), json, { maxKeys: 3 }),
);
const looped = <T>(entries: fc.Arbitrary<{ [name: string]: T }>) =>
  fc.oneof(
    entries,
    fc.tuple(entries, loop).map(([all, one]) => ({ ...all, 'Fn::ForEach::X': one })),
  );
const section = looped(fc.dictionary(fc.constantFrom(...names), json, { maxKeys: 4 }));
const resource = fc.oneof(
  json,
  fc
    .tuple(
      fc.constantFrom(...cloudFormationTypes, 'AWS::IAM::OIDCProvider', 'AWS::IAM::UserToGroupAddition'),
      section,
      json,
      json,
    )
    .map(([Type, more, AssumeRolePolicyDocument, name]) => ({
      Type,
      Properties: {
        ...more,
        ...Object.fromEntries(named.map((property) => [property, name])),
        AssumeRolePolicyDocument,
        PolicyDocument: AssumeRolePolicyDocument,
        Policies: [{ PolicyDocument: AssumeRolePolicyDocument }],
      },
    })),
);
const template = fc.record({
  Parameters: section,
  Mappings: fc.dictionary(fc.constantFrom(...names), section, { maxKeys: 3 }),
  Conditions: section,
  Outputs: section,
  Globals: fc.dictionary(fc.constantFrom('Function', ...names), section, { maxKeys: 2 }),
  Resources: looped(fc.dictionary(fc.constantFrom(...names, ...hostile), resource, { maxKeys: 5 })),
});

const runs = { numRuns: 1_000 };

test('any JSON is read as a template', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(readCloudFormation(value).subjects.every(({ place }) => typeof place.path === 'string')).toBe(true);
      readExports(value);
      readNestedParameters(value);
    }),
    runs,
  );
});

test('a role stays a role whatever stands around and inside it', () => {
  fc.assert(
    fc.property(template, (value) => {
      const { Resources } = value;
      const { subjects } = readCloudFormation({ ...value, Resources: { ...Resources, Last: role } });
      expect(subjects.at(-1)).toMatchObject({ kind: 'role', place: { id: 'Last' } });
      for (const subject of subjects) {
        if (subject.kind === 'unreadable') expect(subject.problem).toMatch(/^[^.\n]+$/);
        else expect(treesOf(subject).every(isTree)).toBe(true);
      }
      const read = Object.entries(Resources).filter(
        ([, found]) => (found as { Type?: unknown } | null)?.Type === 'AWS::IAM::Role',
      );
      for (const [id] of read) expect(subjects.some(({ place }) => place.id === id)).toBe(true);
      readExports(value);
      readNestedParameters(value);
    }),
    runs,
  );
});

test('reading changes nothing and gives the same again', () => {
  fc.assert(
    fc.property(template, (made) => {
      // a file holds no -0
      const before = JSON.stringify(made);
      const value: unknown = JSON.parse(before);
      const first = readCloudFormation(value);
      expect(JSON.stringify(value)).toBe(before);
      expect(readCloudFormation(JSON.parse(before))).toEqual(first);
    }),
    { numRuns: 500 },
  );
});

const pulumiTypes = [...readers.keys()];

test('any inputs are read as a Pulumi resource, a provider and a policy', () => {
  const inputs = fc.oneof(
    json,
    fc.record({ assumeRolePolicy: json, assumeRolePolicyDocument: json, maxSessionDuration: json }),
    fc.record({ role: json, policy: json, policyArn: json, environment: json, containerDefinitions: json, name: json }),
    fc.record({ inlinePolicies: fc.array(json), permissionsBoundary: json, managedPolicyArns: json, user: json }),
    fc.record({ allowedAccountIds: json, assumeRoles: json, assumeRole: json, region: json }),
  );
  fc.assert(
    fc.property(inputs, fc.string(), (props, urn) => {
      for (const type of ['aws:iam/role:Role', 'aws-native:iam:Role']) {
        const [subject] = readPulumiResource({ type, urn, name: 'x', props });
        expect(subject?.kind === 'role' && isTree(subject.trust) && isTree(subject.maxSeconds)).toBe(true);
      }
      const seen = new Seen();
      for (const type of pulumiTypes) {
        const subjects = readPulumiResource({ type, urn, name: 'x', props }, { seen });
        expect(subjects.every((subject) => treesOf(subject).every(isTree))).toBe(true);
      }
      for (const part of Object.values(ownerFromPulumiProvider(props))) expect(part).toBeInstanceOf(Text);
      readTrustDocument(props, { id: 'x', path: 'x' });
    }),
    runs,
  );
});
