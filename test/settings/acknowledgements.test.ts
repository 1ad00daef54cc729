import { createGuard, type Acknowledgement, type Subject } from '../../shared';
import { ruleThatSays, settings, subject, today } from './make';

const by = 'the acknowledgement at app/human';

function judge(
  acknowledgement: Partial<Acknowledgement>,
  { input = {}, remark = {}, reaches = true }: { input?: object; remark?: object; reaches?: boolean } = {},
) {
  const one: Acknowledgement = { rule: 'external-id', reason: 'the vendor moves', by, ...acknowledgement };
  const guard = createGuard(settings(input), { today, rules: [ruleThatSays(remark)] });
  guard.acknowledge([one]);
  const role: Subject = reaches ? { ...subject, acknowledged: [one] } : subject;
  guard.judge(role);
  return guard.finish().report;
}

test('an acknowledgement that reaches the role accepts with its reason, ticket and end', () => {
  const { findings, accepted } = judge({ reason: 'moves (ticket=SEC-12, expires=2027-01-31)' });
  expect(findings).toEqual([]);
  expect(accepted.map((one) => one.accepted)).toEqual([
    { reason: 'moves (ticket=SEC-12, expires=2027-01-31)', expires: '2027-01-31', ticket: 'SEC-12', by },
  ]);
});

test.each<[what: string, acknowledgement: Partial<Acknowledgement>, says: string, level: string]>([
  ['an end that has passed', { reason: 'x expires=2027-01-30' }, 'expired on 2027-01-30', 'error'],
  ['an end that is no day', { reason: 'expires=2027-02-31' }, 'has an end that cannot be read', 'error'],
  ['an end written otherwise', { reason: 'Expires: 2030-01-01' }, 'has an end that cannot be read', 'error'],
  ['an end after a space', { reason: 'expires 2020-01-31' }, 'cannot be read, "expires 2020-01-31"', 'error'],
  ['an end after a word', { reason: 'it expires on 2020-01-31' }, 'cannot be read, "expires on 2020-01-31"', 'error'],
  ['an end in one word', { reason: 'expiresAt=2020-01-31' }, 'cannot be read, "expiresAt=2020-01-31"', 'error'],
  ['an end with hyphens', { reason: 'expires-on=2020-01-31' }, 'cannot be read, "expires-on=2020-01-31"', 'error'],
  ['an end with points', { reason: 'expires 31.1.2020' }, 'cannot be read, "expires 31.1.2020"', 'error'],
  ['two ends', { reason: 'expires=2030-01-01 or expires=2031-01-01' }, 'names two ends', 'error'],
  ['no reason', { reason: ' ' }, 'gives no reason', 'error'],
  ['a misspelt rule', { rule: 'extrenal-id' }, 'there is no such rule; did you mean external-id?', 'error'],
  ['a rule that nothing accepts', { rule: 'rule-crash' }, 'such findings cannot be accepted', 'error'],
  ['only what is undecided', { rule: 'external-id[undecided]' }, 'covers nothing in this run', 'warning'],
])('%s accepts nothing and is said', (_what, acknowledgement, says, level) => {
  const { findings, accepted } = judge(acknowledgement);
  expect(accepted).toEqual([]);
  expect(findings).toMatchObject([
    { rule: 'external-id', level: 'error' },
    {
      rule: 'exception',
      level,
      message: expect.stringContaining(says),
      subject: { id: by, type: 'acknowledgement' },
    },
  ]);
});

test.each(['the old token expired long ago', 'expired tokens are refused', 'expiry of 3 tokens is checked elsewhere'])(
  '"%s" names no end',
  (reason) => expect(judge({ reason })).toMatchObject({ findings: [], accepted: [{ accepted: { reason } }] }),
);

test('the undecided may be accepted alone, and with its rule', () => {
  const remark = { verdict: 'unknown', because: 'Ref X' };
  for (const rule of ['external-id', 'external-id[undecided]']) {
    expect(judge({ rule }, { remark })).toMatchObject({ findings: [], accepted: [{ accepted: { by } }] });
  }
});

test('one that reaches no role is said', () => {
  const { findings } = judge({}, { reaches: false });
  expect(findings).toMatchObject([
    { rule: 'external-id' },
    { rule: 'exception', level: 'warning', message: `${by} (external-id) covers nothing in this run` },
  ]);
});

test('settings may refuse all of them', () => {
  const guard = createGuard({ ...settings(), acknowledgements: false }, { today, rules: [ruleThatSays({})] });
  guard.judge({ ...subject, acknowledged: [{ rule: 'external-id', reason: 'x', by }] });
  expect(guard.finish().report).toMatchObject({
    accepted: [],
    findings: [{ rule: 'external-id' }, { rule: 'exception', level: 'error' }],
  });
});

test('a reason in the settings may carry an end and a ticket; the earlier end counts', () => {
  const exception = { rule: 'external-id', where: 'app/**', expires: '2027-02-01' };
  const report = (reason: string) => {
    const guard = createGuard(settings({ exceptions: [{ ...exception, reason }] }), {
      today,
      rules: [ruleThatSays({})],
    });
    guard.judge(subject);
    return guard.finish().report;
  };
  expect(report('ticket=SEC-1 expires=2030-01-01').accepted).toMatchObject([
    { accepted: { ticket: 'SEC-1', expires: '2027-02-01', by: 'exceptions[0]' } },
  ]);
  expect(report('expires=2027-01-30').findings).toMatchObject([{ rule: 'external-id' }, { rule: 'exception' }]);
});

test('a ready-made exception that covers nothing is no finding', () => {
  const ready = { rule: 'external-id', where: 'other/**', reason: 'known', preset: 'extends "cdk-bootstrap"' };
  const guard = createGuard({ ...settings(), exceptions: [ready] }, { today, rules: [] });
  expect(guard.finish().report.findings).toEqual([]);
});
