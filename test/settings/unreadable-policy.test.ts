import { check, parseSettings, knownRules, rules, Text, type Report, type Subject } from '../../shared';

const role = (trust: unknown): Subject => ({
  kind: 'role',
  place: { id: 'role', type: 'AWS::IAM::Role', path: 'role' },
  owner: { account: Text.of('111122223333') },
  trust: trust as never,
  maxSeconds: undefined,
});

function judged(trust: unknown): Report {
  const settings = parseSettings({ rules: { 'readable-trust-policy': 'off' } }, 'test', knownRules(rules));
  return check([role(trust)], settings, { today: '2030-01-31' });
}

test.each([
  ['broken JSON', '{"Statement": ['],
  ['nothing at all', undefined],
  ['no statement', { Version: '2012-10-17' }],
])('with readable-trust-policy off, %s is still an error', (_name, trust) => {
  expect(judged(trust).findings.map(({ rule, verdict, level }) => [rule, verdict, level])).toEqual([
    ['unreadable', 'fail', 'error'],
  ]);
});

test('with readable-trust-policy off, a policy that is not known is still undecided', () => {
  const findings = judged(Text.of({ id: 'Ref Policy', domain: 'free' })).findings;
  expect(findings.map(({ rule, verdict, because }) => [rule, verdict, because])).toEqual([
    ['unreadable', 'unknown', 'Ref Policy'],
  ]);
});

test('with readable-trust-policy off, a policy that only IAM would refuse is left alone', () => {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Resource: '*',
  };
  expect(judged({ Version: '2012-10-17', Statement: statement }).findings).toEqual([]);
});
