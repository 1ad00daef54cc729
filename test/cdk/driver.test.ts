import type { Rule } from '../../shared';
import { runCdk } from '../drivers/cdk';
import { roleRow } from '../drivers/rows-app';
import { long, murky, open } from './_rules';

const rules = [open, long, murky];
const trust = (principal: unknown) => ({
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
});

test('each row comes back with what CDK reports on it', () => {
  const seen = runCdk(
    [
      roleRow('fine', trust({ AWS: '111122223333' })),
      roleRow('openAndLong', trust('*'), 7200),
      roleRow('murky', trust({ AWS: { Ref: 'Somebody' } })),
    ],
    {},
    { rules },
  );
  expect([...seen]).toEqual([
    ['fine', []],
    [
      'openAndLong',
      [
        { rule: 'open', verdict: 'fail', level: 'error', at: '/Statement/0/Principal' },
        { rule: 'long', verdict: 'fail', level: 'warning', at: '' },
      ],
    ],
    ['murky', [{ rule: 'murky', verdict: 'unknown', level: 'warning', at: '/Statement/0' }]],
  ]);
});

test.each([
  ['an empty list', []],
  ['an empty object', {}],
  ['an empty text', ''],
  ['a list of nothing', { Statement: [] }],
  ['an empty condition', { Statement: [{ Condition: {}, Principal: { AWS: [] } }] }],
  ['JSON text', '{"Statement":[]}'],
  ['a number', 12],
  ['false', false],
  ['null', null],
  ['a statement of nothing', { Statement: { Principal: {}, Action: null } }],
])('a trust policy that is %s arrives as it is', (_what, given) => {
  const met: unknown[] = [];
  const witness: Rule = {
    ...open,
    judges: (subject) => {
      if (subject.kind === 'role') met.push(subject.trust);
      return [];
    },
  };
  runCdk([roleRow('row', given)], {}, { rules: [witness] });
  expect(met).toEqual([given]);
});
