import { check, type Subject } from '../../shared';
import { fingerprint } from '../../shared/books/fingerprint';
import { role, ruleThatSays, settings } from './make';

// Published vectors: http://www.isthe.com/chongo/src/fnv/test_fnv.c
test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['b', 'af63df4c8601f1a5'],
  ['foobar', '85944171f73967e8'],
])('FNV-1a of %j is %s', (text, hash) => {
  expect(fingerprint(text)).toBe(hash);
});

test('it agrees with arithmetic on 64 bits, whatever the text', () => {
  for (const text of ['é€😀', 'x'.repeat(1000), 'external-id\0app/Role\0anybody']) {
    let hash = 0xcbf29ce484222325n;
    for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    expect(fingerprint(text)).toBe(hash.toString(16).padStart(16, '0'));
  }
});

function fingerprintOf(remark: object, path = 'app/Role'): string | undefined {
  return check([role(path)], settings(), { today: '2027-01-31', rules: [ruleThatSays(remark)] }).findings[0]
    ?.fingerprint;
}

test('it stays while rule, subject and mark stay, and changes with them', () => {
  const one = fingerprintOf({ mark: 'm', message: 'a', at: '/Statement/0' });
  expect(fingerprintOf({ mark: 'm', message: 'b', at: '/Statement/1' })).toBe(one);
  expect(fingerprintOf({ message: 'm' })).toBe(one);
  expect(fingerprintOf({ mark: 'n' })).not.toBe(one);
  expect(fingerprintOf({ mark: 'm' }, 'app/Other')).not.toBe(one);
});

test('two documents of one role have two', () => {
  const rule = { ...ruleThatSays({ message: 'a', at: '' }), kind: 'value' as const };
  const document = (resource: string, within: string): Subject => ({
    kind: 'identity',
    place: {
      id: 'R',
      type: 'AWS::IAM::Role',
      path: 'app/R',
      pointer: `/Resources/${resource}/Properties${within}`,
      within,
    },
    owner: {},
    document: {},
    identities: [],
  });
  const printOf = (...place: Parameters<typeof document>) =>
    check([document(...place)], settings(), { today: '2027-01-31', rules: [rule] }).findings[0]?.fingerprint;
  const prints = [printOf('R', '/Policies/0'), printOf('R', '/Policies/1'), printOf('Renamed', '/Policies/0')];
  expect(prints[0]).toBeDefined();
  expect(prints[1]).not.toBe(prints[0]);
  expect(prints[2]).toBe(prints[0]);
});
