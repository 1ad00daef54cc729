import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownFinding } from '../../shared';
import { Desk, template, trust } from './desk';

const open = trust({ AWS: '*' });
const closed = trust({ Service: 'ec2.amazonaws.com' });
const rules = { 'trusted-account': 'off' };
const file = 'sts-guardrails.baseline.json';
let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('sts-guardrails.json', { baseline: file, rules });
  desk.put('app/a.json', template({ A: open, B: closed }));
  desk.put('app/b.json', template({ C: open }));
});
afterEach(() => desk.clear());

function update(...paths: readonly string[]) {
  return desk.run(['check', ...paths, '--update-baseline']);
}

function entries(name = file): readonly KnownFinding[] {
  const { findings } = JSON.parse(readFileSync(join(desk.folder, name), 'utf8')) as { findings: KnownFinding[] };
  return findings;
}

function paths(name = file): string[] {
  return entries(name).map(({ path }) => path);
}

test('an old estate starts today: what is there is known, and a new hole fails', () => {
  expect(desk.run(['check', 'app'])).toMatchObject({ status: 2, out: '' });
  expect(update('app')).toMatchObject({ status: 0, err: `${file} holds 2 findings, 2 of them new\n` });
  expect(paths()).toEqual(['app/a.json#A', 'app/b.json#C']);
  expect(entries()[0]).toEqual({
    path: 'app/a.json#A',
    rule: 'wildcard-principal',
    at: '/Statement/0',
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    file: 'app/a.json',
    since: '2027-01-31',
  });
  const after = desk.check('app');
  expect(after).toMatchObject({ status: 0, findings: [], summary: { error: 0, accepted: 2 } });
  expect(after.accepted.map(({ accepted }) => accepted.by)).toEqual(['baseline', 'baseline']);

  desk.put('app/c.json', template({ D: open }));
  expect(desk.check('app')).toMatchObject({ status: 1, findings: [{ subject: { path: 'app/c.json#D' } }] });
});

test('as text, what is known is counted, and shown where everything is', () => {
  update('app');
  const { out } = desk.run(['check', 'app']);
  expect(out).toBe('3 subjects judged: 0 errors, 0 warnings, 0 info (0 undecided, 2 accepted, 0 skipped)\n');
  expect(desk.run(['check', 'app', '--verbose']).out).toContain(
    `accepted by: baseline: known since 2027-01-31, in ${file}`,
  );
});

test('what is gone is named in a line, and dropped by the next update', () => {
  update('app');
  desk.put('app/a.json', template({ B: closed }));
  expect(desk.run(['check', 'app'])).toMatchObject({
    status: 0,
    err: `1 entry of ${file} covers nothing any more; run with --update-baseline\n`,
  });
  rmSync(join(desk.folder, 'app/b.json'));
  expect(desk.run(['check', 'app']).err).toContain('2 entries of');
  expect(update('app').err).toBe(`${file} holds 0 findings; 2 dropped that cover nothing any more\n`);
  expect(entries()).toEqual([]);
});

test('nothing is said of, or taken from, what was not judged', () => {
  update('app');
  desk.put('app/a.json', template({ B: closed }));
  desk.put('app/b.json', template({ E: closed }));
  expect(desk.run(['check', 'app/b.json']).err).toContain('1 entry of');
  update('app/b.json');
  expect(paths()).toEqual(['app/a.json#A']);
  // the rule of the entry was not asked
  expect(desk.run(['check', 'app', '--rule', 'external-id'])).toMatchObject({ status: 0, err: '' });
  desk.run(['check', 'app', '--rule', 'external-id', '--update-baseline']);
  expect(paths()).toEqual(['app/a.json#A']);
  // the file could not be read
  desk.put('app/a.json', '{ "Resources": { "A": { "Type": "AWS::IAM::Role"');
  expect(update('app')).toMatchObject({ status: 1, err: `${file} holds 1 finding\n` });
  expect(paths()).toEqual(['app/a.json#A']);
});

test('what cannot be in a baseline still fails under it', () => {
  desk.put('app/c.json', '{ "Resources": { "A": { "Type": "AWS::IAM::Role"');
  const { status, out } = update('app');
  expect(status).toBe(1);
  expect(out).toContain('error unreadable app/c.json');
  expect(out).not.toContain('wildcard-principal');
  expect(paths()).toHaveLength(2);
});

test('one that is up to date stays byte by byte, whatever the day and the order', () => {
  update('app');
  const before = readFileSync(join(desk.folder, file), 'utf8');
  update('app/b.json', 'app/a.json');
  expect(readFileSync(join(desk.folder, file), 'utf8')).toBe(before);
});

