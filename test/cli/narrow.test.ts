import { Desk, template, trust } from './desk';

const vendor = trust({ AWS: 'arn:aws:iam::999988887777:root' });
const slow = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust({ AWS: 'arn:aws:iam::111122223333:role/ci' }),
    MaxSessionDuration: 43200,
  },
};
const accounts = { own: ['111122223333'] };
let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('bad.json', template({ Open: trust({ AWS: '*' }) }));
  desk.put('vendor.json', template({ Vendor: vendor }));
  desk.put('slow.json', { Resources: { Slow: slow } });
});
afterEach(() => desk.clear());

function rulesIn(...args: readonly string[]): readonly string[] {
  return [...new Set(desk.check(...args).findings.map(({ rule }) => rule))];
}

describe('--rule', () => {
  test('asks the named rules alone', () => {
    const all = ['external-id', 'session-duration', 'trusted-account', 'wildcard-principal'];
    expect([...rulesIn('.', '--account', '111122223333')].sort()).toEqual(expect.arrayContaining(all));
    expect(rulesIn('.', '--account', '111122223333', '--rule', 'session-duration')).toEqual(['session-duration']);
    expect(rulesIn('.', '--account', '111122223333', '--rule', 'session-duration', '--rule', 'external-id')).toEqual([
      'session-duration',
      'external-id',
    ]);
    expect(desk.check('bad.json', '--rule', 'session-duration')).toMatchObject({ status: 0, summary: { subjects: 1 } });
  });

  test.each([
    ['external_id', 'there is no rule "external_id"; did you mean external-id?'],
    ['nothing-like-it-at-all', 'there is no rule "nothing-like-it-at-all"; sts-guardrails rules lists them all'],
  ])('refuses %s, which is none', (name, says) => {
    expect(desk.run(['check', 'bad.json', '--rule', name])).toEqual({ status: 2, out: '', err: `error: ${says}\n` });
  });

  test('what cannot be read counts all the same', () => {
    desk.put('broken.json', '{ "Resources": { "A": { "Type": "AWS::IAM::Role"');
    expect(desk.check('.', '--rule', 'tag-values')).toMatchObject({ status: 1, findings: [{ rule: 'unreadable' }] });
  });

  test('exceptions and acknowledgements of rules that are not asked are not said to cover nothing', () => {
    desk.put('sts-guardrails.json', {
      accounts,
      exceptions: [{ rule: 'wildcard-principal', where: '**', reason: 'r' }],
    });
    const noted = { ...slow, Metadata: { 'sts-guardrails': { 'session-duration': 'r' } } };
    desk.put('slow.json', { Resources: { Slow: noted } });
    expect(rulesIn('slow.json', '--rule', 'external-id')).toEqual([]);
    expect(rulesIn('vendor.json', '--rule', 'wildcard-principal')).toEqual(['exception']);
  });

  const off = 'mfa is off in the settings, so nothing asks it: give it a level in "rules"\n';

  test('a rule that is off would find nothing, and so such a run is none', () => {
    const { status, out, err } = desk.run(['check', 'bad.json', '--rule', 'mfa']);
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `error: ${off}` });
  });

  test('a rule that is off beside one that is on is said to be off', () => {
    const { status, err } = desk.run(['check', 'bad.json', '--rule', 'mfa', '--rule', 'wildcard-principal']);
    expect({ status, err }).toEqual({ status: 1, err: off });
  });

  test('a rule that an override alone has on is asked', () => {
    desk.put('sts-guardrails.json', { accounts, overrides: [{ where: '**', rules: { mfa: 'error' } }] });
    expect(desk.run(['check', 'bad.json', '--rule', 'mfa']).err).toBe('');
  });
});

describe('--level', () => {
  test('shows findings from there on, counts all, and changes no status', () => {
    const all = desk.check('.');
    const errors = desk.check('.', '--level', 'error');
    const { warning, info } = all.summary;
    expect(errors.findings).toEqual(all.findings.filter(({ level }) => level === 'error'));
    expect(errors.findings.length).toBeGreaterThan(0);
    expect(all.summary.warning).toBeGreaterThan(0);
    expect([errors.summary, errors.status]).toEqual([all.summary, all.status]);
    const { err } = desk.run(['check', '.', '--level', 'error']);
    expect(err).toBe(
      `not shown: ${[`${warning} warnings`, ...(info > 0 ? [`${info} info`] : [])].join(', ')} (--level error)\n`,
    );
    expect(desk.run(['check', '.', '--level', 'info']).err).toBe('');
    expect(desk.run(['check', '.', '--level', 'all'])).toMatchObject({ status: 2, out: '' });
  });

  test('does not hide warnings from --max-warnings', () => {
    const down = { 'wildcard-principal': 'warning', 'external-id': 'off', 'trusted-account': 'off' };
    desk.put('sts-guardrails.json', { rules: down });
    expect(desk.check('bad.json', '--level', 'error')).toMatchObject({ status: 0, findings: [] });
    expect(desk.check('bad.json', '--level', 'error', '--max-warnings', '0')).toMatchObject({
      status: 1,
      findings: [],
    });
  });
});

describe('--max-warnings', () => {
  beforeEach(() => void desk.put('sts-guardrails.json', { accounts, rules: { 'session-duration': 'warning' } }));

  test.each([
    ['0', 1, '1 warning is more than --max-warnings 0 allows\n'],
    ['1', 0, ''],
    ['2', 0, ''],
  ])('%s: status %i', (most, status, err) => {
    expect(desk.run(['check', 'slow.json', '--max-warnings', most])).toMatchObject({ status, err });
  });

  test.each(['-1', '1.5', 'none', ''])('%j is no number of warnings', (most) => {
    expect(desk.run(['check', 'slow.json', `--max-warnings=${most}`])).toMatchObject({ status: 2, out: '' });
  });

  test('an audit stops nothing, and says it', () => {
    desk.put('sts-guardrails.json', { enforce: 'audit', accounts, rules: { 'session-duration': 'warning' } });
    expect(desk.run(['check', 'slow.json', '--max-warnings', '0'])).toMatchObject({
      status: 0,
      err: '1 warning is more than --max-warnings 0 allows\n',
    });
  });
});
