import { check, createGuard, sessionsOf, type Remark, type Report, type Rule, type Subject } from '../../shared';
import { role, ruleThatSays, settings } from './make';

const today = '2027-01-31';
const subject = role('app/human/Role', '111122223333');

function report(rules: readonly Rule[], input: object = {}, subjects: readonly Subject[] = [subject]): Report {
  return check(subjects, settings(input), { today, rules });
}

function levels(rules: readonly Rule[], input: object = {}, subjects?: readonly Subject[]): string[] {
  return report(rules, input, subjects).findings.map(({ rule, level }) => `${rule} ${level}`);
}

const exception = { rule: 'external-id', where: 'app/**', reason: 'moves soon' };

test('a finding carries everything that hosts print, and no more', () => {
  const request = { actions: ['sts:AssumeRole'], principal: { type: 'AWS', id: '999988887777' }, context: {} } as const;
  const said = ruleThatSays({ request, verdict: 'unknown', because: 'Ref X', at: '/Statement/1' });
  const locate = () => ({ line: 3, column: 7 });
  const { findings } = createGuard(settings(), { today, rules: [said], locate }).judge(subject);
  expect(findings).toEqual([
    {
      rule: 'external-id',
      guardrail: 'IAM-STS-1',
      verdict: 'unknown',
      level: 'warning',
      message: 'anybody gets in',
      fix: 'Close it.',
      docs: 'docs/rules/external-id.md',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      subject: { id: 'Role', type: 'AWS::IAM::Role', path: 'app/human/Role' },
      at: '/Statement/1',
      line: 3,
      column: 7,
      request,
      because: 'Ref X',
    },
  ]);
});