test('what is left out of a folder keeps its entries; a file that holds no role any more does not', () => {
  desk.put('app/node_modules/x/c.json', template({ C: open }));
  update('app', 'app/node_modules/x/c.json');
  expect(paths()).toHaveLength(3);
  expect(update('app', '!app/b.json').err).toBe(`${file} holds 3 findings\n`);
  expect(desk.run(['check', 'app', '!app/b.json']).err).toBe('');
  desk.put('app/b.json', template({ Fine: closed }));
  update('app');
  expect(paths()).toHaveLength(2);
});

test('moved lines and other statements around it leave a finding known', () => {
  update('app');
  const moved = { Version: '2012-10-17', Statement: [...closedStatements(), ...statements(open)] };
  desk.put('app/a.json', template({ B: closed, A: moved }));
  expect(desk.check('app').findings).toEqual([]);
});

test('a second hole of the same kind in a known role is new', () => {
  update('app');
  desk.put(
    'app/a.json',
    template({ A: { Version: '2012-10-17', Statement: [...statements(open), ...statements(open)] } }),
  );
  expect(desk.check('app')).toMatchObject({ status: 1, findings: [{ rule: 'wildcard-principal' }] });
});

test('without a baseline in the settings the file stands beside them, and the line to add is said', () => {
  desk.put('sts-guardrails.json', { rules });
  expect(update('app')).toMatchObject({
    status: 0,
    err:
      `${file} holds 2 findings, 2 of them new\n` +
      `it counts once the settings name it: write "baseline": "${file}" into sts-guardrails.json\n`,
  });
  expect(desk.check('app').status).toBe(1);
  rmSync(join(desk.folder, 'sts-guardrails.json'));
  expect(update('app').err).toContain(`write { "baseline": "${file}" } into a file sts-guardrails.json here\n`);
  desk.put('sts-guardrails.json', { baseline: file, rules });
  expect(desk.check('app').status).toBe(0);
  rmSync(join(desk.folder, 'sts-guardrails.json'));
  desk.put('conf/mine.json', { rules });
  const named = desk.run(['check', 'app', '--update-baseline', '--settings', 'conf/mine.json']);
  expect(named.err).toContain(`write "baseline": "${file}" into conf/mine.json\n`);
  expect(paths(`conf/${file}`)).toHaveLength(2);
});

test('the form of the report that is a baseline writes the same file', () => {
  const env = { STS_GUARDRAILS_REPORT: `baseline=${file}` };
  expect(desk.run(['check', 'app'], { env }).status).toBe(1);
  const reported = readFileSync(join(desk.folder, file), 'utf8');
  rmSync(join(desk.folder, file));
  update('app');
  expect(readFileSync(join(desk.folder, file), 'utf8')).toBe(reported);
});

test.each([
  ['--rule', 'mfa'],
  ['--level', 'error'],
])('that form is refused beside %s, which would empty it', (...narrow) => {
  update('app');
  const before = readFileSync(join(desk.folder, file), 'utf8');
  const says = { status: 2, out: '', err: expect.stringContaining('use --update-baseline, or leave --rule') as string };
  expect(desk.run(['check', 'app', ...narrow, `--format=baseline=${file}`])).toEqual(says);
  const env = { STS_GUARDRAILS_REPORT: `baseline=${file}` };
  expect(desk.run(['check', 'app', ...narrow], { env })).toEqual(says);
  expect(readFileSync(join(desk.folder, file), 'utf8')).toBe(before);
});

test('where nothing is judged, nothing is written', () => {
  desk.put('none/x.json', {});
  expect(update('none').status).toBe(2);
  expect(() => entries()).toThrow('ENOENT');
});

test('a broken baseline is not written over', () => {
  desk.put(file, '<<<<<<< ours');
  expect(update('app')).toMatchObject({ status: 2, out: '' });
  expect(readFileSync(join(desk.folder, file), 'utf8')).toBe('<<<<<<< ours');
});

test('a folder that cannot be written to is an error that says so', () => {
  desk.put('sts-guardrails.json', { baseline: 'no/such/folder.json', rules });
  expect(update('app').err).toBe(
    'error: the baseline could not be written to no/such/folder.json (ENOENT): check that its folder can be written to\n',
  );
});

function statements(policy: object): readonly object[] {
  return (policy as { Statement: object[] }).Statement;
}

function closedStatements(): readonly object[] {
  return statements(closed);
}
