import { Text } from '../../shared/model/text';
import { ownerFromPulumiProvider, pulumiInputs, readPulumiResource } from '../../shared/read/pulumi';
import { unknowns } from '../../shared/read/pulumi/wire';

const urn = 'urn:pulumi:dev::shop::eks:index:Cluster$eks:index:ServiceRole$aws:iam/role:Role::deploy';
const hole = (id: string) => Text.of({ id, domain: 'free' });
const secret = (value: unknown) => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  value,
});

function read(type: string, props: unknown) {
  const [subject, ...more] = readPulumiResource({ type, urn, name: 'deploy', props });
  if (subject?.kind !== 'role' || more.length > 0) throw new Error('this is no role');
  return subject;
}

const classic = (props: unknown) => read('aws:iam/role:Role', props);
const native = (props: unknown) => read('aws-native:iam:Role', props);

test('a classic role hands over its policy as text', () => {
  expect(classic({ assumeRolePolicy: '{"Statement":[]}', maxSessionDuration: 3600 })).toEqual({
    kind: 'role',
    place: { id: urn, type: 'aws:iam/role:Role', path: 'dev/shop/eks:index:Cluster/eks:index:ServiceRole/deploy' },
    owner: {},
    trust: '{"Statement":[]}',
    maxSeconds: 3600,
  });
});

test.each<readonly [string, unknown, unknown]>([
  ['an object', { Statement: [] }, { Statement: [] }],
  ['unknown as a whole', unknowns.string, hole('assumeRolePolicy')],
  ['an unknown object', unknowns.object, hole('assumeRolePolicy')],
  ['a secret', secret('{}'), '{}'],
  ['a secret that a state file keeps to itself', '[secret]', hole('assumeRolePolicy')],
  ['an unknown secret', secret(unknowns.string), hole('assumeRolePolicy')],
  [
    'an output without a value',
    { '4dabf18193072939515e22adb298388d': 'd0e6a833031e9bbcd3f4e8bde6ca49a4' },
    hole('assumeRolePolicy'),
  ],
  [
    'an asset',
    { '4dabf18193072939515e22adb298388d': 'c44067f5952c0a294b673a41bacd8c17', text: '{}' },
    hole('assumeRolePolicy'),
  ],
  [
    'text around unknown values',
    `{"a":"${unknowns.string}","b":"${unknowns.string}"}`,
    Text.of(
      '{"a":"',
      { id: 'assumeRolePolicy', domain: 'free' },
      '","b":"',
      { id: 'assumeRolePolicy (2)', domain: 'free' },
      '"}',
    ),
  ],
  ['null', null, null],
])('the policy may be %s', (_name, assumeRolePolicy, expected) => {
  expect(classic({ assumeRolePolicy }).trust).toEqual(expected);
});

test('a native role keeps what is known beside what is not', () => {
  const Principal = { AWS: [unknowns.string, secret('*')], 'a b': unknowns.boolean };
  const document = { Statement: [{ Effect: 'Allow', Principal }] };
  expect(native({ assumeRolePolicyDocument: document, maxSessionDuration: unknowns.number })).toMatchObject({
    trust: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            AWS: [hole('assumeRolePolicyDocument.Statement[0].Principal.AWS[0]'), '*'],
            'a b': hole('assumeRolePolicyDocument.Statement[0].Principal["a b"]'),
          },
        },
      ],
    },
    maxSeconds: hole('maxSessionDuration'),
  });
});

test.each([{ name: 'a' }, { assumeRolePolicyDocument: {} }])('a role without a policy has none: %j', (props) => {
  expect(classic(props)).toMatchObject({ trust: undefined, maxSeconds: undefined });
});

test.each([undefined, null, {}, [], 'x'])(
  'where a run for other targets leaves all inputs out, the policy is not known: %j',
  (props) => {
    expect(classic(props)).toMatchObject({
      trust: hole('its inputs, which a run for other targets leaves out'),
      maxSeconds: undefined,
    });
  },
);