describe('levels', () => {
  const unknown = { verdict: 'unknown' } as const;
  const byPlace = { at: '/Statement', rules: { 'external-id': 'warning' } };
  const byPath = { where: 'app/human/*', rules: { 'external-id': 'info' } };
  const off = { rules: { 'external-id': 'off' } };

  test.each<[what: string, remark: Partial<Remark>, input: object, level: string[]]>([
    ['the rule’s own', {}, {}, ['error']],
    ['no more than the remark deserves', { atMost: 'info' }, {}, ['info']],
    [
      'no more than the remark deserves, whatever the settings say',
      { atMost: 'info' },
      { rules: { 'external-id': 'error' } },
      ['info'],
    ],
    ['the rule’s where the remark allows more', { atMost: 'error' }, { rules: { 'external-id': 'info' } }, ['info']],
    ['unknown counts as a warning', unknown, {}, ['warning']],
    ['unknown counts as what is set', unknown, { undecided: 'error' }, ['error']],
    [
      'unknown counts as no more than the rule',
      unknown,
      { undecided: 'error', rules: { 'external-id': 'info' } },
      ['info'],
    ],
    ['a failure is not bounded by undecided', {}, { undecided: 'info' }, ['error']],
    ['set for all', {}, { rules: { 'external-id': 'warning' } }, ['warning']],
    ['off', {}, off, []],
    ['overridden by path', {}, { overrides: [byPath] }, ['info']],
    ['another path is not overridden', {}, { overrides: [{ ...byPath, where: 'app/*' }] }, ['error']],
    [
      'overridden by account',
      {},
      { overrides: [{ account: '111122223333', rules: { 'external-id': 'info' } }] },
      ['info'],
    ],
    [
      'another account is not overridden',
      {},
      { overrides: [{ account: '111122223334', rules: { 'external-id': 'info' } }] },
      ['error'],
    ],
    ['overridden by place', {}, { overrides: [byPlace] }, ['warning']],
    [
      'a place is a step, not a prefix of letters',
      { at: '/Statement/10' },
      { overrides: [{ ...byPlace, at: '/Statement/1' }] },
      ['error'],
    ],
    ['the last override wins', {}, { overrides: [byPlace, byPath] }, ['info']],
    ['the last override wins, the other way round', {}, { overrides: [byPath, byPlace] }, ['warning']],
    ['off for all, on at a place', {}, { ...off, overrides: [byPlace] }, ['warning']],
    ['off at another place too', { at: '/Version' }, { ...off, overrides: [byPlace] }, []],
    ['on for all, off by path', {}, { overrides: [{ where: '**', ...off }] }, []],
  ])('%s', (_what, remark, input, expected) => {
    const found = report([ruleThatSays(remark)], input).findings.map(({ level }) => level);
    expect(found).toEqual(expected);
  });

  test('a rule may choose its level by settings, overrides of the subject included', () => {
    const rule: Rule = { ...ruleThatSays({}), level: ({ sessions }) => (sessions.role > 3600 ? 'info' : 'error') };
    expect(levels([rule])).toEqual(['external-id error']);
    expect(levels([rule], { overrides: [{ where: '**/human/*', sessions: { role: 7200 } }] })).toEqual([
      'external-id info',
    ]);
  });

  test('a rule that is off is not asked', () => {
    const asked = jest.fn(() => []);
    const rule: Rule = { ...ruleThatSays(), judges: asked };
    report([rule], off);
    expect(asked).toHaveBeenCalledTimes(0);
    report([rule]);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

test('rules see the sessions and options of their subject', () => {
  const seen: unknown[] = [];
  const rule: Rule = {
    ...ruleThatSays(),
    judges: (_subject, circumstances) => {
      seen.push(circumstances.settings);
      return [];
    },
  };
  const input = {
    overrides: [
      { where: '**/human/*', sessions: { role: 28800 }, rules: { 'oidc-subject': { scope: 'repository' } } },
      { account: '111122223333', sessions: { provider: 900 } },
    ],
  };
  report([rule], input, [role('app/human/A', '111122223333'), role('app/human/B'), role('app/machine/C')]);
  expect(seen).toMatchObject([
    { sessions: { role: 28800, provider: 900 }, rules: { 'oidc-subject': { options: { scope: 'repository' } } } },
    { sessions: { role: 28800, provider: 3600 } },
    { sessions: { role: 3600, provider: 3600 }, rules: {} },
  ]);
  expect(sessionsOf(settings(input), role('app/human/B')).role).toBe(28800);
});

describe('exceptions', () => {
  const fails = ruleThatSays({});
  const isUnknown = ruleThatSays({ verdict: 'unknown' });

  test('one that covers a finding accepts it with its reason', () => {
    const { findings, accepted, summary } = report([fails], {
      exceptions: [{ ...exception, owner: 'platform@example.com', expires: '2027-01-31' }],
    });
    expect(findings).toEqual([]);
    expect(accepted).toMatchObject([
      {
        rule: 'external-id',
        level: 'error',
        accepted: { reason: 'moves soon', owner: 'platform@example.com', expires: '2027-01-31', by: 'exceptions[0]' },
      },
    ]);
    expect(summary).toEqual({ subjects: 1, error: 0, warning: 0, info: 0, undecided: 0, accepted: 1, skipped: 0 });
  });

  test.each<[what: string, rule: Rule, change: object, expected: string[]]>([
    ['another path', fails, { where: 'other/**' }, ['external-id error', 'exception warning']],
    ['a star stops at a slash', fails, { where: 'app/*' }, ['external-id error', 'exception warning']],
    ['another place', fails, { at: '/Statement/1' }, ['external-id error', 'exception warning']],
    ['the place around it', fails, { at: '/Statement' }, []],
    ['another account', fails, { account: '999988887777' }, ['external-id error', 'exception warning']],
    ['the account alone', fails, { where: undefined, account: '111122223333' }, []],
    ['another rule', fails, { rule: 'wildcard-principal' }, ['external-id error', 'exception warning']],
    [
      'an accepted unknown accepts no failure',
      fails,
      { rule: 'external-id[undecided]' },
      ['external-id error', 'exception warning'],
    ],
    ['an accepted unknown', isUnknown, { rule: 'external-id[undecided]' }, []],
    ['an accepted rule covers its unknowns', isUnknown, {}, []],
    ['expired yesterday', fails, { expires: '2027-01-30' }, ['external-id error', 'exception error']],
    ['expires today', fails, { expires: '2027-01-31' }, []],
  ])('%s', (_what, rule, change, expected) => {
    expect(levels([rule], { exceptions: [{ ...exception, ...change }] })).toEqual(expected);
  });

  test('an account that is not known is not the one that is named', () => {
    const input = { exceptions: [{ ...exception, account: '111122223333' }] };
    expect(levels([fails], input, [role('app/Role')])).toEqual(['external-id error', 'exception warning']);
  });

  test('two that cover the same are both in use', () => {
    expect(levels([fails], { exceptions: [exception, { ...exception, where: '**' }] })).toEqual([]);
  });

  test('what is left over names the exception and where it stands', () => {
    const { findings } = report([], {
      exceptions: [
        { ...exception, expires: '2026-12-31' },
        { ...exception, at: '/A' },
      ],
    });
    expect(findings).toMatchObject([
      {
        rule: 'exception',
        verdict: 'fail',
        message: 'the exception from external-id for app/** expired on 2026-12-31',
        at: '/exceptions/0',
        subject: { id: 'exceptions[0]', type: 'settings' },
      },
      { message: 'the exception from external-id for app/** at /A covers nothing in this run', at: '/exceptions/1' },
    ]);
  });

  test('settings may turn these findings off', () => {
    expect(levels([], { exceptions: [exception], rules: { exception: 'off' } })).toEqual([]);
  });
});

describe('what could not be judged', () => {
  const broken: Subject = { kind: 'unreadable', place: subject.place, owner: {}, problem: 'the file is empty' };
  const crashes: Rule = {
    ...ruleThatSays(),
    judges: () => {
      throw new TypeError('the secret of the policy');
    },
  };

  test('an unreadable subject is one finding, however many rules there are', () => {
    const { findings, summary } = report([ruleThatSays({}), crashes], {}, [broken]);
    expect(findings).toMatchObject([
      { rule: 'unreadable', level: 'error', verdict: 'fail', message: 'the file is empty' },
    ]);
    expect(summary).toMatchObject({ subjects: 0, error: 1 });
  });

  test('a rule that throws is a finding, and the others are still asked', () => {
    const { findings } = report([crashes, ruleThatSays({})]);
    expect(findings).toMatchObject([
      {
        rule: 'rule-crash',
        level: 'error',
        message: 'rule external-id stopped with TypeError and has not judged this subject',
      },
      { rule: 'external-id' },
    ]);
    expect(JSON.stringify(findings)).not.toContain('secret');
  });

  test('so is one that throws no error, and one whose level throws', () => {
    const throwing = (thrown: unknown) => () => {
      throw thrown;
    };
    const odd = new Error('x');
    odd.name = 'the secret of the policy';
    const rules = [null, 'secret', odd].map((thrown) => ({ ...crashes, judges: throwing(thrown) }));
    const found = levels([...rules, { ...crashes, level: throwing(new Error('x')) }]);
    expect(found).toEqual(Array.from({ length: 4 }, () => 'rule-crash error'));
    expect(JSON.stringify(report(rules))).not.toContain('secret');
  });

  test('no settings silence it, not even ones that never went through the schema', () => {
    const everywhere = ['unreadable', 'rule-crash'].map((rule) => ({ rule, reason: 'no', where: '**' }));
    const off = { unreadable: { level: 'off', options: {} }, 'rule-crash': { level: 'info', options: {} } } as const;
    const made = { ...settings(), rules: off, exceptions: everywhere, overrides: [{ where: '**', rules: off }] };
    const { findings } = check([broken, subject], made, { today, rules: [crashes] });
    expect(findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      'unreadable error',
      'rule-crash error',
      'exception warning',
      'exception warning',
    ]);
  });

  test('a day that is none is refused before anything is judged', () => {
    expect(() => createGuard(settings(), { today: '31.1.2027', rules: [] })).toThrow(RangeError);
  });
});

describe('a rule that yields', () => {
  const yielding = (level: 'error' | 'info'): Rule => ({
    ...ruleThatSays({}),
    name: 'wildcard-principal',
    level,
    yields: true,
  });

  test.each<[what: string, rules: readonly Rule[], input: object, expected: string[]]>([
    [
      'is silent where another rule reports the place',
      [yielding('error'), ruleThatSays({})],
      {},
      ['external-id error'],
    ],
    [
      'speaks of other places',
      [yielding('error'), ruleThatSays({ at: '' })],
      {},
      ['wildcard-principal error', 'external-id error'],
    ],
    [
      'speaks where the other finding is weaker',
      [yielding('error'), ruleThatSays({ atMost: 'info' })],
      {},
      ['wildcard-principal error', 'external-id info'],
    ],
    ['is silent where the other finding is stronger', [yielding('info'), ruleThatSays({})], {}, ['external-id error']],
    [
      'speaks where the other finding is accepted',
      [yielding('error'), ruleThatSays({})],
      { exceptions: [exception] },
      ['wildcard-principal error'],
    ],
    [
      'speaks where the other rule is off',
      [yielding('error'), ruleThatSays({})],
      { rules: { 'external-id': 'off' } },
      ['wildcard-principal error'],
    ],
  ])('%s', (_what, rules, input, expected) => {
    expect(levels(rules, input)).toEqual(expected);
  });
});

test('the summary counts findings by level and verdict, and what was skipped', () => {
  const guard = createGuard(settings(), {
    today,
    rules: [ruleThatSays({}, { verdict: 'unknown' }, { verdict: 'unknown', atMost: 'info' }, { atMost: 'info' })],
  });
  guard.judge(subject);
  guard.judge(role('other'));
  const { summary } = guard.finish(5).report;
  expect(summary).toEqual({ subjects: 2, error: 2, warning: 2, info: 4, undecided: 4, accepted: 0, skipped: 5 });
});
