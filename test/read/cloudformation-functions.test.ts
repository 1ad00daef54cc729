import { Text } from '../../shared/model/text';
import type { Domain } from '../../shared/model/text';
import { Choice } from '../../shared/model/tree';
import type { Tree } from '../../shared/model/tree';
import { readCloudFormation } from '../../shared/read/cloudformation';
import type { TemplateOptions } from '../../shared/read/cloudformation';

const hole = (id: string, domain: Domain = 'free') => ({ id, domain });
const account = hole('AWS::AccountId', 'account');
const partition = hole('AWS::Partition', 'partition');
const region = hole('AWS::Region', 'region');
const open = (id: string, domain: Domain = 'free') => Text.of(hole(id, domain));
const ownRole = (...name: (string | ReturnType<typeof hole>)[]) =>
  Text.of('arn:', partition, ':iam::', account, ':role', ...name);

const sections = {
  Parameters: {
    Partner: { Type: 'String', Default: '999988887777' },
    Tenant: { Type: 'String', AllowedValues: ['999988887777', '888877776666'] },
    Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] },
    Partners: { Type: 'CommaDelimitedList', Default: 'a, b' },
    FromStore: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
  },
  Mappings: {
    Log: { 'eu-west-1': { id: '156460612806', bucket: 'a' }, 'us-east-1': { id: '127311923021', bucket: 'a' } },
    Many: { all: { ids: ['1', '2'] } },
    // as eksctl and the samples of AWS have it
    Partitions: {
      aws: {
        ec2: 'ec2.amazonaws.com',
        role: 'arn:aws:iam::111122223333:role/a',
        own: 'aws',
        mixed: 'ec2.amazonaws.com',
      },
      'aws-cn': {
        ec2: 'ec2.amazonaws.com.cn',
        role: 'arn:aws-cn:iam::111122223333:role/b',
        own: 'aws-cn',
        mixed: 'eks.amazonaws.com',
      },
    },
  },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    AlsoProd: { 'Fn::Equals': ['prod', { 'Fn::Sub': '${Stage}' }] },
    IsEast: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    NotProd: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    ProdEast: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'IsEast' }] },
    ProdOrEast: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsEast' }] },
    Impossible: { 'Fn::And': [{ Condition: 'IsProd' }, { 'Fn::Not': [{ Condition: 'AlsoProd' }] }] },
    Always: { 'Fn::Equals': ['1', 1] },
    Never: { 'Fn::Equals': ['a', 'b'] },
    Round: { 'Fn::Not': [{ Condition: 'About' }] },
    About: { Condition: 'Round' },
    Strange: { 'Fn::Equals': ['one side'] },
    Unnamed: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Partner' }, 'x'] }] },
  },
  Resources: {
    Named: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'deploy', Path: '/ci/' } },
    Plain: { Type: 'AWS::IAM::Role' },
    Dynamic: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: { 'Fn::Sub': '${Stage}-x' }, Path: { Ref: 'Stage' } },
    },
    Circle: { Type: 'AWS::IAM::Role', Properties: { RoleName: { 'Fn::Select': [0, [{ Ref: 'Circle' }]] } } },
    Person: { Type: 'AWS::IAM::User', Properties: { UserName: 'jo' } },
    Bucket: { Type: 'AWS::S3::Bucket' },
    CfnJson: { Type: 'Custom::AWSCDKCfnJson' },
    GitHub: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://token.actions.githubusercontent.com' } },
    Older: { Type: 'Custom::AWSCDKOpenIdConnectProvider', Properties: { Url: 'https://login.app.env0.com/' } },
    Cluster: {
      Type: 'AWS::IAM::OIDCProvider',
      Properties: { Url: { 'Fn::GetAtt': ['Elsewhere', 'OpenIdConnectIssuerUrl'] } },
    },
    Eks: { Type: 'AWS::EKS::Cluster' },
    OlderEks: { Type: 'Custom::AWSCDK-EKS-Cluster' },
    OfEks: {
      Type: 'AWS::IAM::OIDCProvider',
      Properties: { Url: { 'Fn::GetAtt': ['Eks', 'OpenIdConnectIssuerUrl'] } },
    },
    OfParameter: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: { 'Fn::Sub': 'https://${Partner}/x' } } },
    Saml: { Type: 'AWS::IAM::SAMLProvider', Properties: { Name: 'Okta' } },
  },
};

