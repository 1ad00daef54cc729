import { version } from '../../package.json';
import { Desk, template, trust } from './desk';

jest.mock('../../shared/rules/index', () => jest.requireActual('./rules'));

const service = trust({ Service: 'ec2.amazonaws.com' });
let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('good.json', template({ A: service }));
  desk.put('bad.json', template({ A: trust('*') }));
});
afterEach(() => desk.clear());

describe('usage', () => {
  test.each<[what: string, args: string[], problem: string]>([
    ['nothing', [], 'Usage: sts-guardrails'],
    ['no path', ['check'], "error: missing required argument 'paths'\n(add --help for examples)"],
    ['a misspelt command', ['chek', 'good.json'], "error: unknown command 'chek'\n(Did you mean check?)"],
    [
      'an unknown option',
      ['check', 'good.json', '--acount', '1'],
      "error: unknown option '--acount'\n(Did you mean --account?)",
    ],
    [
      'an unknown format',
      ['check', 'good.json', '--format', 'xml'],
      'There is no form "xml". The forms are text, json,',
    ],
    ['a bad account', ['check', 'good.json', '--account', '1234'], 'An account number has 12 digits.'],
    [
      'a bad account after a good one',
      ['check', 'good.json', '--account', '111122223333', '--account', 'x'],
      '12 digits',
    ],
  ])('%s is refused before anything is judged', (_what, args, problem) => {
    const { status, out, err } = desk.run(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(problem);
  });

  test('nothing that a file is named steers the terminal', () => {
    const name = 'a\u001b[2J\nb';
    desk.put(`${name}/c.txt`, '');
    desk.put(`${name}/s.json`, { rulez: {} });
    const { status, err } = desk.run(['check', name]);
    expect({ status, err }).toEqual({
      status: 2,
      err: expect.stringContaining('in a\\u001b[2J\\u000ab, 2 files') as string,
    });
    for (const args of [
      ['--settings', `${name}/s.json`],
      ['--rules', `${name}/r.js`],
      ['--parameters', `${name}/p`],
    ]) {
      const refused = desk.run(['check', 'good.json', ...args]);
      expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('a\\u001b[2J') as string });
      expect(refused.err).not.toContain('\u001b');
    }
  });

  test('help and version', () => {
    expect(desk.run(['--version'])).toEqual({ status: 0, out: `${version}\n`, err: '' });
    for (const args of [['--help'], ['check', '--help'], ['help', 'check']]) {
      expect(desk.run(args)).toMatchObject({ status: 0, err: '' });
      expect(desk.run(args).out).toMatch(/Examples:\n {2}sts-guardrails check cdk\.out[^]*Exit status:/);
    }
  });
});

describe('exit status', () => {
  test.each<[what: string, settings: object, paths: string[], status: number]>([
    ['no finding', {}, ['good.json'], 0],
    ['a finding at level error', {}, ['bad.json'], 1],
    ['a finding at level warning', { rules: { 'wildcard-principal': 'warning' } }, ['bad.json'], 0],
    ['an input that cannot be read beside good ones', {}, ['good.json', 'nope.json'], 1],
    ['an input that cannot be read and nothing else', {}, ['nope.json'], 1],
    [
      'an accepted finding',
      { exceptions: [{ rule: 'wildcard-principal', where: '*#A', reason: 'r' }] },
      ['bad.json'],
      0,
    ],
    [
      'an expired exception',
      { exceptions: [{ rule: 'wildcard-principal', where: '*#A', reason: 'r', expires: '2027-01-30' }] },
      ['good.json'],
      1,
    ],
    [
      'an exception for nothing',
      { exceptions: [{ rule: 'wildcard-principal', where: '*#A', reason: 'r' }] },
      ['good.json'],
      0,
    ],
  ])('%s', (_what, settings, paths, status) => {
    desk.put('sts-guardrails.json', settings);
    expect(desk.run(['check', ...paths])).toMatchObject({ status, err: '' });
  });

  test.each<[what: string, content: object | undefined]>([
    ['a template without roles', { Resources: { B: { Type: 'AWS::S3::Bucket' } } }],
    ['a folder without templates', undefined],
  ])('%s: nothing was judged, and the report still comes', (_what, content) => {
    desk.put('app/readme.md', 'roles');
    if (content !== undefined) desk.put('app/a.json', content);
    const { status, out, err } = desk.run(['check', 'app']);
    expect(status).toBe(2);
    expect(err).toMatch(
      /^nothing judged: no role, no permissions and no trust policy in app, \d files and resources skipped\nName /,
    );
    expect(out).toContain('0 subjects judged');
    expect(desk.check('app').status).toBe(2);
  });

  test('a role without a trust policy counts as judged', () => {
    desk.put('a.json', { Resources: { A: { Type: 'AWS::IAM::Role' } } });
    expect(desk.check('a.json').summary.subjects).toBe(1);
  });
});

