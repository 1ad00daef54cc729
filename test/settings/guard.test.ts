import { check, createGuard, type Rule, type Subject } from '../../shared';
import { exception, levelsOf, reportOn, role, ruleThatSays, settings, subject, today } from './make';

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
      docs: '',
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

describe('what could not be judged', () => {
  const broken: Subject = { kind: 'unreadable', place: subject.place, owner: {}, problem: 'the file is empty' };
  const crashes: Rule = {
    ...ruleThatSays(),
    judges: () => {
      throw new TypeError('the secret of the policy');
    },
  };

  test('an unreadable subject is one finding, however many rules there are', () => {
    const { findings, summary } = reportOn([ruleThatSays({}), crashes], {}, [broken]);
    expect(findings).toMatchObject([
      { rule: 'unreadable', level: 'error', verdict: 'fail', message: 'the file is empty' },
    ]);
    expect(summary).toMatchObject({ subjects: 0, error: 1 });
  });

  test('a rule that throws is a finding, and the others are still asked', () => {
    const { findings } = reportOn([crashes, ruleThatSays({})]);
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
    const found = levelsOf([...rules, { ...crashes, level: throwing(new Error('x')) }]);
    expect(found).toEqual(Array.from({ length: 4 }, () => 'rule-crash error'));
    expect(JSON.stringify(reportOn(rules))).not.toContain('secret');
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
    expect(levelsOf(rules, input)).toEqual(expected);
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
