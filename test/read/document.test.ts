import { looksLikePolicy, readTrustDocument } from '../../shared/read/document';

const place = { id: 'trust.json', path: 'trust.json', file: 'trust.json', pointer: '' };

test('a trust policy in a file of its own is a role of which nothing else is known', () => {
  const policy = { Version: '2012-10-17', Statement: { Effect: 'Allow' } };
  expect(readTrustDocument(policy, place)).toEqual({
    kind: 'role',
    place: { ...place, type: 'trust policy' },
    owner: {},
    trust: policy,
    maxSeconds: undefined,
  });
});

test.each<readonly [boolean, unknown]>([
  [true, { Statement: [] }],
  [true, { statement: null }],
  [false, {}],
  [false, { Resources: {} }],
  [false, [{ Statement: [] }]],
  [false, null],
  [false, 'Statement'],
])('%s: %j looks like a policy', (expected, value) => {
  expect(looksLikePolicy(value)).toBe(expected);
  expect(readTrustDocument(value, place).kind).toBe(expected ? 'role' : 'unreadable');
});

test('a policy nested without end cannot be read', () => {
  let value: unknown = 'x';
  for (let level = 0; level < 50_000; level++) value = [value];
  expect(readTrustDocument({ Statement: value }, place)).toMatchObject({ kind: 'unreadable' });
});