describe('settings', () => {
  test('the named file stands above the nearest one', () => {
    desk.put('sts-guardrails.json', { rules: { 'wildcard-principal': 'off' } });
    expect(desk.run(['check', 'bad.json']).status).toBe(0);
    desk.put('mine.json', { rules: { 'wildcard-principal': 'error' } });
    expect(desk.run(['check', 'bad.json', '--settings', 'mine.json']).status).toBe(1);
    const env = { STS_GUARDRAILS_SETTINGS: 'sts-guardrails.json' };
    expect(desk.run(['check', 'bad.json', '--settings', 'mine.json'], { env }).status).toBe(0);
  });

  test.each<[what: string, content: string, problem: string]>([
    [
      'a misspelt setting',
      '{"rulez": {}}',
      'sts-guardrails.json:1:2: rulez: there is no setting "rulez"; did you mean "rules"?',
    ],
    [
      'an unknown rule',
      '{"rules":\n{"wildcard": "off"}}',
      'sts-guardrails.json:2:2: rules.wildcard: there is no rule "wildcard"',
    ],
    [
      'a bad account',
      '{"accounts":{"own":["1"]}}',
      'sts-guardrails.json:1:21: accounts.own[0]: must be an account number',
    ],
    ['broken JSON', '{', 'sts-guardrails.json:1:2: a closing brace is missing here'],
  ])('%s: nothing is judged', (_what, content, problem) => {
    desk.put('sts-guardrails.json', content);
    const { status, out, err } = desk.run(['check', 'bad.json']);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(`error: a problem in the settings, so nothing was judged\n  ${problem}`);
  });

  test('accounts given by option are own accounts beside those of the settings', () => {
    desk.put('sts-guardrails.json', { accounts: { own: ['222233334444'] } });
    const said = (...accounts: string[]) =>
      desk.check('good.json', ...accounts.flatMap((one) => ['--account', one])).findings;
    expect(said('111122223333')).toMatchObject([{ message: '111122223333 of 222233334444,111122223333' }]);
    expect(said('111122223333', '111122223333')).toHaveLength(1);
    expect(said('111122223333', '333344445555')).toEqual([]);
  });
});

describe('what a person sees', () => {
  test('colours at a terminal, unless NO_COLOR says otherwise', () => {
    expect(desk.run(['check', 'bad.json']).out).not.toContain('\u001b');
    expect(desk.run(['check', 'bad.json'], { isTTY: true }).out).toMatch(/^\u001b\[1;31merror\u001b\[0m /);
    expect(desk.run(['check', 'bad.json'], { isTTY: true, env: { NO_COLOR: '1' } }).out).not.toContain('\u001b');
    expect(desk.run(['check', '--format', 'json', 'bad.json'], { isTTY: true }).out).not.toContain('\u001b');
  });

  test('progress at a terminal once a second has passed, taken away at the end', () => {
    desk.put(
      'many.json',
      template(Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`R${index}`, service]))),
    );
    expect(desk.run(['check', 'many.json'], { isTTY: true, pace: 100 }).err).toBe('');
    expect(desk.run(['check', 'many.json'], { pace: 400 }).err).toBe('');
    expect(desk.run(['check', 'many.json'], { isTTY: true, pace: 400 }).err).toMatch(
      /^\r\u001b\[K0 of 1 files read, 3 subjects judged\r[^]*\r\u001b\[K1 of 1 files read, 8 subjects judged\r\u001b\[K$/,
    );
  });
});
