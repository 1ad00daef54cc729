import { createGuard, demandOptions, parseSettings, type Remark } from '../../shared';
import { known } from './known';
import { reportOn, ruleThatSays, settings, subject, today } from './make';

test('a misspelt option in code is an error that names the right one', () => {
  expect(() => demandOptions({ rule: [] }, ['rules', 'level'])).toThrow(
    'there is no option "rule"; did you mean "rules"?',
  );
  expect(() => demandOptions({ rules: [] }, ['rules'])).not.toThrow();
});

test.each<[what: string, remark: object]>([
  ['a level that there is not', { atMost: 'warn' }],
  ['a level that hides it', { atMost: 'off' }],
  ['a verdict that there is not', { verdict: 'pass' }],
  ['no message', { message: undefined }],
  ['no place', { at: 3 }],
])('a remark of a rule of one’s own with %s is a crash, not a pass', (_what, remark) => {
  const { findings } = reportOn([ruleThatSays(remark as Partial<Remark>)]);
  expect(findings).toMatchObject([{ rule: 'rule-crash', level: 'error' }]);
});

test('what is no list of remarks is a crash', () => {
  const rule = { ...ruleThatSays(), judges: () => undefined as unknown as Remark[] };
  const guard = createGuard(settings(), { today, rules: [rule] });
  expect(guard.judge(subject).findings).toMatchObject([{ rule: 'rule-crash' }]);
});

test.each([new Map([['enforce', 'audit']]), { rules: new Map([['external-id', 'off']]) }])(
  'a Map holds no keys, so it is no settings',
  (input) => {
    expect(() => parseSettings(input, 'here', known)).toThrow('must be a plain object');
  },
);
