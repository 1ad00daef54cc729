import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../shared';
import type { Subject } from '../../shared';
import { Text } from '../../shared/model/text';
import { defaultSettings } from '../../shared/settings';
import { readCloudFormation, type Reading } from '../../shared/read/cloudformation';

const folder = join(__dirname, '../inputs/sam');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const load = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));

/** What is found on a template, each finding with the resource of SAM that it is about. */
function findings(template: unknown): readonly string[] {
  const owner = { account: Text.of('111122223333'), partition: Text.of('aws') };
  const { subjects } = readCloudFormation(template, { owner });
  const report = check(subjects, defaultSettings, { today: '2027-01-31' });
  return report.findings
    .map(({ subject, rule, verdict, level, message, at }) =>
      [subject.id.replace(/Role$/, ''), rule, verdict, level, message, at].join(' | '),
    )
    .sort();
}

test.each(names)('%s is found to be what SAM deploys', (name) => {
  const expected = findings(load('translated', name));
  expect(expected.length).toBeGreaterThan(2);
  expect(findings(load(name))).toEqual(expected);
});

const type = 'AWS::Serverless::Function';
const read = (Properties: object, more: object = {}, around: object = {}): Reading =>
  readCloudFormation({ ...around, Resources: { F: { Type: type, ...more, Properties } } }, { file: 'a.yaml' });
const places = ({ subjects }: Reading) => subjects.map(({ kind, place }) => [kind, place.pointer, place.within]);
const document = { Statement: [] };

test('what is made of a function stands at the function', () => {
  const reading = read({
    AssumeRolePolicyDocument: document,
    Policies: ['AWSLambdaExecute', { SQSPollerPolicy: {} }, document, 'PowerUserAccess'],
    Environment: { Variables: { A: 'b' } },
  });
  expect(places(reading)).toEqual([
    ['workload', '/Resources/F/Properties/Environment/Variables', '/Environment/Variables'],
    ['role', '/Resources/F/Properties/AssumeRolePolicyDocument', '/AssumeRolePolicyDocument'],
    ['identity', '/Resources/F/Properties/Policies/2', '/Policies/2'],
    ['identity', '/Resources/F/Properties/Policies/3', '/Policies/3'],
  ]);
  for (const { place } of reading.subjects)
    expect(place).toMatchObject({ id: 'F', type, path: 'a.yaml#F', file: 'a.yaml' });
});

test.each<readonly [string, unknown, readonly string[]]>([
  ['one document', document, ['/Policies']],
  ['one name', 'AdministratorAccess', ['/Policies']],
  ['sides of a condition', [{ 'Fn::If': ['C', document, { Ref: 'AWS::NoValue' }] }], ['/Policies/0/Fn::If/1']],
  [
    'policy templates alone',
    [{ S3ReadPolicy: { BucketName: 'b' } }, { 'Fn::If': ['C', { VPCAccessPolicy: {} }, { Ref: 'AWS::NoValue' }] }],
    [],
  ],
  ['nothing', [], []],
])('policies that are %s', (_name, Policies, expected) => {
  const { subjects } = read({ Policies });
  expect(subjects.filter(({ kind }) => kind === 'identity').map(({ place }) => place.within)).toEqual(expected);
});

test('a policy template that SAM does not have may give anything', () => {
  const subject = read({ Policies: [{ S3RaedPolicy: { BucketName: 'b' } }] }).subjects[1];
  expect(subject).toMatchObject({
    kind: 'identity',
    document: Text.of({ id: 'policy template S3RaedPolicy, which SAM does not have', domain: 'free' }),
  });
});

test('what a macro includes may give anything', () => {
  const macro = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/more.yaml' } } };
  const open = Text.of({ id: 'Transform AWS::Include of s3://b/more.yaml', domain: 'free' });
  for (const [Properties, within] of [
    [{ Policies: [document, macro] }, '/Policies/1'],
    [{ Policies: macro }, '/Policies'],
    [macro, '/Fn::Transform'],
  ] as const)
    expect(read(Properties).subjects.at(-1)).toMatchObject({ kind: 'identity', document: open, place: { within } });
});

test('a role of its own is not made', () => {
  const made = (properties: object) => read(properties).subjects.map(({ kind }) => kind);
  expect(made({ Role: 'arn:aws:iam::111122223333:role/x', Policies: document })).toEqual([]);
  expect(made({ Role: { 'Fn::GetAtt': ['R', 'Arn'] } })).toEqual([]);
  expect(made({ Role: { 'Fn::If': ['C', 'a', 'b'] } })).toEqual([]);
  expect(made({ Role: { Ref: 'AWS::NoValue' } })).toEqual(['role']);
  expect(made({ Role: { 'Fn::If': ['C', { Ref: 'AWS::NoValue' }, 'b'] } })).toEqual(['role']);
  // SAM puts its own role over one of that name, which would not be deployed: what is written out is judged
  const { subjects } = readCloudFormation({
    Resources: { F: { Type: type, Properties: {} }, FRole: { Type: 'AWS::IAM::Role', Properties: {} } },
  });
  expect(subjects.map(({ kind, place }) => [kind, place.id])).toEqual([['role', 'FRole']]);
});

test('a role is made where the function is', () => {
  const around = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };
  expect(read({}, { Condition: 'Never' }, around)).toMatchObject({ subjects: [], skipped: 1 });
  expect(read({}, {}, around)).toMatchObject({ subjects: [{ kind: 'role' }], skipped: 0 });
  const given = { Role: { 'Fn::If': ['Never', 'arn', { Ref: 'AWS::NoValue' }] } };
  expect(read(given, {}, around).subjects).toHaveLength(1);
  const never = { Role: { 'Fn::If': ['Never', { Ref: 'AWS::NoValue' }, 'arn'] } };
  expect(read(never, {}, around).subjects).toHaveLength(0);
});

test('what is accepted at the function is accepted on all that is made of it, once', () => {
  const Metadata = { 'sts-guardrails': { 'external-id': 'a reason' } };
  const { subjects, acknowledged } = read({ Environment: { Variables: {} } }, { Metadata });
  expect(acknowledged).toHaveLength(1);
  expect(subjects.map((subject: Subject) => subject.acknowledged)).toEqual([acknowledged, acknowledged]);
});

test('the role of a function is known by its name elsewhere in the template', () => {
  const trusting = { Principal: { AWS: { 'Fn::GetAtt': ['FRole', 'Arn'] } } };
  const template = {
    Resources: {
      F: { Type: type, Properties: { RolePath: '/fn/' } },
      P: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: document, Roles: [{ Ref: 'FRole' }] } },
      R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trusting } },
    },
  };
  const { subjects } = readCloudFormation(template);
  const [made, policy, role] = subjects;
  if (made?.kind !== 'role' || role?.kind !== 'role' || policy?.kind !== 'identity') throw new Error('other subjects');
  expect((role.trust as unknown as typeof trusting).Principal.AWS).toEqual(made.arn);
  expect(String(made.arn)).toContain(':role/fn/<Ref FRole>');
  expect(policy.identities).toMatchObject([{ of: 'role', id: 'FRole' }]);
});

test('what is no object is said', () => {
  const template = { Resources: { F: { Type: type, Properties: 'x' }, G: { Type: type } } };
  expect(readCloudFormation(template).subjects).toMatchObject([
    { kind: 'unreadable', problem: 'Properties is no object' },
    { kind: 'role', place: { id: 'G' } },
  ]);
});
