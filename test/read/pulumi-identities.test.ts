import { Text, type IdentitySubject, type Owner } from '../../shared';
import { readPulumiResource, Seen } from '../../shared/read/pulumi';
import { unknowns } from '../../shared/read/pulumi/wire';

const may = (Action: string) => JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const [a, b, c] = [may('a:X'), may('b:X'), may('c:X')];
const never = JSON.stringify({ Statement: [{ Effect: 'Deny', Action: 'sts:*', Resource: '*' }] });
const trust = { assumeRolePolicy: '{}' };
const account = '111122223333';

type Shown = readonly [type: string, props: object, name?: string];

const types: { readonly [short: string]: string } = {
  Role: 'aws:iam/role:Role',
  User: 'aws:iam/user:User',
  Group: 'aws:iam/group:Group',
  Policy: 'aws:iam/policy:Policy',
  RolePolicy: 'aws:iam/rolePolicy:RolePolicy',
  UserPolicy: 'aws:iam/userPolicy:UserPolicy',
  GroupPolicy: 'aws:iam/groupPolicy:GroupPolicy',
  RolePolicyAttachment: 'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  PolicyAttachment: 'aws:iam/policyAttachment:PolicyAttachment',
  Exclusive: 'aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive',
  Membership: 'aws:iam/userGroupMembership:UserGroupMembership',
  Members: 'aws:iam/groupMembership:GroupMembership',
  SetPolicy: 'aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy',
  SetManaged: 'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment',
  SetBoundary: 'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment',
};

/** The documents that a run shows, one resource after the other. */
function run(resources: readonly Shown[], owner: Owner = { account: Text.of(account) }): IdentitySubject[] {
  const seen = new Seen();
  return resources.flatMap(([short, props, given], index) => {
    const type = types[short] ?? short;
    const name = given ?? `${short}${index}`;
    const urn = `urn:pulumi:dev::shop::${type}::${name}`;
    const subjects = readPulumiResource({ type, urn, name, props }, { owner, seen });
    return subjects.filter((subject) => subject.kind === 'identity');
  });
}

