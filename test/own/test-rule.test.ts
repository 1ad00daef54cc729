import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { allow, choice, documentRule, hole, type Rows, type Rule, rulesWith, trustRule, valueRule } from '../../shared';
import { testsOf } from '../../shared/testing/run';

const page = { level: 'error', summary: 's', why: 'w', fix: 'f', references: [] } as const;
const anybody = trustRule({
  ...page,
  name: 'anybody',
  asks: () => [
    {
      caller: { kinds: ['session'], outsider: true, organization: 'any' },
      actions: ['sts:AssumeRole'],
      per: 'statement',
    },
  ],
  says: () => 'anybody gets in',
});
const open = allow({ AWS: '*' });
const closed = allow({ AWS: '111122223333' });
const rows: Rows = { pass: [{ name: 'us', trust: closed }], fail: [{ name: 'all', trust: open }] };

/** What is wrong with each row, by its name. */
function failures(rule: Rule, table: Rows): readonly string[] {
  return testsOf(rule, table).flatMap(({ name, run }) => {
    try {
      run();
      return [];
    } catch (error) {
      return [`${name}: ${(error as Error).message}`];
    }
  });
}

test('rows that hold say nothing', () => {
  expect(failures(anybody, rows)).toEqual([]);
});

test.each<readonly [string, Partial<Rows>, string]>([
  [
    'passes in vain',
    { pass: [{ name: 'us', trust: open }] },
    'passes: us: expected nothing, found anybody fail at /Statement/0 (error: anybody gets in)',
  ],
  [
    'fails in vain',
    { fail: [{ name: 'all', trust: closed }] },
    'fails: all: expected anybody fail at /Statement/0, found nothing',
  ],
  [
    'fails elsewhere',
    { fail: [{ name: 'all', trust: open, at: '/Statement/1' }] },
    'fails: all: expected anybody fail at /Statement/1, found anybody fail at /Statement/0',
  ],
  [
    'fails at another level',
    { fail: [{ name: 'all', trust: open, level: 'info' }] },
    'expected level info, found error',
  ],
  [
    'is said otherwise',
    { fail: [{ name: 'all', trust: open, says: 'nobody' }] },
    'expected "nobody" in the message, found "anybody gets in"',
  ],
  [
    'gets another account',
    { fail: [{ name: 'all', trust: open, gets: { account: '111122223333' } }] },
    'expected a caller in account 111122223333 in the request',
  ],
  [
    'gets another type',
    { fail: [{ name: 'all', trust: open, gets: { type: 'Service' } }] },
    'expected a caller of type Service',
  ],
  [
    'gets another action',
    { fail: [{ name: 'all', trust: open, gets: { actions: ['sts:TagSession'] } }] },
    'expected sts:TagSession in the request',
  ],
  [
    'gets another value',
    { fail: [{ name: 'all', trust: open, gets: { context: { 'sts:ExternalId': 'x' } } }] },
    'expected sts:ExternalId x in the request',
  ],
  [
    'gets too much',
    { fail: [{ name: 'all', trust: open, gets: { without: ['aws:PrincipalArn'] } }] },
    'expected no aws:PrincipalArn in the request',
  ],
  [
    'fails and should be open',
    { unknown: [{ name: 'who', trust: open, because: 'x' }] },
    'cannot tell: who: expected anybody unknown at /Statement/0, found anybody fail',
  ],
  [
    'depends on something else',
    { unknown: [{ name: 'who', trust: allow({ AWS: hole('Ref A') }), because: 'Ref B' }] },
    'expected that it depends on Ref B, found Ref A',
  ],
  [
    'nobody can read',
    { pass: [{ name: 'us', trust: { Statment: [closed] } }] },
    'passes: us: nobody can read its policy: ',
  ],
  [
    'passes because the rule is off',
    { pass: [{ name: 'us', trust: open, settings: { rules: { anybody: 'off' } } }] },
    'passes: us: its settings turn the rule off',
  ],
  [
    'passes because it is accepted',
    {
      pass: [
        { name: 'us', trust: open, settings: { exceptions: [{ rule: 'anybody', where: '**', reason: 'a honeypot' }] } },
      ],
    },
    'passes: us: its settings accept what the rule finds',
  ],
  [
    'is judged under broken settings',
    { pass: [{ name: 'us', trust: closed, settings: { enforce: 'maybe' } }] },
    'the row: enforce',
  ],
])('a row that %s is told', (_name, change, problem) => {
  const [first, ...others] = failures(anybody, { ...rows, ...change });
  expect(first).toContain(problem);
  expect(others).toEqual([]);
});

