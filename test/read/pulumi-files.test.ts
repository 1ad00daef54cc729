import fc from 'fast-check';
import { looksLikePulumi, readPulumiFile } from '../../shared/read/pulumi-files';
import { unknowns } from '../../shared/read/pulumi/wire';

const urn = (type: string, name: string) => `urn:pulumi:dev::app::${type}::${name}`;
const role = 'aws:iam/role:Role';
const provider = 'pulumi:providers:aws';
const words = ['version', 'deployment', 'checkpoint', 'latest', 'manifest', 'resources', 'steps', 'op', 'urn', 'type']
  .concat(['inputs', 'outputs', 'provider', 'newState', 'oldState', 'sequence', 'resourcePreEvent', 'resOutputsEvent'])
  .concat([
    'metadata',
    'new',
    'old',
    'cancelEvent',
    'preludeEvent',
    'config',
    'assumeRolePolicy',
    'name',
    'arn',
    'delete',
  ])
  .concat(['external', 'policy', 'role', 'policyArn', 'diagnostics', 'severity', 'aws:region', '__proto__'])
  .concat(['4dabf18193072939515e22adb298388d', 'plaintext', 'allowedAccountIds']);
const texts = [
  urn(role, 'a'),
  urn('aws:iam/rolePolicy:RolePolicy', 'b'),
  role,
  'aws:iam/rolePolicy:RolePolicy',
  provider,
]
  .concat([urn(provider, 'default'), `${urn(provider, 'default')}::x`, 'create', 'delete', 'same', 'read', 'refresh'])
  .concat([
    '1b47061264138c4ac30d75fd1eb44270',
    unknowns.string,
    '{"a":',
    'arn:aws:iam::111122223333:role/a',
    'error',
    '',
  ]);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(...texts, 3, 2, 4, true, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...words), tie('value')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries) as unknown),
  ),
}));
const resources = fc.array(
  fc.oneof(
    value,
    fc.record({
      urn: fc.constantFrom(...texts),
      type: fc.constantFrom(...texts),
      inputs: value,
      outputs: value,
      provider: value,
    }),
  ),
  { maxLength: 5 },
);
const step = fc.record({
  op: fc.constantFrom(...texts),
  urn: fc.constantFrom(...texts),
  oldState: value,
  newState: value,
});
const file = fc.oneof(
  value,
  resources.map((all) => ({ version: 3, deployment: { resources: all } })),
  fc
    .array(fc.oneof(value, step), { maxLength: 5 })
    .map((steps) => ({ steps: [{ urn: urn(role, 'first') }, ...steps] })),
  fc.array(step, { maxLength: 5 }).map((steps) =>
    steps.map(({ op, urn: of, oldState, newState }, sequence) => ({
      sequence,
      resourcePreEvent: { metadata: { op, urn: of, old: oldState, new: newState } },
    })),
  ),
);

test('any JSON in the words of Pulumi is read, and reading changes nothing', () => {
  fc.assert(
    fc.property(file, (made) => {
      const before = JSON.stringify(made);
      const one: unknown = JSON.parse(before);
      looksLikePulumi(one);
      const { subjects, problems } = readPulumiFile(one, { file: 'a.json' });
      expect(JSON.stringify(one)).toBe(before);
      for (const problem of problems) expect(problem).toMatch(/^[^\n]+[^.\n]$/);
      for (const { place } of subjects) {
        expect(place.file).toBe('a.json');
        expect(place.pointer).toMatch(/^\//);
      }
    }),
    { numRuns: 3000 },
  );
});

const trust =
  '{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
const allow = '{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}';
const arn = 'arn:aws:iam::111122223333:policy';
const entries = [
  [provider, 'own', { allowedAccountIds: '["111122223333"]' }],
  ['aws:iam/policy:Policy', 'limit', { name: 'limit', path: '/', policy: '{"Statement":[]}' }],
  [role, 'a', { name: 'a', path: '/', assumeRolePolicy: trust, permissionsBoundary: `${arn}/limit` }],
  ['aws:iam/policy:Policy', 'wide', { name: 'wide', path: '/', policy: allow }],
  ['aws:iam/rolePolicyAttachment:RolePolicyAttachment', 'at', { role: 'a', policyArn: `${arn}/wide` }],
  ['aws:iam/rolePolicy:RolePolicy', 'inline', { role: 'a', policy: allow }],
] as const;

test('who has which documents does not depend on the order of the file', () => {
  const whole = [...entries].map(([type, name, inputs]) => {
    const by = type === provider ? {} : { provider: `${urn(provider, 'own')}::1` };
    return { urn: urn(type, name), custom: true, type, inputs, ...by };
  });
  const identities = (all: readonly object[]) => {
    const { subjects } = readPulumiFile({ version: 3, deployment: { resources: all } }, { file: 'a.json' });
    const found = subjects.flatMap((one) =>
      one.kind === 'identity' ? [[one.place.id, one.place.within, one.identities]] : [],
    );
    return new Set(found.map((one) => JSON.stringify(one)));
  };
  const expected = identities(whole);
  expect([...expected].filter((one) => one.includes('boundary'))).toHaveLength(2);
  fc.assert(
    fc.property(fc.shuffledSubarray(whole, { minLength: whole.length }), (shuffled) => {
      expect(identities(shuffled)).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

describe('what a run that broke off was about to make', () => {
  const resource = (name: string, policy = trust) => ({
    urn: urn(role, name),
    type: role,
    custom: true,
    inputs: { name, assumeRolePolicy: policy },
  });
  const read = (pending_operations: readonly object[]) =>
    readPulumiFile({ version: 3, deployment: { resources: [resource('a')], pending_operations } }, { file: 'a.json' })
      .subjects.filter(({ kind }) => kind !== 'identity')
      .map(({ kind, place }) => [kind, place.pointer]);
  const there = ['role', '/deployment/resources/0/inputs/assumeRolePolicy'];

  test.each(['creating', 'updating', 'importing'])('%s: it may be there', (type) => {
    expect(read([{ type, resource: resource('b') }])).toEqual([
      there,
      ['role', '/deployment/pending_operations/0/resource/inputs/assumeRolePolicy'],
    ]);
  });

  test.each(['deleting', 'reading'])('%s: it is not made', (type) => {
    expect(read([{ type, resource: resource('b') }])).toEqual([there]);
  });

  test('as it is already', () => {
    expect(read([{ type: 'updating', resource: resource('a') }])).toEqual([there]);
    expect(read([{ type: 'updating', resource: resource('a', allow) }])).toHaveLength(2);
  });

  test('that cannot be read', () => {
    expect(read([{ type: 'creating' }])).toEqual([there, ['unreadable', '/deployment/pending_operations/0/resource']]);
  });
});

test('a preview in which nothing changes has nothing to judge, and one that fails before it begins says so', () => {
  const none = { config: { 'aws:region': 'eu-west-1' }, duration: 12, changeSummary: { same: 3 } };
  expect(looksLikePulumi(none)).toBe(true);
  expect(readPulumiFile(none, { file: 'a.json' })).toEqual({ subjects: [], skipped: 0, problems: [] });
  const failed = { ...none, changeSummary: {}, diagnostics: [{ severity: 'error', message: 'x' }] };
  expect(readPulumiFile(failed, { file: 'a.json' }).problems).toEqual([expect.stringContaining('ends with an error')]);
  expect(looksLikePulumi({ changeSummary: {} })).toBe(false);
});