test('the owner is what the host says', () => {
  const owner = { account: Text.of('111122223333') };
  expect(readPulumiResource({ type: 'aws:iam/role:Role', urn, name: 'x', props: {} }, { owner })[0]?.owner).toBe(owner);
});

test('other types are not read', () => {
  expect(readPulumiResource({ type: 'aws:s3/bucket:Bucket', urn, name: 'x', props: {} })).toEqual([]);
  expect(pulumiInputs('aws:s3/bucket:Bucket')).toBeUndefined();
  expect(pulumiInputs('aws:iam/role:Role')).toEqual(
    expect.arrayContaining(['assumeRolePolicy', 'maxSessionDuration', 'inlinePolicies', 'permissionsBoundary', 'name']),
  );
  expect(pulumiInputs('pulumi:providers:aws')).toContain('assumeRoles');
});

test.each([
  ['urn:pulumi:dev::shop::aws:iam/role:Role::a', 'dev/shop/a'],
  ['urn:pulumi:dev::shop::x:y:Z$aws:iam/role:Role::a::b', 'dev/shop/x:y:Z/a::b'],
  ['urn:pulumi:dev', 'urn:pulumi:dev'],
  ['', ''],
])('the path of %s', (given, path) => {
  expect(readPulumiResource({ type: 'aws:iam/role:Role', urn: given, name: 'a', props: {} })[0]?.place.path).toBe(path);
});

test('values nested without end are not known', () => {
  let value: unknown = 'x';
  for (let level = 0; level < 50_000; level++) value = [value];
  expect(JSON.stringify(native({ assumeRolePolicyDocument: value }).trust)).toContain('assumeRolePolicyDocument[0][0]');
});

test('the stand-ins are those of the SDK', () => {
  const sdk = require('@pulumi/policy/proxy') as { readonly [name: string]: unknown };
  const names = Object.keys(sdk).filter((name) => /^unknown\w+Value$/.test(name));
  expect(new Set(Object.values(unknowns))).toEqual(new Set(names.map((name) => sdk[name])));
});

describe('the owner that a provider tells', () => {
  const arn = (account: string) => `arn:aws-us-gov:iam::${account}:role/ci`;
  const account = (id: string) => ({ account: Text.of(id) });
  const assumed = (id: string) => ({ ...account(id), partition: Text.of('aws-us-gov') });

  test.each<readonly [string, unknown, object]>([
    ['nothing', {}, {}],
    ['no inputs at all', undefined, {}],
    ['one allowed account, as text', { allowedAccountIds: '["111122223333"]' }, account('111122223333')],
    ['one allowed account, as a list', { allowedAccountIds: ['111122223333'] }, account('111122223333')],
    ['two allowed accounts', { allowedAccountIds: '["111122223333","444455556666"]' }, {}],
    ['an assumed role', { assumeRole: JSON.stringify({ roleArn: arn('111122223333') }) }, assumed('111122223333')],
    [
      'the last of assumed roles',
      { assumeRoles: JSON.stringify([{ roleArn: arn('444455556666') }, { roleArn: arn('111122223333') }]) },
      assumed('111122223333'),
    ],
    [
      'a web identity before an assumed role',
      { assumeRoles: [{ roleArn: arn('111122223333') }], assumeRoleWithWebIdentity: { roleArn: arn('444455556666') } },
      assumed('111122223333'),
    ],
    [
      'a last role that is not known',
      { assumeRoles: JSON.stringify([{ roleArn: arn('444455556666') }, { roleArn: unknowns.string }]) },
      {},
    ],
    ['a secret', { allowedAccountIds: secret('["111122223333"]') }, account('111122223333')],
    ['a Region', { region: 'eu-west-1' }, { region: Text.of('eu-west-1') }],
    ['unknown values', { allowedAccountIds: unknowns.string, region: unknowns.string }, {}],
    ['broken text', { allowedAccountIds: '["111', assumeRoles: '[{' }, {}],
    ['account numbers that are none', { allowedAccountIds: '["12", 111122223333]' }, {}],
  ])('%s', (_name, props, expected) => {
    expect(ownerFromPulumiProvider(props)).toEqual(expected);
  });
});