test.each<readonly [string, object, string]>([
  ['no rows', {}, 'no row passes: add one, or the rule may as well stop everything'],
  ['no row that fails', { pass: rows.pass }, 'no row fails'],
  ['no row that passes', { fail: rows.fail, pass: [] }, 'no row passes'],
  [
    'two rows of one name',
    { ...rows, pass: [...rows.pass, { name: 'all', trust: closed }] },
    'two rows are named "all"',
  ],
  [
    'a misspelt element',
    { ...rows, pass: [{ name: 'us', trust: closed, setings: {} }] },
    '"us" has an unknown element setings',
  ],
  ['a misspelt column', { ...rows, unkown: [] }, 'there is no column unkown: use settings, pass, fail, unknown'],
  [
    'a row that fails nowhere',
    { ...rows, fail: [{ name: 'all', trust: closed, at: [] }] },
    '"all" expects no finding: name a place in at',
  ],
  ['no policy', { ...rows, pass: [{ name: 'us' }] }, '"us" has no trust'],
  [
    'nothing that it depends on',
    { ...rows, unknown: [{ name: 'x', trust: open }] },
    '"x" does not say what it depends on',
  ],
])('a table with %s is refused', (_name, table, problem) => {
  expect(() => testsOf(anybody, table as Rows)).toThrow(problem);
});

test('a rule that hosts would refuse is refused', () => {
  expect(() => testsOf({ ...anybody, name: 'external-id' }, rows)).toThrow('the name external-id is taken');
  expect(() => testsOf({} as Rule, rows)).toThrow('no rule');
  // settings, being an object, would seem to speak of it always
  expect(() => testsOf({ ...anybody, name: 'constructor' }, rows)).toThrow('the name constructor is taken');
});

describe('laws', () => {
  test('a rule that looks at the spelling is told', () => {
    const spelled = documentRule({
      ...page,
      name: 'spelled',
      finds: ({ subject }) =>
        JSON.stringify(subject.trust)?.includes('"Action":"sts:') === true
          ? [{ at: '/Statement/0', message: 'm' }]
          : [],
    });
    const [first] = failures(spelled, { pass: [{ name: 'us', trust: 'x' }], fail: [{ name: 'all', trust: open }] });
    expect(first).toContain('the same policy as JSON text gives nothing in place of spelled fail error');
  });

  test('a rule that throws at odd values is told', () => {
    const fragile = valueRule({
      ...page,
      name: 'fragile',
      judges: (subject) =>
        subject.kind === 'role' && (subject.maxSeconds as number).toFixed() !== '3600'
          ? [{ verdict: 'fail', at: '', message: 'm' }]
          : [],
    });
    const table = { pass: [{ name: 'a', maxSeconds: 3600 }], fail: [{ name: 'b', maxSeconds: 1, at: '' }] };
    expect(failures(fragile, table)[0]).toContain('the rule throws where maxSeconds is null');
  });

  test('a finding whose request the policy does not let in is told', () => {
    const request = {
      actions: ['sts:AssumeRole'],
      principal: { type: 'AWS', id: 'arn:aws:iam::999988887777:role/x' },
      context: {},
    } as const;
    const liar: Rule = {
      ...anybody,
      name: 'liar',
      judges: () => [{ verdict: 'fail', at: '/Statement/0', message: 'm', request }],
    };
    expect(failures(liar, { ...rows, fail: [{ name: 'all', trust: closed }] })).toContainEqual(
      expect.stringContaining('the policy does not let in the request that the finding shows'),
    );
  });

  test('a choice is judged in each of its branches', () => {
    const table = { ...rows, unknown: [{ name: 'either', trust: choice('IsProd', open, closed), because: 'IsProd' }] };
    expect(failures(anybody, table)).toEqual([]);
  });
});

test('a rule of another copy of the package is refused, since it would take unknown values for known ones', () => {
  let other: Rule | undefined;
  jest.isolateModules(() => {
    const { documentRule: make } = require('../../shared') as typeof import('../../shared');
    other = make({ ...page, name: 'other', finds: () => [] });
  });
  expect(() => rulesWith([other as Rule])).toThrow('made with another copy of sts-guardrails');
});

test.each([
  ['plain node', ''],
  ['node:test', "const { test } = require('node:test'); "],
])('under %s all rows run at once, and an error lists those that do not hold', (_name, start) => {
  const root = join(__dirname, '../..');
  const run = (table: object) => {
    const body = `testRule(rules[0], ${JSON.stringify(table)})`;
    const code = `${start}const { rules, testRule } = require('./shared'); ${start === '' ? body : `test('rows', () => ${body})`}`;
    const { NODE_OPTIONS: _options, ...env } = process.env;
    return spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', code], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
  };
  expect(run(rows).status).toBe(0);
  const { status, stdout, stderr } = run({
    pass: [{ name: 'us', trust: open }],
    fail: [{ name: 'all', trust: closed }],
  });
  expect(status).toBe(1);
  expect(stdout + stderr).toContain('2 of 2 rows of wildcard-principal do not hold');
  expect(stdout + stderr).toMatch(/passes: us\s+expected nothing, found wildcard-principal fail at \/Statement\/0/);
});

test('a host that starts does not load what tests rules', () => {
  const code =
    "require('./shared'); console.log(Object.keys(require.cache).filter((file) => /testing.(run|laws|judge)/.test(file)).length)";
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const cwd = join(__dirname, '../..');
  const args = ['-r', 'ts-node/register/transpile-only', '-e', code];
  expect(spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' }).stdout).toBe('0\n');
});
