import type { Rule } from '../../shared';
import { exception, levelsOf, reportOn, role, ruleThatSays } from './make';

describe('exceptions', () => {
  const fails = ruleThatSays({});
  const isUnknown = ruleThatSays({ verdict: 'unknown' });

  test('one that covers a finding accepts it with its reason', () => {
    const { findings, accepted, summary } = reportOn([fails], {
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
    expect(levelsOf([rule], { exceptions: [{ ...exception, ...change }] })).toEqual(expected);
  });

  test('an account that is not known is not the one that is named', () => {
    const input = { exceptions: [{ ...exception, account: '111122223333' }] };
    expect(levelsOf([fails], input, [role('app/Role')])).toEqual(['external-id error', 'exception warning']);
  });

  test('two that cover the same are both in use', () => {
    expect(levelsOf([fails], { exceptions: [exception, { ...exception, where: '**' }] })).toEqual([]);
  });

  test('what is left over names the exception and where it stands', () => {
    const { findings } = reportOn([], {
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
    expect(levelsOf([], { exceptions: [exception], rules: { exception: 'off' } })).toEqual([]);
  });
});
