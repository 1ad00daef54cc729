import { Text } from '../../shared/model/text';
import { Choice } from '../../shared/model/tree';
import {
  cloudFormationTypes,
  looksLikeTemplate,
  readCloudFormation,
  readExports,
  readNestedParameters,
} from '../../shared/read/cloudformation';
import type { TemplateOptions } from '../../shared/read/cloudformation';

const trust = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } }] };
const role = (more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: trust, ...more },
});
const hole = (id: string, domain: 'account' | 'partition' | 'region' | 'free' | 'name') => Text.of({ id, domain });
const open = {
  account: hole('AWS::AccountId', 'account'),
  partition: hole('AWS::Partition', 'partition'),
  region: hole('AWS::Region', 'region'),
};
const arn = Text.of(
  'arn:',
  { id: 'AWS::Partition', domain: 'partition' },
  ':iam::',
  { id: 'AWS::AccountId', domain: 'account' },
  ':role/',
  { id: 'Ref R', domain: 'name' },
);
const subjects = (Resources: unknown, options: TemplateOptions = {}) =>
  readCloudFormation({ Resources }, options).subjects;

describe('a role', () => {
  test('has a place, an owner, a policy and a duration', () => {
    const place = {
      id: 'R',
      type: 'AWS::IAM::Role',
      path: 'R',
      pointer: '/Resources/R/Properties/AssumeRolePolicyDocument',
      within: '/AssumeRolePolicyDocument',
    };
    expect(subjects({ R: role({ MaxSessionDuration: 3600 }) })).toEqual([
      { kind: 'role', place, owner: open, trust, maxSeconds: 3600, arn },
    ]);
  });

  test('keeps what the host knows of its owner', () => {
    const owner = { account: Text.of('111122223333'), organization: Text.of('o-a1b2c3d4e5') };
    expect(subjects({ R: role() }, { owner })[0]?.owner).toEqual({ ...open, ...owner });
  });

  test.each<readonly [string, object, TemplateOptions, string]>([
    ['the logical id', role(), {}, 'R'],
    ['file and logical id', role(), { file: 'a.json' }, 'a.json#R'],
    ['the construct path', { ...role(), Metadata: { 'aws:cdk:path': 'App/R/Resource' } }, { file: 'a.json' }, 'App/R'],
    [
      'what the host says',
      { ...role(), Metadata: { 'aws:cdk:path': 'x' } },
      { pathOf: (id) => `host/${id}` },
      'host/R',
    ],
  ])('has as path %s', (_name, resource, options, path) => {
    expect(subjects({ R: resource }, options)[0]?.place.path).toBe(path);
  });

  test.each<readonly [string, object, unknown]>([
    ['none', {}, undefined],
    ['numeric text', { MaxSessionDuration: '43200' }, '43200'],
    ['a parameter', { MaxSessionDuration: { Ref: 'Hours' } }, hole('Ref Hours', 'free')],
    ['a choice', { MaxSessionDuration: { 'Fn::If': ['C', 3600, 7200] } }, new Choice('C', 3600, 7200)],
  ])('has as duration %s', (_name, properties, expected) => {
    expect(subjects({ R: role(properties) })[0]).toHaveProperty('maxSeconds', expected);
  });

  test.each<readonly [string, unknown, unknown]>([
    ['a parameter', { Ref: 'Doc' }, hole('Ref Doc', 'free')],
    ['a choice', { 'Fn::If': ['C', trust, { Ref: 'AWS::NoValue' }] }, new Choice('C', trust, undefined)],
    ['JSON text', '{"Statement":[]}', '{"Statement":[]}'],
    ['JSON text put together', { 'Fn::Sub': '{"a":"${P}"}' }, Text.of('{"a":"', { id: 'Ref P', domain: 'free' }, '"}')],
    ['lower-case keys', { statement: { principal: '*' } }, { statement: { principal: '*' } }],
    [
      'an element that may be left out',
      { Statement: [{ 'Fn::If': ['C', { Effect: 'Allow' }, { Ref: 'AWS::NoValue' }] }] },
      { Statement: [new Choice('C', { Effect: 'Allow' }, undefined)] },
    ],
    [
      'a condition block that a resource computes',
      { Condition: { StringEquals: { 'Fn::GetAtt': ['J', 'Value'] } } },
      { Condition: { StringEquals: hole('GetAtt J.Value', 'free') } },
    ],
    ['null', null, null],
    ['a list', ['x'], ['x']],
  ])('has as policy %s', (_name, AssumeRolePolicyDocument, expected) => {
    expect(subjects({ R: role({ AssumeRolePolicyDocument }) })[0]).toHaveProperty('trust', expected);
  });

  test.each([{}, { Properties: {} }])('without a policy has none', (more) => {
    expect(subjects({ R: { Type: 'AWS::IAM::Role', ...more } })[0]).toMatchObject({ kind: 'role', trust: undefined });
  });

  test('whose properties a macro writes is not known', () => {
    const [subject] = subjects({ R: { Type: 'AWS::IAM::Role', Properties: { 'Fn::Transform': 'M' } } });
    expect(subject).toHaveProperty('trust', hole('Transform M', 'free'));
  });

  test('keeps a key named __proto__ a plain key', () => {
    const document = JSON.parse('{"__proto__": {"Ref": "P"}, "Ref2": 1}') as unknown;
    const [subject] = subjects(JSON.parse(`{"R": ${JSON.stringify(role({ AssumeRolePolicyDocument: document }))}}`));
    if (subject?.kind !== 'role') throw new Error('the role was not read');
    expect(Object.keys(subject.trust as object)).toEqual(['__proto__', 'Ref2']);
    expect(Object.getPrototypeOf(subject.trust)).toBe(Object.prototype);
  });
});