/** `place document, who has it with what else`, for each document. */
function shown(...resources: readonly Shown[]): unknown[] {
  return run(resources).map(({ place, document, identities }) => [
    `${place.id.split('::').at(-1)}${place.pointer}`,
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
  const inlinePolicies = [{ name: 'one', policy: a }, { name: 'two', policy: b }, { name: 'none' }, {}, null];
  expect(shown(['Role', { ...trust, name: 'r', inlinePolicies }, 'R'])).toEqual([
    ['R/inlinePolicies/0/policy', a, [['role', 'r', [b]]]],
    ['R/inlinePolicies/1/policy', b, [['role', 'r', [a]]]],
  ]);
});

test('a document is judged with what its holder has been shown to have, and not with what comes later', () => {
  expect(
    shown(
      ['Role', { ...trust, name: 'r' }],
      ['RolePolicy', { role: 'r', policy: never }, 'guard'],
      ['RolePolicy', { role: 'r', policy: a }, 'grant'],
      ['RolePolicy', { role: 'other', policy: b }, 'elsewhere'],
    ),
  ).toEqual([
    ['guard/policy', never, [['role', 'r', []]]],
    ['grant/policy', a, [['role', 'r', [never]]]],
    ['elsewhere/policy', b, [['role', 'other', []]]],
  ]);
});

test('a document whose holder is not known yet is judged by itself', () => {
  expect(shown(['RolePolicy', { role: unknowns.string, policy: a }, 'P'])).toEqual([['P/policy', a, []]]);
});

test('a customer managed policy is judged by itself, and where it is attached to somebody with more', () => {
  const arn = `arn:aws:iam::${account}:policy/team/p`;
  expect(
    shown(
      ['Policy', { name: 'p', path: '/team/', policy: a }, 'P'],
      ['RolePolicyAttachment', { role: 'alone', policyArn: arn }, 'one'],
      ['RolePolicy', { role: 'r', policy: b }, 'own'],
      ['RolePolicyAttachment', { role: 'r', policyArn: arn }, 'two'],
      ['RolePolicyAttachment', { role: 'r', policyArn: arn.replace(account, '999988887777') }, 'foreign'],
      ['RolePolicy', { role: 'alone', policy: c }, 'later'],
    ),
  ).toEqual([
    ['P/policy', a, []],
    ['own/policy', b, [['role', 'r', []]]],
    ['two/policyArn', a, [['role', 'r', [b]]]],
    ['later/policy', c, [['role', 'alone', [a]]]],
  ]);
});

test('a policy of AWS is judged where it is attached', () => {
  const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const attached = run([
    ['RolePolicyAttachment', { role: 'r', policyArn: admin }],
    ['Exclusive', { roleName: 'r', policyArns: [admin, 'arn:aws:iam::aws:policy/ReadOnlyAccess'] }],
    ['PolicyAttachment', { roles: ['r'], users: ['u'], groups: ['g'], policyArn: admin }],
    ['Role', { ...trust, name: 's', managedPolicyArns: ['x', admin] }],
    ['SetManaged', { permissionSetArn: 'set', managedPolicyArn: admin }],
  ]);
  expect(
    attached.map(({ place, identities }) => [place.pointer, identities.map(({ of, id }) => `${of} ${id}`)]),
  ).toEqual([
    ['/policyArn', ['role r']],
    ['/policyArns/0', ['role r']],
    ['/policyArn', ['role r', 'user u', 'group g']],
    ['/managedPolicyArns/1', ['role s']],
    ['/managedPolicyArn', ['permissionSet set']],
  ]);
  expect(JSON.stringify(attached[0]?.document)).toContain('"Action":"*"');
});

test('members of a group have what the group has', () => {
  expect(
    shown(
      ['UserPolicy', { user: 'ann', policy: b }, 'own'],
      ['Membership', { user: 'ann', groups: ['g', unknowns.string] }],
      ['Members', { group: 'g', users: ['bob'] }],
      ['GroupPolicy', { group: 'g', policy: a }, 'shared'],
      ['UserPolicy', { user: 'bob', policy: c }, 'last'],
    ),
  ).toEqual([
    ['own/policy', b, [['user', 'ann', []]]],
    [
      'shared/policy',
      a,
      [
        ['group', 'g', []],
        ['user', 'ann', [b]],
        ['user', 'bob', []],
      ],
    ],
    ['last/policy', c, [['user', 'bob', [a]]]],
  ]);
});

test('a boundary is the document of the run or of AWS, and its ARN elsewhere', () => {
  const boundary = (permissionsBoundary: unknown, owner?: Owner) =>
    run(
      [
        ['Policy', { name: 'limit', path: '/', policy: never }],
        ['User', { name: 'u', permissionsBoundary }],
        ['UserPolicy', { user: 'u', policy: a }],
      ],
      owner,
    ).at(-1)?.identities[0]?.boundary;
  const arn = `arn:aws:iam::${account}:policy/limit`;
  expect(boundary(arn)).toBe(never);
  expect(boundary(arn, {})).toBe(never);
  expect(boundary(`${arn}er`)).toEqual(Text.of(`${arn}er`));
  expect(String(boundary(unknowns.string))).toBe('<permissionsBoundary>');
  expect(String(boundary(7))).toBe('<the permissions boundary>');
  expect(boundary('')).toBeUndefined();
  expect(boundary(null)).toBeUndefined();
});

test('a permission set has the boundary that was attached before', () => {
  const arn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const last = (permissionsBoundary: object) =>
    run([
      ['SetBoundary', { permissionSetArn: 'set', permissionsBoundary }],
      ['SetPolicy', { permissionSetArn: 'set', inlinePolicy: a }],
    ])[0]?.identities[0];
  expect(last({ managedPolicyArn: arn })).toEqual({
    of: 'permissionSet',
    id: 'set',
    documents: [],
    boundary: Text.of(arn),
  });
  expect(String(last({ customerManagedPolicyReference: { name: 'x' } })?.boundary)).toContain('of each account');
});

test.each<readonly [string, object, string, string]>([
  ['aws-native:iam:Role', { roleName: 'x', policies: [{ policyDocument: a }] }, 'role', '/policies/0/policyDocument'],
  ['aws-native:iam:User', { userName: 'x', policies: [{ policyDocument: a }] }, 'user', '/policies/0/policyDocument'],
  [
    'aws-native:iam:Group',
    { groupName: 'x', policies: [{ policyDocument: a }] },
    'group',
    '/policies/0/policyDocument',
  ],
  ['aws-native:iam:RolePolicy', { roleName: 'x', policyDocument: a }, 'role', '/policyDocument'],
  ['aws-native:iam:UserPolicy', { userName: 'x', policyDocument: a }, 'user', '/policyDocument'],
  ['aws-native:iam:GroupPolicy', { groupName: 'x', policyDocument: a }, 'group', '/policyDocument'],
  ['aws-native:iam:ManagedPolicy', { roles: ['x'], policyDocument: a }, 'role', '/policyDocument'],
  ['aws-native:sso:PermissionSet', { inlinePolicy: a }, 'permissionSet', '/inlinePolicy'],
])('%s is read', (type, props, of, pointer) => {
  expect(run([[type, props]])).toMatchObject([{ document: a, place: { type, pointer }, identities: [{ of }] }]);
});

test('a permission set of aws-native has the policies of AWS that it lists', () => {
  const managedPolicies = ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/IAMFullAccess'];
  const found = run([['aws-native:sso:PermissionSet', { inlinePolicy: a, managedPolicies }]]);
  expect(found.map(({ place }) => place.pointer)).toEqual(['/inlinePolicy', '/managedPolicies/1']);
  expect(JSON.stringify(found[1]?.document)).toContain('"iam:*"');
  expect(found[1]?.identities).toMatchObject([{ of: 'permissionSet', documents: [a] }]);
});

test('values that are not known yet are told apart by whose they are', () => {
  const document = (open: string) => ({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: open }] });
  const [, second] = run([
    ['aws-native:iam:RolePolicy', { roleName: 'r', policyDocument: document(unknowns.string) }, 'one'],
    ['aws-native:iam:RolePolicy', { roleName: 'r', policyDocument: document(unknowns.string) }, 'two'],
  ]);
  const resource = (tree: unknown) => String((tree as ReturnType<typeof document>).Statement[0]?.Resource);
  expect(resource(second?.document)).toBe('<policyDocument.Statement[0].Resource>');
  expect(resource(second?.identities[0]?.documents[0])).toMatch(/^<policyDocument.Statement\[0\].Resource of one/);
});

