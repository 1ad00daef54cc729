import { Desk } from '../cli/desk';

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.clear());

/** The lines of the text form by their path, the columns apart. */
function linesOf(args: readonly string[] = [], env: { readonly [name: string]: string } = {}) {
  const { out, status } = desk.run(['settings', ...args], { env });
  expect(status).toBe(0);
  const [head = '', body = ''] = out.split('\n\n');
  const lines = body.split('\n').map((line) => line.trim().split(/ {2,}/));
  return { head, lines };
}

test('without any source every value is a default, and each rule has its level', () => {
  const { head, lines } = linesOf();
  expect(head).toBe('no source of settings found: the defaults hold');
  expect(lines).toContainEqual(['sessions.role', '3600', 'default']);
  expect(lines).toContainEqual(['rules.external-id.level', 'error', 'default']);
  expect(lines).toContainEqual(['rules.tag-values.level', 'warning', 'default']);
  expect(new Set(lines.slice(0, -1).map((line) => line[2]))).toEqual(new Set(['default']));
});

test('each value stands beside the source and the line that it came from', () => {
  desk.put('platform.json', '{\n  "locked": true,\n  "extends": ["strict", "cdk-bootstrap"]\n}');
  desk.put(
    'sts-guardrails.json',
    '{\n"sessions": {"role": 3600},\n"rules": {\n  "session-duration": "error"\n},\n"overrides": [\n {"where": "a", "sessions": {"role": 3600}}]}',
  );
  const { head, lines } = linesOf([], { STS_GUARDRAILS_SETTINGS: 'platform.json' });
  expect(head.split('\n')).toEqual([
    'sources, strongest first:',
    '  platform.json (locked: what is weaker may only tighten)',
    '  sts-guardrails.json',
  ]);
  expect(lines).toEqual(
    expect.arrayContaining([
      ['extends', 'strict', 'platform.json:3:3'],
      ['extends', 'cdk-bootstrap', 'platform.json:3:3'],
      ['undecided', 'error', 'platform.json:3:3'],
      ['rules.tag-values.level', 'error', 'platform.json:3:3'],
      ['rules.session-duration.level', 'error', 'sts-guardrails.json:4:3'],
      ['rules.external-id.level', 'error', 'default'],
      ['sessions.role', '3600', 'sts-guardrails.json:2:14'],
      ['sessions.provider', '3600', 'default'],
      ['overrides[0]', '{"where":"a","sessions":{"role":3600}}', 'sts-guardrails.json:7:2'],
      ['exceptions', 'none', 'default'],
    ]),
  );
});

test('a value that a weaker source tightens is that source’s', () => {
  desk.put('platform.json', { locked: true, sessions: { role: 14400 }, rules: { 'tag-values': 'info' } });
  desk.put('mine.json', { sessions: { role: 7200 }, rules: { 'tag-values': 'error' } });
  const { lines } = linesOf(['--settings', 'mine.json'], { STS_GUARDRAILS_SETTINGS: 'platform.json' });
  expect(lines).toContainEqual(['sessions.role', '7200', 'mine.json:1:14']);
  expect(lines).toContainEqual(['rules.tag-values.level', 'error', expect.stringContaining('mine.json:1:')]);
});

test('the same for a program', () => {
  desk.put('sts-guardrails.json', { enforce: 'audit', accounts: { own: ['111122223333'] } });
  const { out } = desk.run(['settings', '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({
    formatVersion: 1,
    sources: [{ name: 'sts-guardrails.json', locked: false }],
    settings: { enforce: 'audit', accounts: { own: ['111122223333'] }, undecided: 'warning' },
    origins: expect.arrayContaining([
      { path: 'enforce', value: 'audit', source: 'sts-guardrails.json', line: 1, column: 2 },
      { path: 'accounts.own', value: ['111122223333'], source: 'sts-guardrails.json', line: 1, column: 32 },
      { path: 'undecided', value: 'warning', source: 'default' },
    ]),
  });
});

test('rules of one’s own have a level too, and may be named', () => {
  desk.put(
    'rules.js',
    `exports.rules = [{ name: 'no-names', kind: 'value', level: 'warning', judges: () => [] , summary: 's', why: 'w', fix: 'f', references: [] }]`,
  );
  expect(linesOf(['--rules', 'rules.js']).lines).toContainEqual(['rules.no-names.level', 'warning', 'default']);
  desk.put('sts-guardrails.json', { rules: { 'no-names': 'off' } });
  expect(desk.run(['settings']).status).toBe(2);
  expect(linesOf(['--rules', 'rules.js']).lines).toContainEqual([
    'rules.no-names.level',
    'off',
    'sts-guardrails.json:1:11',
  ]);
});

test('wrong settings are status 2, with nothing printed as if it held', () => {
  desk.put('sts-guardrails.json', { enforce: 'warn' });
  expect(desk.run(['settings'])).toEqual({
    status: 2,
    out: '',
    err: expect.stringContaining('sts-guardrails.json:1:2: enforce: must be one of "block", "audit"'),
  });
});

test('colours at a terminal only', () => {
  expect(desk.run(['settings']).out).not.toContain('\u001b');
  expect(desk.run(['settings'], { isTTY: true }).out).toContain('\u001b');
});