describe('what cannot be read is said', () => {
  const problems = (template: unknown) =>
    readCloudFormation(template, { file: 'a.json' }).subjects.map((subject) => [
      subject.place.pointer,
      subject.kind === 'unreadable' ? subject.problem : subject.kind,
    ]);

  test.each<readonly [string, unknown, string, string]>([
    ['a number', 5, '', 'the template is no object'],
    ['a list', [], '', 'the template is no object'],
    ['no resources', {}, '', 'the template has no object Resources'],
    ['a list of resources', { Resources: [role()] }, '', 'the template has no object Resources'],
    ['a resource that is null', { Resources: { A: null } }, '/Resources/A', 'the resource is no object'],
    ['a resource without a type', { Resources: { A: {} } }, '/Resources/A', 'the resource has no Type'],
    [
      'a type that is no text',
      { Resources: { 'A/B': { Type: { Ref: 'T' } } } },
      '/Resources/A~1B',
      'the resource has no Type',
    ],
    [
      'properties that are a list',
      { Resources: { A: { Type: 'AWS::IAM::Role', Properties: [] } } },
      '/Resources/A/Properties',
      'Properties is no object',
    ],
  ])('%s', (_name, template, pointer, problem) => {
    expect(problems(template)).toEqual([[pointer, problem]]);
  });

  test('the rest is read', () => {
    expect(problems({ Resources: { A: null, B: role() } }).map(([, kind]) => kind)).toEqual([
      'the resource is no object',
      'role',
    ]);
  });

  test.each<readonly [string, string, unknown, RegExp]>([
    ['a loop that is none', 'Fn::ForEach::Each', 'x', /^Fn::ForEach::Each cannot be read/],
    ['a loop of two parts', 'Fn::ForEach::Each', ['X', ['a']], /^Fn::ForEach::Each cannot be read/],
    ['a loop with an odd variable', 'Fn::ForEach::Each', ['X}', ['a'], {}], /^Fn::ForEach::Each cannot be read/],
    ['a macro', 'Fn::Transform', { Name: 'AWS::Include' }, /^a macro writes resources/],
  ])('resources of %s', (_name, key, entry, problem) => {
    expect(problems({ Resources: { [key]: entry } })).toEqual([[`/Resources/${key}`, expect.stringMatching(problem)]]);
  });
});

test('resources of other types are counted', () => {
  expect(
    readCloudFormation({ Resources: { A: { Type: 'AWS::S3::Bucket' }, B: role(), C: { Type: 'X' } } }),
  ).toMatchObject({
    subjects: [{ place: { id: 'B' } }],
    skipped: 2,
  });
  expect(cloudFormationTypes).toContain('AWS::IAM::Role');
});

test.each<readonly [boolean, unknown]>([
  [true, { Resources: {} }],
  [true, { AWSTemplateFormatVersion: '2010-09-09' }],
  [false, { Resources: [] }],
  [false, { Statement: [] }],
  [false, JSON.parse('{"__proto__": {"Resources": {}}}')],
  [false, null],
  [false, 'Resources'],
])('%s: %j looks like a template', (expected, value) => {
  expect(looksLikeTemplate(value)).toBe(expected);
});

