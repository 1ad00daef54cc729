import type { IdentitySubject } from '../../shared';
import { Text } from '../../shared/model/text';
import { Choice, type Tree } from '../../shared/model/tree';
import { readCloudFormation } from '../../shared/read/cloudformation';

const may = (Action: string, Resource = '*') => ({ Statement: [{ Effect: 'Allow', Action, Resource }] });
const never = { Statement: [{ Effect: 'Deny', Action: 'sts:*', Resource: '*' }] };
const [a, b, c] = [may('a:X'), may('b:X'), may('c:X')];
const policy = (PolicyDocument: unknown, more: object = {}) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { PolicyDocument, ...more },
});
const inline = (Type: string, PolicyDocument: unknown, more: object = {}) => ({
  Type,
  Properties: { PolicyDocument, PolicyName: 'p', ...more },
});
const made = (kind: 'Role' | 'User' | 'Group', Properties: object = {}) => ({ Type: `AWS::IAM::${kind}`, Properties });
const ref = (Ref: string) => ({ Ref });

function read(Resources: object, sections: object = {}): IdentitySubject[] {
  const { subjects } = readCloudFormation({ ...sections, Resources });
  return subjects.filter((subject) => subject.kind === 'identity');
}

/** `place document, who has it with what else`, for each document. */
function seen(Resources: object, sections: object = {}): unknown[] {
  return read(Resources, sections).map(({ place, document, identities }) => [
    place.pointer?.replace('/Resources/', ''),
    document,
    identities.map(({ of, id, documents, boundary }) => [
      of,
      id,
      documents,
      ...(boundary === undefined ? [] : [boundary]),
    ]),
  ]);
}

test('documents in a role know of each other', () => {
  const Policies = [
    { PolicyName: 'one', PolicyDocument: a },
    { PolicyName: 'two', PolicyDocument: JSON.stringify(b) },
  ];
  expect(seen({ R: made('Role', { Policies }) })).toEqual([
    ['R/Properties/Policies/0/PolicyDocument', a, [['role', 'R', [JSON.stringify(b)]]]],
    ['R/Properties/Policies/1/PolicyDocument', JSON.stringify(b), [['role', 'R', [a]]]],
  ]);
});

test.each(['User', 'Group'] as const)('a %s has documents as a role has', (kind) => {
  const found = read({ X: made(kind, { Policies: [{ PolicyDocument: a }] }) });
  expect(found).toMatchObject([
    { document: a, place: { type: `AWS::IAM::${kind}` }, identities: [{ of: kind.toLowerCase(), id: 'X' }] },
  ]);
});

test('a policy is judged as everybody has it, whichever side says so', () => {
  const Resources = {
    P: policy(a, { Roles: [ref('R')], Users: ['ann'] }),
    Q: policy(b),
    R: made('Role', { ManagedPolicyArns: [ref('Q')] }),
    N: made('Role', {
      RoleName: 'named',
      ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/q' }],
    }),
    L: policy(c, { ManagedPolicyName: 'q' }),
    I: inline('AWS::IAM::Policy', never, { Roles: ['named', 'elsewhere'] }),
  };
  expect(seen(Resources)).toEqual([
    [
      'P/Properties/PolicyDocument',
      a,
      [
        ['role', 'R', [b]],
        ['user', 'ann', []],
      ],
    ],
    ['Q/Properties/PolicyDocument', b, [['role', 'R', [a]]]],
    ['L/Properties/PolicyDocument', c, [['role', 'N', [never]]]],
    [
      'I/Properties/PolicyDocument',
      never,
      [
        ['role', 'N', [c]],
        ['role', 'elsewhere', []],
      ],
    ],
  ]);
});

test.each<readonly [string, string, string]>([
  ['AWS::IAM::RolePolicy', 'RoleName', 'role'],
  ['AWS::IAM::UserPolicy', 'UserName', 'user'],
  ['AWS::IAM::GroupPolicy', 'GroupName', 'group'],
])('%s names its one identity', (type, property, of) => {
  expect(read({ P: inline(type, a, { [property]: 'x' }) })).toMatchObject([
    { document: a, identities: [{ of, id: 'x' }] },
  ]);
});