test('a role has the ARN that it is going to have, as far as its account is known', () => {
  const arn = (props: object, owner: Owner) => {
    const [role] = readPulumiResource({ type: 'aws:iam/role:Role', urn: 'u', name: 'n', props }, { owner });
    return role?.kind === 'role' ? role.arn?.toString() : undefined;
  };
  const known = { account: Text.of(account), partition: Text.of('aws') };
  expect(arn({ name: 'r', path: '/team/' }, known)).toBe(`arn:aws:iam::${account}:role/team/r`);
  expect(arn({ name: 'r' }, { account: Text.of(account), region: Text.of('cn-north-1') })).toBe(
    `arn:aws-cn:iam::${account}:role/r`,
  );
  expect(arn({ name: 'r' }, { account: Text.of(account), region: Text.of('eu-west-1') })).toBe(
    `arn:aws:iam::${account}:role/r`,
  );
  expect(arn({ name: 'r' }, { account: Text.of(account) })).toBe(`arn:<AWS::Partition>:iam::${account}:role/r`);
  expect(arn({ name: 'r' }, { partition: Text.of('aws') })).toBe('arn:aws:iam::<AWS::AccountId>:role/r');
  expect(arn({ name: unknowns.string }, known)).toBeUndefined();
});

test('what a run for other targets leaves out gives nobody anything', () => {
  expect(
    run([
      ['RolePolicy', {}],
      ['Policy', {}],
      ['aws:iam/role:Role', {}],
    ]),
  ).toEqual([]);
});

test.each<[type: string, holder: string, of: string, list: string]>([
  ['aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive', 'userName', 'user', 'policyArns'],
  ['aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive', 'groupName', 'group', 'policyArns'],
  [
    'aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive',
    'permissionSetArn',
    'permissionSet',
    'managedPolicyArns',
  ],
])('%s gives policies of AWS', (type, holder, of, list) => {
  const [found] = run([[type, { [holder]: 'x', [list]: ['arn:aws:iam::aws:policy/AdministratorAccess'] }]]);
  expect(found).toMatchObject({ place: { pointer: `/${list}/0` }, identities: [{ of, id: 'x' }] });
});
