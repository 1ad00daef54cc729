import { sessionsOf, type Remark, type Rule } from '../../shared';
import { levelsOf, reportOn, role, ruleThatSays, settings } from './make';

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
    const found = reportOn([ruleThatSays(remark)], input).findings.map(({ level }) => level);
    expect(found).toEqual(expected);
  });

  test('a rule may choose its level by settings, overrides of the subject included', () => {
    const rule: Rule = { ...ruleThatSays({}), level: ({ sessions }) => (sessions.role > 3600 ? 'info' : 'error') };
    expect(levelsOf([rule])).toEqual(['external-id error']);
    expect(levelsOf([rule], { overrides: [{ where: '**/human/*', sessions: { role: 7200 } }] })).toEqual([
      'external-id info',
    ]);
  });

  test('a rule that is off is not asked', () => {
    const asked = jest.fn(() => []);
    const rule: Rule = { ...ruleThatSays(), judges: asked };
    reportOn([rule], off);
    expect(asked).toHaveBeenCalledTimes(0);
    reportOn([rule]);
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
  reportOn([rule], input, [role('app/human/A', '111122223333'), role('app/human/B'), role('app/machine/C')]);
  expect(seen).toMatchObject([
    { sessions: { role: 28800, provider: 900 }, rules: { 'oidc-subject': { options: { scope: 'repository' } } } },
    { sessions: { role: 28800, provider: 3600 } },
    { sessions: { role: 3600, provider: 3600 }, rules: {} },
  ]);
  expect(sessionsOf(settings(input), role('app/human/B')).role).toBe(28800);
});