describe('a stack set', () => {
  const set = (TemplateBody: unknown) => ({
    Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody } },
  });
  const owner = { account: Text.of('111122223333'), region: Text.of('eu-west-1'), partition: Text.of('aws') };
  const inner = { Resources: { R: role() } };

  test.each([
    ['text', JSON.stringify(inner), '/Resources/Set/Properties/TemplateBody'],
    ['an object', inner, '/Resources/Set/Properties/TemplateBody/Resources/R/Properties/AssumeRolePolicyDocument'],
  ])('is read where its template is %s, for accounts of its own', (_name, body, pointer) => {
    expect(subjects(set(body), { owner, file: 'a.json' })).toEqual([
      {
        kind: 'role',
        place: {
          id: 'Set/R',
          type: 'AWS::IAM::Role',
          path: 'a.json#Set/R',
          file: 'a.json',
          pointer,
          within: '/AssumeRolePolicyDocument',
        },
        owner: { ...open, partition: owner.partition },
        trust,
        maxSeconds: undefined,
        arn: arn.fill(({ domain }) => (domain === 'partition' ? 'aws' : undefined)),
      },
    ]);
  });

  test.each<readonly [string, unknown, RegExp]>([
    ['is put together', { 'Fn::Sub': '{"Resources": ${R}}' }, /put together at deployment/],
    ['is YAML with roles', 'Resources:\n  R:\n    Type: AWS::IAM::Role', /is not JSON/],
    ['is no object', '[]', /the template is no object/],
  ])('cannot be read where its template %s', (_name, body, problem) => {
    expect(subjects(set(body))).toMatchObject([{ kind: 'unreadable', problem: expect.stringMatching(problem) }]);
  });

  test('of which the text shows no role is passed by', () => {
    expect(readCloudFormation({ Resources: set('Resources:\n  T:\n    Type: AWS::SNS::Topic') })).toMatchObject({
      subjects: [],
      skipped: 1,
    });
    expect(readCloudFormation({ Resources: set(undefined) })).toMatchObject({ subjects: [], skipped: 1 });
  });

  test('in a stack set in a stack set ends somewhere', () => {
    let template: object = inner;
    for (let level = 0; level < 30; level++) template = { Resources: set(template) };
    expect(readCloudFormation(template).subjects).toMatchObject([{ kind: 'unreadable' }]);
    template = { Resources: set(JSON.stringify({ Resources: set(JSON.stringify(inner)) })) };
    expect(readCloudFormation(template).subjects).toMatchObject([{ kind: 'role', place: { path: 'Set/Set/R' } }]);
  });
});

describe('values between stacks', () => {
  const Parameters = { Partner: { Type: 'String' } };
  const Resources = {
    Own: { Type: 'AWS::IAM::Role' },
    Nested: {
      Type: 'AWS::CloudFormation::Stack',
      Properties: {
        Parameters: {
          Arn: { 'Fn::GetAtt': ['Own', 'Arn'] },
          Who: { Ref: 'Partner' },
          Either: { 'Fn::If': ['C', 'a', { Ref: 'Partner' }] },
          Gone: { Ref: 'AWS::NoValue' },
        },
      },
    },
  };

  test('a parent stack passes parameters, whose holes say where they are from', () => {
    const passed = readNestedParameters({ Parameters, Resources });
    const partner = hole('Ref Partner of the parent stack', 'free');
    expect(passed).toEqual(
      new Map([
        [
          'Nested',
          new Map<string, unknown>([
            [
              'Arn',
              Text.of(
                'arn:',
                open.partition,
                ':iam::',
                open.account,
                ':role/',
                hole('Ref Own of the parent stack', 'name'),
              ),
            ],
            ['Who', partner],
            ['Either', new Choice('C of the parent stack', 'a', partner)],
          ]),
        ],
      ]),
    );
    const child = { Parameters: { Who: {} }, Resources: { R: role({ AssumeRolePolicyDocument: { Ref: 'Who' } }) } };
    const parameters = passed.get('Nested');
    if (parameters === undefined) throw new Error('nothing is passed');
    expect(readCloudFormation(child, { parameters }).subjects[0]).toHaveProperty('trust', partner);
  });

  test('a stack exports values under names', () => {
    const Outputs = {
      A: { Value: { Ref: 'Partner' }, Export: { Name: { 'Fn::Sub': 'net-${AWS::Region}' } } },
      B: { Value: 'literal', Export: { Name: 'b' } },
      C: { Value: 'not exported' },
      D: null,
    };
    expect(readExports({ Parameters, Outputs }, { owner: { region: Text.of('eu-west-1') } })).toEqual([
      { name: Text.of('net-eu-west-1'), value: hole('Ref Partner in export net-eu-west-1', 'free') },
      { name: Text.of('b'), value: 'literal' },
    ]);
  });

  test.each([null, 'x', [], { Outputs: [], Resources: { S: { Type: 'AWS::CloudFormation::Stack' } } }])(
    'anything else passes and exports nothing',
    (template) => {
      expect(readExports(template)).toEqual([]);
      expect([...readNestedParameters(template).values()].every((values) => values.size === 0)).toBe(true);
    },
  );
});
