import { check, defaultSettings, Text } from '../../shared';
import { gives } from '../table/grant';

const accounts = Array.from({ length: 400 }, (_, index) => String(100_000_000_000 + index * 102_947));

/** The findings on a statement that allows every STS action on roles of 400 accounts, and how many seconds they took. */
function judged(role: string): { rules: readonly string[]; seconds: number } {
  const started = performance.now();
  const document = gives(
    'sts:*',
    accounts.map((account) => `arn:aws:iam::${account}:role/${role}`),
  );
  const { findings } = check(
    [
      {
        kind: 'identity',
        document: { Version: '2012-10-17', Statement: document },
        identities: [],
        owner: { account: Text.of('111122223333') },
        place: { id: 'Policy', type: 'AWS::IAM::Policy', path: 'Policy' },
      },
    ],
    defaultSettings,
    { today: '2026-11-23' },
  );
  return { rules: findings.map(({ rule }) => rule), seconds: (performance.now() - started) / 1000 };
}

// the time is far more than is needed, and far less than what grows with the square of the accounts
test.each([
  ['deploy-*', ['tag-session-grant']],
  ['*', ['assume-any-role', 'tag-session-grant']],
])('roles %s of hundreds of accounts are judged in a few seconds, with one finding of a rule', (role, rules) => {
  const found = judged(role);
  expect(found.rules).toEqual(expect.arrayContaining(rules));
  expect(new Set(found.rules).size).toBe(found.rules.length);
  expect(found.seconds).toBeLessThan(5);
});