test('members of a group have what the group has', () => {
  const Resources = {
    G: made('Group', { Policies: [{ PolicyDocument: a }] }),
    U: made('User', { Groups: [ref('G')], Policies: [{ PolicyDocument: b }] }),
    V: made('User', { UserName: 'v', Policies: [{ PolicyDocument: never }] }),
    Add: { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: ref('G'), Users: ['v', 'w'] } },
  };
  expect(seen(Resources)).toEqual([
    [
      'G/Properties/Policies/0/PolicyDocument',
      a,
      [
        ['group', 'G', []],
        ['user', 'U', [b]],
        ['user', 'V', [never]],
        ['user', 'w', []],
      ],
    ],
    ['U/Properties/Policies/0/PolicyDocument', b, [['user', 'U', [a]]]],
    ['V/Properties/Policies/0/PolicyDocument', never, [['user', 'V', [a]]]],
  ]);
});

test('a boundary is a document where the template or AWS has it, and its ARN elsewhere', () => {
  const boundary = (PermissionsBoundary: unknown, more: object = {}) =>
    read({ R: made('Role', { PermissionsBoundary, Policies: [{ PolicyDocument: a }] }), ...more }).map(
      ({ place, identities }) => [place.id, identities[0]?.boundary],
    );
  // what is only a boundary gives nothing by itself
  expect(boundary(ref('B'), { B: policy(never) })).toEqual([['R', never]]);
  const attached = { B: policy(never, { Roles: ['x'] }) };
  expect(boundary(ref('B'), attached)).toEqual([
    ['R', never],
    ['B', undefined],
  ]);
  expect(boundary('arn:aws:iam::aws:policy/AdministratorAccess')).toEqual([
    ['R', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
  ]);
  const arn = 'arn:aws:iam::111122223333:policy/limit';
  expect(boundary(arn)).toEqual([['R', Text.of(arn)]]);
  expect(boundary(ref('Limit'))).toEqual([['R', Text.of({ id: 'Ref Limit', domain: 'free' })]]);
  expect(boundary(7)).toEqual([['R', Text.of('7')]]);
  expect(boundary([])).toEqual([['R', undefined]]);
});

test('what stands under a condition counts only where that holds', () => {
  const sections = { Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
  const Resources = {
    R: made('Role', {
      Policies: { 'Fn::If': ['IsProd', [{ PolicyDocument: never }], [{ PolicyDocument: a }]] },
      ManagedPolicyArns: [{ 'Fn::If': ['IsProd', ref('P'), { Ref: 'AWS::NoValue' }] }],
    }),
    P: policy(b),
    Q: { ...inline('AWS::IAM::Policy', c, { Roles: [ref('R')] }), Condition: 'IsProd' },
  };
  const inProd = (document: object) => new Choice('IsProd', document as Tree, undefined);
  const elsewhere = new Choice('IsProd', undefined, a);
  const documents = read(Resources, sections).map(({ place, identities }) => [
    place.pointer?.replace('/Resources/', ''),
    identities[0]?.documents,
  ]);
  expect(documents).toEqual([
    ['R/Properties/Policies/Fn::If/1/0/PolicyDocument', [elsewhere, inProd(b), inProd(c)]],
    ['R/Properties/Policies/Fn::If/2/0/PolicyDocument', [inProd(never), inProd(b), inProd(c)]],
    ['P/Properties/PolicyDocument', [inProd(never), elsewhere, inProd(c)]],
    // this policy is there in production alone, and so are those beside it
    ['Q/Properties/PolicyDocument', [never, undefined, b]],
  ]);
});

test('two roles of one name, each under its condition, do not guard each other', () => {
  const named = (document: object, Condition: string) => ({
    ...made('Role', { RoleName: 'same', Policies: [{ PolicyDocument: document }] }),
    Condition,
  });
  expect(read({ R: named(a, 'X'), S: named(never, 'Y') }).map(({ identities }) => identities)).toEqual([
    [{ of: 'role', id: 'R', documents: [] }],
    [{ of: 'role', id: 'S', documents: [] }],
  ]);
});

test('policies that AWS keeps are judged where they are named, in any partition, and others are not', () => {
  const sub = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/PowerUserAccess' };
  const ManagedPolicyArns = [
    'arn:aws:iam::aws:policy/IAMFullAccess',
    sub,
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    ref('Q'),
  ];
  const found = read({ R: made('Role', { ManagedPolicyArns }) });
  expect(found.map(({ place }) => place.pointer)).toEqual([
    '/Resources/R/Properties/ManagedPolicyArns/0',
    '/Resources/R/Properties/ManagedPolicyArns/1',
  ]);
  expect(JSON.stringify(found[0]?.document)).toContain('"iam:*"');
  expect(found[1]?.identities[0]?.documents).toEqual([found[0]?.document]);
});

test('a permission set has its own document, those of AWS, and a boundary', () => {
  const set = (more: object) => ({ Set: { Type: 'AWS::SSO::PermissionSet', Properties: { Name: 's', ...more } } });
  const ManagedPolicies = ['arn:aws:iam::aws:policy/AdministratorAccess'];
  const [own, theirs, ...none] = read(set({ InlinePolicy: JSON.stringify(a), ManagedPolicies }));
  expect(none).toEqual([]);
  expect(own).toMatchObject({
    document: JSON.stringify(a),
    identities: [{ of: 'permissionSet', documents: [theirs?.document] }],
  });
  expect(theirs?.place.pointer).toBe('/Resources/Set/Properties/ManagedPolicies/0');
  const boundary = (PermissionsBoundary: unknown) =>
    read(set({ InlinePolicy: a, PermissionsBoundary }))[0]?.identities[0]?.boundary;
  const arn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  expect(boundary({ ManagedPolicyArn: arn })).toEqual(Text.of(arn));
  expect(String(boundary({ CustomerManagedPolicyReference: { Name: 'limit' } }))).toContain('limit');
  expect(String(boundary({}))).toContain('PermissionsBoundary');
  expect(boundary(undefined)).toBeUndefined();
});

test('documents that only a deployment knows are there all the same', () => {
  const found = read({
    R: made('Role', { Policies: [{ PolicyDocument: { Ref: 'Doc' } }, { 'Fn::Transform': { Name: 'X' } }, 'x', null] }),
  });
  expect(found.map(({ place, document }) => [place.pointer, String(document)])).toEqual([
    ['/Resources/R/Properties/Policies/0/PolicyDocument', '<Ref Doc>'],
    ['/Resources/R/Properties/Policies/1', expect.stringMatching(/^<Transform/)],
  ]);
});

test('documents that a macro or a loop may write among the properties are there, too', () => {
  const macro = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/more.yaml' } } };
  const loop = { 'Fn::ForEach::More': ['Key', { Ref: 'Keys' }, { '${Key}': [] }] };
  const found = read({
    R: made('Role', { AssumeRolePolicyDocument: {}, ...macro }),
    U: made('User', loop),
    P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ...macro, Roles: [{ Ref: 'R' }] } },
    S: { Type: 'AWS::SSO::PermissionSet', Properties: macro },
  });
  expect(found.map(({ place, document }) => [place.pointer, String(document)])).toEqual([
    ['/Resources/R/Properties/Fn::Transform', '<Transform AWS::Include of s3://b/more.yaml>'],
    ['/Resources/U/Properties/Fn::ForEach::More', expect.stringMatching(/^<Fn::ForEach::More over/)],
    ['/Resources/P/Properties/PolicyDocument', expect.stringMatching(/^<Transform/)],
    ['/Resources/S/Properties/Fn::Transform', '<Transform AWS::Include of s3://b/more.yaml>'],
  ]);
  expect(found[2]?.identities).toMatchObject([{ of: 'role', id: 'R' }]);
});