/** The Tree of a value that stands in a trust policy. */
function read(value: unknown, options: TemplateOptions = {}, more: object = {}): Tree | undefined {
  const Subject = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { value } } };
  const template = { ...sections, ...more, Resources: { ...sections.Resources, Subject } };
  const subject = readCloudFormation(template, options).subjects.find(({ place }) => place.id === 'Subject');
  if (subject?.kind !== 'role') throw new Error('the role was not read');
  return (subject.trust as { value?: Tree }).value;
}

const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const ref = (name: string) => ({ Ref: name });
const either = (condition: string, then: unknown, otherwise: unknown) => ({ 'Fn::If': [condition, then, otherwise] });

function ofCluster(name: string): Text {
  return Text.of('oidc.eks.', region, '.amazonaws.com/id/', hole(`Id of the issuer of ${name}`, 'name'));
}

const rows: readonly (readonly [string, unknown, Tree | undefined])[] = [
  ['a string', 'arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:root'],
  ['a policy variable', '${aws:username}', '${aws:username}'],
  ['null', null, null],
  ['a number', 5, 5],
  ['an object of one plain key', { Condition: 'IsProd' }, { Condition: 'IsProd' }],
  ['Ref beside another key is data', { Ref: 'a', b: 1 }, { Ref: 'a', b: 1 }],

  ['Ref AWS::AccountId', ref('AWS::AccountId'), Text.of(account)],
  ['Ref AWS::Partition', ref('AWS::Partition'), Text.of(partition)],
  ['Ref AWS::Region', ref('AWS::Region'), Text.of(region)],
  ['Ref AWS::URLSuffix', ref('AWS::URLSuffix'), open('AWS::URLSuffix', 'suffix')],
  ['Ref AWS::StackName', ref('AWS::StackName'), open('AWS::StackName', 'name')],
  ['Ref AWS::NoValue', ref('AWS::NoValue'), undefined],
  ['Ref AWS::NoValue in a list keeps its place', ['a', ref('AWS::NoValue'), 'b'], ['a', undefined, 'b']],
  ['a parameter with a default', ref('Partner'), open('Ref Partner')],
  ['a parameter that can only be an account', ref('Tenant'), open('Ref Tenant', 'account')],
  ['a parameter from the parameter store', ref('FromStore'), open('Ref FromStore')],
  ['a list parameter as the list', ref('Partners'), open('Ref Partners')],
  ['Ref of nothing', ref('Nowhere'), open('Ref Nowhere')],
  ['Ref of no name', { Ref: ['a'] }, open('Ref a')],
  ['Ref of a role is its name', ref('Named'), 'deploy'],
  ['Ref of a role without a name', ref('Plain'), open('Ref Plain', 'name')],
  [
    'Ref of an OIDC provider',
    ref('GitHub'),
    Text.of('arn:', partition, ':iam::', account, ':oidc-provider/token.actions.githubusercontent.com'),
  ],
  [
    'Ref of an OIDC provider made by a function',
    ref('Older'),
    Text.of('arn:', partition, ':iam::', account, ':oidc-provider/login.app.env0.com/'),
  ],
  [
    'Ref of an OIDC provider with an open URL',
    ref('Cluster'),
    Text.of('arn:', partition, ':iam::', account, ':oidc-provider/', hole('Url of Cluster', 'name')),
  ],
  [
    'Ref of an OIDC provider of a cluster, which is one of EKS',
    ref('OfEks'),
    Text.of('arn:', partition, ':iam::', account, ':oidc-provider/', ofCluster('Eks')),
  ],
  [
    'the issuer of a cluster without its scheme',
    { 'Fn::Select': [1, { 'Fn::Split': ['//', { 'Fn::GetAtt': ['OlderEks', 'OpenIdConnectIssuerUrl'] }] }] },
    ofCluster('OlderEks'),
  ],
  [
    'Ref of an OIDC provider with a URL that may hold anything',
    ref('OfParameter'),
    Text.of('arn:', partition, ':iam::', account, ':oidc-provider/', hole('Url of OfParameter', 'name')),
  ],
  ['Ref of a SAML provider', ref('Saml'), Text.of('arn:', partition, ':iam::', account, ':saml-provider/Okta')],

  ['GetAtt of a named role', { 'Fn::GetAtt': ['Named', 'Arn'] }, ownRole('/ci/deploy')],
  ['GetAtt as one string', { 'Fn::GetAtt': 'Named.Arn' }, ownRole('/ci/deploy')],
  ['GetAtt of a role without a name', { 'Fn::GetAtt': ['Plain', 'Arn'] }, ownRole('/', hole('Ref Plain', 'name'))],
  [
    'GetAtt of a role with open name and path',
    { 'Fn::GetAtt': ['Dynamic', 'Arn'] },
    ownRole('/', hole('Path of Dynamic', 'name'), '/', hole('Ref Dynamic', 'name')),
  ],
  [
    'GetAtt of a role named after itself',
    { 'Fn::GetAtt': ['Circle', 'Arn'] },
    ownRole('/', hole('Ref Circle', 'name')),
  ],
  ['GetAtt of a user', { 'Fn::GetAtt': ['Person', 'Arn'] }, Text.of('arn:', partition, ':iam::', account, ':user/jo')],
  ['GetAtt Arn of another resource', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, open('GetAtt Bucket.Arn', 'arn')],
  ['GetAtt Arn of a custom resource', { 'Fn::GetAtt': ['CfnJson', 'Arn'] }, open('GetAtt CfnJson.Arn')],
  ['GetAtt of a computed block', { 'Fn::GetAtt': ['CfnJson', 'Value'] }, open('GetAtt CfnJson.Value')],
  ['GetAtt of a nested stack', { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] }, open('GetAtt Nested.Outputs.Arn')],
  ['GetAtt RoleId', { 'Fn::GetAtt': ['Plain', 'RoleId'] }, open('GetAtt Plain.RoleId', 'name')],
  ['GetAtt without an attribute', { 'Fn::GetAtt': 'Plain' }, open('GetAtt Plain')],

  [
    'Join of an account root',
    join('arn:', ref('AWS::Partition'), ':iam::111122223333:root'),
    Text.of('arn:', partition, ':iam::111122223333:root'),
  ],
  [
    'Join of a parameter',
    join('arn:aws:iam::', ref('Partner'), ':root'),
    Text.of('arn:aws:iam::', hole('Ref Partner'), ':root'),
  ],
  ['Join of literals', { 'Fn::Join': ['-', ['a', 1, true]] }, 'a-1-true'],
  ['Join leaves out NoValue', { 'Fn::Join': ['-', ['a', ref('AWS::NoValue'), 'b']] }, 'a-b'],
  ['Join of a split', { 'Fn::Join': ['/', { 'Fn::Split': [',', 'a,b'] }] }, 'a/b'],
  ['Join of a list parameter', { 'Fn::Join': [',', ref('Partners')] }, open('Join , <Ref Partners>')],
  ['Join of what is no list', { 'Fn::Join': 'x' }, open('Join x')],
  [
    'Join over a choice',
    join('arn:aws:iam::', either('IsProd', '111122223333', '444455556666'), ':root'),
    new Choice('IsProd', 'arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:root'),
  ],

  [
    'Sub of one string',
    { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${Partner}:root' },
    Text.of('arn:', partition, ':iam::', hole('Ref Partner'), ':root'),
  ],
  [
    'Sub with variables',
    { 'Fn::Sub': ['arn:aws:iam::${A}:${B}', { A: '111122223333', B: ref('Stage') }] },
    Text.of('arn:aws:iam::111122223333:', hole('Ref Stage')),
  ],
  [
    'Sub of an attribute',
    { 'Fn::Sub': 'x ${Named.Arn}' },
    Text.of('x arn:', partition, ':iam::', account, ':role/ci/deploy'),
  ],
  ['Sub with an escape', { 'Fn::Sub': '${!aws:username}/${Stage}' }, Text.of('${aws:username}/', hole('Ref Stage'))],
  ['Sub of nothing', { 'Fn::Sub': '${Nowhere}' }, open('Ref Nowhere')],
  ['Sub without variables', { 'Fn::Sub': 'plain ${' }, 'plain ${'],
  ['Sub of a list', { 'Fn::Sub': ['${A}', { A: ['x'] }] }, open('Sub A')],
  ['Sub of no text', { 'Fn::Sub': 5 }, open('Sub 5')],

  ['Select of a split literal', { 'Fn::Select': [1, { 'Fn::Split': ['|', 'a|b'] }] }, 'b'],
  ['Select with a text index', { 'Fn::Select': ['0', ['a', 'b']] }, 'a'],
  [
    'Select of the account of an own ARN',
    { 'Fn::Select': [4, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Named', 'Arn'] }] }] },
    Text.of(account),
  ],
  ['Select past the end', { 'Fn::Select': [2, ['a', 'b']] }, open('Select 2 [a b]')],
  ['Select of a parameter', { 'Fn::Select': [0, ref('Partners')] }, open('Select 0 <Ref Partners>')],
  ['Split as the list', { 'Fn::Split': [',', 'a,b'] }, ['a', 'b']],
  ['Split of a parameter', { 'Fn::Split': [',', ref('Partner')] }, open('Split , <Ref Partner>')],
  [
    'Split of an ARN at what it is the ARN of',
    { 'Fn::Split': [':iam::', join('arn:', ref('AWS::Partition'), ':iam::', ref('AWS::AccountId'))] },
    [Text.of('arn:', partition), Text.of(account)],
  ],
  [
    'Split where a hole may be a part of the delimiter',
    { 'Fn::Split': [':aws:', join('arn:', ref('AWS::Partition'), ':iam')] },
    open('Split :aws: arn:<AWS::Partition>:iam'),
  ],
  ['Split of a Region at its dashes', { 'Fn::Split': ['-', ref('AWS::Region')] }, open('Split - <AWS::Region>')],

  ['FindInMap of literals', { 'Fn::FindInMap': ['Log', 'eu-west-1', 'id'] }, '156460612806'],
  ['FindInMap of a list', { 'Fn::FindInMap': ['Many', 'all', 'ids'] }, ['1', '2']],
  ['FindInMap by Region where all agree', { 'Fn::FindInMap': ['Log', ref('AWS::Region'), 'bucket'] }, 'a'],
  [
    'FindInMap by Region',
    join('arn:aws:iam::', { 'Fn::FindInMap': ['Log', ref('AWS::Region'), 'id'] }, ':root'),
    Text.of('arn:aws:iam::', hole('FindInMap Log.<AWS::Region>.id', 'account'), ':root'),
  ],
  [
    'FindInMap by Region, which may have another value than an account',
    { 'Fn::FindInMap': ['Log', ref('AWS::Region'), 'id', { DefaultValue: '*' }] },
    open('FindInMap Log.<AWS::Region>.id'),
  ],
  [
    'FindInMap by partition of a service',
    { 'Fn::FindInMap': ['Partitions', ref('AWS::Partition'), 'ec2'] },
    Text.of('ec2.', hole('FindInMap Partitions.<AWS::Partition>.ec2', 'suffix')),
  ],
  [
    'FindInMap by partition of several services',
    { 'Fn::FindInMap': ['Partitions', ref('AWS::Partition'), 'mixed'] },
    open('FindInMap Partitions.<AWS::Partition>.mixed'),
  ],
  [
    'FindInMap of ARNs',
    { 'Fn::FindInMap': ['Partitions', ref('AWS::Partition'), 'role'] },
    Text.of(hole('FindInMap Partitions.<AWS::Partition>.role', 'arn')),
  ],
  [
    'FindInMap of partitions',
    { 'Fn::FindInMap': ['Partitions', ref('AWS::Partition'), 'own'] },
    Text.of(hole('FindInMap Partitions.<AWS::Partition>.own', 'partition')),
  ],
  [
    'FindInMap with functions for its map and keys',
    { 'Fn::FindInMap': [{ 'Fn::Join': ['', ['L', 'og']] }, { 'Fn::Select': [0, ['eu-west-1']] }, { 'Fn::Sub': 'id' }] },
    '156460612806',
  ],
  [
    'FindInMap with a condition in a key',
    { 'Fn::FindInMap': ['Log', either('IsProd', 'eu-west-1', 'us-east-1'), 'id'] },
    new Choice('IsProd', '156460612806', '127311923021'),
  ],
  ['FindInMap of nothing', { 'Fn::FindInMap': ['Log', 'x', 'y'] }, open('FindInMap Log.x.y')],
  ['FindInMap of nothing with a default', { 'Fn::FindInMap': ['Log', 'x', 'y', { DefaultValue: 'd' }] }, 'd'],
  [
    'FindInMap with a default that may hold',
    { 'Fn::FindInMap': ['Log', ref('AWS::Region'), 'bucket', { DefaultValue: 'd' }] },
    open('FindInMap Log.<AWS::Region>.bucket'),
  ],

  ['Base64', { 'Fn::Base64': 'tëxt' }, 'dMOreHQ='],
  ['Base64 of a parameter', { 'Fn::Base64': ref('Stage') }, open('Base64 <Ref Stage>')],
  ['Length', { 'Fn::Length': ['a', ref('Stage')] }, 2],
  ['Length of a split', { 'Fn::Length': { 'Fn::Split': [',', 'a,b,c'] } }, 3],
  ['Length of a parameter', { 'Fn::Length': ref('Partners') }, open('Length <Ref Partners>')],
  ['Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }, open('Cidr 10.0.0.0/16 2 8')],
  ['GetAZs', { 'Fn::GetAZs': '' }, open('GetAZs ')],
  [
    'GetStackOutput',
    { 'Fn::GetStackOutput': { StackName: 'net', OutputName: 'Role' } },
    open('GetStackOutput net.Role'),
  ],
  ['ImportValue', { 'Fn::ImportValue': 'shared-arn' }, open('ImportValue shared-arn')],
  ['a function that nobody knows', { 'Fn::Later': ['a', ref('Stage')] }, open('Later a <Ref Stage>')],
  ['a macro', { 'Fn::Transform': { Name: 'M' } }, open('Transform M')],
  [
    'what AWS::Include puts there',
    { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/trust.json' } } },
    open('Transform AWS::Include of s3://b/trust.json'),
  ],
  [
    'a macro beside other keys',
    { 'Fn::Transform': 'M', Effect: 'Allow' },
    open('Transform beside other keys {"Fn::Transform":"M","Effect":"Allow"}'),
  ],

  ['a dynamic reference', '{{resolve:ssm:/partner/account:1}}', open('resolve ssm:/partner/account:1')],
  [
    'a dynamic reference inside text',
    'arn:aws:iam::{{resolve:ssm:/p}}:root',
    Text.of('arn:aws:iam::', hole('resolve ssm:/p'), ':root'),
  ],
  [
    'a dynamic reference put together',
    join('x{{resolve:secretsmanager:', ref('Stage'), ':SecretString:id}}y'),
    Text.of('x', hole('resolve secretsmanager:<Ref Stage>:SecretString:id'), 'y'),
  ],
  ['a dynamic reference inside Sub', { 'Fn::Sub': '{{resolve:ssm:/${Stage}}}' }, open('resolve ssm:/<Ref Stage>')],
  ['an opening without its closing', 'a{{resolve:ssm', 'a{{resolve:ssm'],

  ['If', either('IsProd', 'a', 'b'), new Choice('IsProd', 'a', 'b')],
  [
    'If with NoValue',
    either('IsProd', { Effect: 'Allow' }, ref('AWS::NoValue')),
    new Choice('IsProd', { Effect: 'Allow' }, undefined),
  ],
  ['the same comparison under another name', either('AlsoProd', 'a', 'b'), new Choice('IsProd', 'a', 'b')],
  ['Not', either('NotProd', 'a', 'b'), new Choice('IsProd', 'b', 'a')],
  ['And', either('ProdEast', 'a', 'b'), new Choice('IsProd', new Choice('IsEast', 'a', 'b'), 'b')],
  ['Or', either('ProdOrEast', 'a', 'b'), new Choice('IsProd', 'a', new Choice('IsEast', 'a', 'b'))],
  ['a contradiction', either('Impossible', 'a', 'b'), 'b'],
  ['two equal literals', either('Always', 'a', 'b'), 'a'],
  ['two different literals', either('Never', 'a', 'b'), 'b'],
  ['a comparison without a name', either('Unnamed', 'a', 'b'), new Choice('<Ref Partner> = x', 'b', 'a')],
  ['conditions in a circle', either('Round', 'a', 'b'), new Choice('Round', 'b', 'a')],
  ['a condition of another shape', either('Strange', 'a', 'b'), new Choice('Strange', 'a', 'b')],
  ['a condition that is not there', either('Nowhere', 'a', 'b'), new Choice('Nowhere', 'a', 'b')],
  ['If of two parts', { 'Fn::If': ['IsProd', 'a'] }, open('If IsProd a')],
  ['If with the same on both sides', either('IsProd', 'a', 'a'), 'a'],
];

test.each(rows)('%s', (_name, value, expected) => {
  expect(read(value)).toEqual(expected);
});

describe('what the host knows', () => {
  const owner = { account: Text.of('111122223333'), region: Text.of('us-east-1'), partition: Text.of('aws') };

  test('an own account, Region and partition are literal', () => {
    const value = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:${AWS::Region}' };
    expect(read(value, { owner })).toBe('arn:aws:iam::111122223333:us-east-1');
    expect(read({ 'Fn::GetAtt': 'Named.Arn' }, { owner })).toBe('arn:aws:iam::111122223333:role/ci/deploy');
    expect(read(either('IsEast', 'a', 'b'), { owner })).toBe('a');
    expect(read({ 'Fn::FindInMap': ['Log', ref('AWS::Region'), 'id'] }, { owner })).toBe('127311923021');
  });

  test('what the parent stack passes is known, what it leaves out is the default', () => {
    const parameters = new Map<string, Tree>([['Stage', 'prod']]);
    expect(read([ref('Stage'), ref('Partner'), ref('Partners')], { parameters })).toEqual([
      'prod',
      '999988887777',
      ['a', 'b'],
    ]);
    expect(read(ref('FromStore'), { parameters })).toEqual(open('Ref FromStore'));
    expect(read(either('IsProd', 'a', 'b'), { parameters })).toBe('a');
  });

  test('a choice that the parent stack passes stays one inside a text', () => {
    const parameters = new Map<string, Tree>([['Stage', new Choice('C', '1', '2')]]);
    expect(read({ 'Fn::Sub': 'a${Stage}' }, { parameters })).toEqual(new Choice('C', 'a1', 'a2'));
  });

  test('an export is looked up by its name', () => {
    const exports = (name: Text) => (name.literal === 'net-arn' ? 'arn:aws:iam::111122223333:role/net' : undefined);
    const names = [{ 'Fn::ImportValue': { 'Fn::Sub': '${Part}-arn' } }, { 'Fn::ImportValue': 'other' }];
    const Parameters = { Part: {} };
    const parameters = new Map<string, Tree>([['Part', 'net']]);
    expect(read(names, { exports, parameters }, { Parameters })).toEqual([
      'arn:aws:iam::111122223333:role/net',
      open('ImportValue other'),
    ]);
  });
});

test('equal references share one object, different ones never share a name', () => {
  const [first, second] = read([ref('Stage'), ref('Stage')]) as [Text, Text];
  expect(first).toBe(second);
  const long = 'x'.repeat(200);
  const holes = read([{ 'Fn::A': `${long}1` }, { 'Fn::A': `${long}2` }, { 'Fn::A': `${long}3` }]) as Text[];
  expect(new Set(holes.map((text) => text.hole?.id)).size).toBe(3);
  const alike = read([{ 'Fn::A': ['a', 'b'] }, { 'Fn::A': 'a b' }]) as Text[];
  expect(alike.map((text) => text.hole?.id)).toEqual(['A a b', 'A a b #2']);
});

test('a document without functions is handed over as the very same object', () => {
  const document = { Statement: [{ Principal: { AWS: '${aws:x}' }, Ref: 'a' }] };
  const template = { Resources: { R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: document } } } };
  expect(readCloudFormation(template).subjects[0]).toMatchObject({ trust: document });
  expect((readCloudFormation(template).subjects[0] as { trust?: unknown }).trust).toBe(document);
});

describe('growth is bounded', () => {
  const finished = (work: () => unknown) => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(5);
  };

  test('texts made of texts made of texts', () => {
    let value: unknown = 'x';
    for (let level = 0; level < 15; level++) value = { 'Fn::Sub': ['${A}${A}${A}${A}', { A: value }] };
    finished(() => expect(JSON.stringify(read(value)).length).toBeLessThan(1_000_000));
  });

  test('conditions made of conditions made of conditions', () => {
    const Conditions: { [name: string]: unknown } = {};
    const atoms = (level: number) =>
      [...'abcdefgh'].map((letter) => ({ 'Fn::Equals': [{ Ref: `P${level}${letter}` }, letter] }));
    for (let level = 0; level < 200; level++) {
      const below = level === 0 ? [] : [{ Condition: `C${level - 1}` }];
      Conditions[`C${level}`] = { [level % 2 === 0 ? 'Fn::And' : 'Fn::Or']: [...atoms(level), ...below] };
    }
    let value: unknown = 'end';
    for (let level = 0; level < 25; level++) value = either(`C${level}`, value, 'other');
    finished(() => read([either('C199', 'a', 'b'), value], {}, { Conditions }));
  });

  test('choices inside choices inside a text', () => {
    const parts = Array.from({ length: 30 }, (_, index) => either(`C${index}`, 'a', 'b'));
    finished(() => expect((read(join(...parts)) as Text).hole?.domain).toBe('free'));
  });

  test('roles named after each other in a long row', () => {
    const Resources: { [name: string]: unknown } = {};
    for (let index = 0; index < 5_000; index++) {
      const RoleName = { 'Fn::Sub': `\${R${index + 1}}\${R${index + 2}}` };
      Resources[`R${index}`] = {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName, AssumeRolePolicyDocument: { Ref: 'R0' } },
      };
    }
    finished(() => expect(readCloudFormation({ Resources }).subjects).toHaveLength(5_000));
  });

  test('values nested without end', () => {
    let value: unknown = 'x';
    for (let level = 0; level < 50_000; level++) value = level % 2 === 0 ? [value] : { a: value };
    let functions: unknown = 'x';
    for (let level = 0; level < 50_000; level++) functions = { 'Fn::Sub': [functions] };
    finished(() => expect(read(functions)).toEqual(expect.any(Text)));
    finished(() => expect(JSON.stringify(read({ a: [value] }))).toContain('nested deeper than 60 levels'));
  });
});
