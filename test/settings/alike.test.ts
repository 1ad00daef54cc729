import type { Subject } from '../../shared';
import { check, defaultSettings, rules, Text } from '../../shared';

const open = (sid: string, account: string, name: string): Subject => ({
  kind: 'role',
  place: { id: name, type: 'AWS::IAM::Role', path: name },
  owner: { account: Text.of(account) },
  trust: {
    Version: '2012-10-17',
    Statement: [{ Sid: sid, Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' }],
  },
  maxSeconds: undefined,
});

const found = (subjects: readonly Subject[]): string[] =>
  check(subjects, defaultSettings, { today: '2030-01-31' }).findings.map(
    ({ rule, subject }) => `${subject.id} ${rule}`,
  );

test('a document that stands in two roles is reported for each', () => {
  const judged = found([open('One', '111122223333', 'first'), open('Two', '111122223333', 'second')]);
  expect(judged).toEqual([
    'first external-id',
    'first trusted-account',
    'second external-id',
    'second trusted-account',
  ]);
});

test('whose the role is tells two equal documents apart', () => {
  expect(found([open('One', '999988887777', 'own'), open('One', '111122223333', 'other')])).toEqual([
    'other external-id',
    'other trusted-account',
  ]);
});

test('a rule of somebody else’s is asked about each role, since it may look at more than the document', () => {
  const subjects = ['a', 'b', 'c'].map((name) => open('Same', '111122223333', name));
  let asked = 0;
  const curious = { ...rules[0]!, name: 'curious', judges: () => (asked++, []) };
  check(subjects, defaultSettings, { today: '2030-01-31', rules: [curious] });
  expect(asked).toBe(3);
});