test('what a macro writes into a resource may be documents', () => {
  const more = { AssumeRolePolicyDocument: {}, Policies: [{ PolicyDocument: a }] };
  const found = read({ R: { ...made('Role', more), 'Fn::Transform': { Name: 'AWS::Include' } } });
  expect(found.map(({ document }) => (document === a ? 'a' : String(document)))).toEqual([
    'a',
    '<Transform AWS::Include>',
  ]);
});

test('what holds no document is skipped', () => {
  const { subjects, skipped } = readCloudFormation({
    Resources: { U: made('User'), G: made('Group', { Policies: [] }), S: { Type: 'AWS::SNS::Topic' } },
  });
  expect([subjects, skipped]).toEqual([[], 3]);
});

test('what the Metadata of a policy accepts is accepted on its documents', () => {
  const Metadata = { 'sts-guardrails': { 'assume-any-role': 'the deploy role of the pipeline' } };
  const [subject] = read({ P: { ...policy(a), Metadata } });
  expect(subject?.acknowledged).toMatchObject([{ rule: 'assume-any-role', reason: 'the deploy role of the pipeline' }]);
});

test('two roles of one name, each under a condition, both have what is given to the name', () => {
  const Resources = {
    R: { ...made('Role', { RoleName: 'x', Policies: [{ PolicyDocument: never }] }), Condition: 'Strict' },
    S: { ...made('Role', { RoleName: 'x' }), Condition: 'Loose' },
    P: inline('AWS::IAM::Policy', a, { Roles: ['x'] }),
  };
  expect(seen(Resources).at(-1)).toEqual([
    'P/Properties/PolicyDocument',
    a,
    [
      ['role', 'R', [never]],
      ['role', 'S', []],
    ],
  ]);
});

test('a policy that is listed on both sides of a condition is there on both', () => {
  const one = ref('D');
  const [found] = read(
    {
      R: made('Role', {
        Policies: [{ PolicyDocument: a }],
        ManagedPolicyArns: { 'Fn::If': ['C', [one], [one, 'arn:aws:iam::aws:policy/ReadOnlyAccess']] },
      }),
      D: policy(never),
    },
    { Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } } },
  );
  expect(found?.identities).toMatchObject([
    { of: 'role', id: 'R', documents: [expect.any(Choice), expect.any(Choice)] },
  ]);
});

test.each([
  ['Fn::Split', { 'Fn::Split': [',', 'arn:aws:iam::aws:policy/IAMFullAccess,arn:aws:iam::aws:policy/ReadOnlyAccess'] }],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Arns', 'prod', 'all'] }],
])('policies of AWS in a list that %s gives', (_, ManagedPolicyArns) => {
  const Mappings = { Arns: { prod: { all: ['arn:aws:iam::aws:policy/IAMFullAccess'] } } };
  const found = read({ R: made('Role', { ManagedPolicyArns, Policies: [{ PolicyDocument: a }] }) }, { Mappings });
  expect(found).toMatchObject([
    { document: a, identities: [{ documents: [{ Version: '2012-10-17' }] }] },
    { place: { pointer: '/Resources/R/Properties/ManagedPolicyArns/0' }, identities: [{ documents: [a] }] },
  ]);
});

test('a document that is turned into text is the document, and what it leaves open stays open', () => {
  const document = may('sts:AssumeRole', { 'Fn::If': ['IsProd', '*', { Ref: 'Deploy' }] } as never);
  const InlinePolicy = { 'Fn::ToJsonString': document };
  const [subject] = read(
    { S: { Type: 'AWS::SSO::PermissionSet', Properties: { Name: 's', InstanceArn: 'i', InlinePolicy } } },
    { Parameters: { Deploy: { Type: 'String' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Deploy' }, 'x'] } } },
  );
  const [statement] = (subject?.document as { Statement: { Resource: Tree }[] }).Statement;
  expect(statement?.Resource).toBeInstanceOf(Choice);
  expect(statement).toMatchObject({ Effect: 'Allow', Action: 'sts:AssumeRole' });
});

test('a text that is turned into text is not known', () => {
  const [subject] = read({
    S: { Type: 'AWS::SSO::PermissionSet', Properties: { InlinePolicy: { 'Fn::ToJsonString': 'a' } } },
  });
  expect(subject?.document).toBeInstanceOf(Text);
});
