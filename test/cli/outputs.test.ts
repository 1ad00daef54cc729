import { readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../shared';
import { forms } from '../../shared';
import { readCommands, readGitLab, readMarkdown, readSarif } from '../report/readers';
import { Desk, template, trust } from './desk';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('a.json', template({ Open: trust({ AWS: '*' }), Fine: trust({ Service: 'ec2.amazonaws.com' }) }));
  desk.put('fine.json', template({ Fine: trust({ Service: 'ec2.amazonaws.com' }) }));
});
afterEach(() => desk.clear());

const read = (name: string) => readFileSync(join(desk.folder, name), 'utf8');
const check = (...args: string[]) => desk.run(['check', 'a.json', ...args]);

describe('--format', () => {
  test('several forms at once, one of them on standard output', () => {
    const { status, out, err } = check(
      '--format',
      'sarif=out.sarif',
      '--format',
      'json=a=b.json',
      '--format',
      'gitlab',
    );
    expect({ status, err }).toEqual({ status: 1, err: '' });
    const findings = (JSON.parse(read('a=b.json')) as Report).findings;
    expect(findings.length).toBeGreaterThan(0);
    expect(readGitLab(out)).toHaveLength(findings.length);
    expect(readSarif(read('out.sarif')).runs[0]?.results).toHaveLength(findings.length);
  });

  test('a form with a file alone leaves standard output empty', () => {
    expect(check('--format', 'markdown=c.md')).toEqual({ status: 1, out: '', err: '' });
    expect(readMarkdown(read('c.md')).headings[0]).toMatch(/^sts-guardrails: \d error/);
  });

  test('every form can be printed and written, the same both times', () => {
    for (const form of Object.keys(forms)) {
      const { out } = check('--format', form);
      expect(check('--format', `${form}=same.out`)).toEqual({ status: 1, out: '', err: '' });
      expect(read('same.out')).toBe(out);
      expect(out.length).toBeGreaterThan(10);
    }
  });

  test('nothing that the run needs is written over, by any of its names', () => {
    const before = read('a.json');
    desk.put('s.json', { rules: {} });
    desk.put('t/role.yaml', 'Statement: { Effect: Allow, Principal: "*", Action: "sts:AssumeRole" }');
    desk.put('b.json', { formatVersion: 1, findings: [] });
    desk.put('sts-guardrails.json', { baseline: 'b.json' });
    desk.put('p.json', {});
    symlinkSync(join(desk.folder, 'a.json'), join(desk.folder, 'link.json'));
    const all = [
      'a.json',
      'link.json',
      './t/../a.json',
      't/role.yaml',
      's.json',
      'b.json',
      'p.json',
      'sts-guardrails.json',
    ];
    for (const file of all) {
      const text = read(file);
      const asked = ['check', 'a.json', 't', '--settings', 's.json', '--parameters', 'p.json'];
      const byOption = desk.run([...asked, `--format=text=${file}`]);
      const byName = desk.run(asked, { env: { STS_GUARDRAILS_REPORT: `json=${file}` } });
      for (const { status, out, err } of [byOption, byName]) {
        expect([status, out, err]).toEqual([2, '', expect.stringContaining('name another file')]);
      }
      expect(read(file)).toBe(text);
    }
    expect(read('a.json')).toBe(before);
  });

  test('two names of one file are one', () => {
    desk.put('one.txt', '');
    symlinkSync(join(desk.folder, 'one.txt'), join(desk.folder, 'two.txt'));
    expect(check('--format=text=one.txt', '--format=json=two.txt').err).toContain('twice');
  });

  test('text in a file has no colours, on a terminal it has', () => {
    const { out } = desk.run(['check', 'a.json', '--format', 'text', '--format', 'text=t.txt'], { isTTY: true });
    expect(out).toContain('\u001b[');
    expect(read('t.txt')).not.toContain('\u001b');
  });

  test('STS_GUARDRAILS_REPORT adds its files', () => {
    const env = { STS_GUARDRAILS_REPORT: 'github=g.txt, code-scanning=c.sarif' };
    const { out } = desk.run(['check', 'a.json'], { env });
    expect(out).toContain('2 subjects judged');
    expect(readCommands(read('g.txt')).length).toBe(readSarif(read('c.sarif')).runs[0]?.results?.length);
  });

  test.each<[what: string, args: string[], env: Record<string, string>, problem: string]>([
    [
      'two forms on standard output',
      ['--format', 'json', '--format', 'text'],
      {},
      'Standard output takes one form: give',
    ],
    ['an unknown form', ['--format', 'html'], {}, 'There is no form "html". The forms are text, json, sarif,'],
    ['an unknown form with a file', ['--format', 'html=x'], {}, 'There is no form "html"'],
    ['a name that every object has', ['--format', 'constructor'], {}, 'There is no form "constructor"'],
    ['no file behind the sign', ['--format', 'sarif='], {}, 'A file is missing: write sarif=FILE'],
    ['a baseline on standard output', ['--format', 'baseline'], {}, 'baseline needs a file'],
    [
      'a folder that does not exist',
      ['--format', 'sarif=no/such.sarif'],
      {},
      '--format sarif=no/such.sarif: a report cannot',
    ],
    ['one file for two forms', ['--format', 'sarif=x', '--format', 'json=./x'], {}, 'twice: name a file of its own'],
    [
      'one file for the option and the variable',
      ['--format', 'sarif=x'],
      { STS_GUARDRAILS_REPORT: 'json=x' },
      'twice: name a file of its own',
    ],
    ['a variable that names nothing', [], { STS_GUARDRAILS_REPORT: '' }, 'names no report'],
    ['quiet and verbose', ['--quiet', '--verbose'], {}, "cannot be used with option '--verbose'"],
  ])('%s is refused before anything is judged', (_what, args, env, problem) => {
    const { status, out, err } = desk.run(['check', 'a.json', ...args], { env });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(problem);
    expect(readdirSync(desk.folder).sort()).toEqual(['a.json', 'fine.json']);
  });

  test('a report that cannot be written in the end is no good run', () => {
    const { status, err } = desk.run(['check', 'fine.json', '--format', 'json=/dev/full']);
    expect(status).toBe(2);
    expect(err).toBe(
      'error: the report could not be written to /dev/full (ENOSPC): check that the folder can be written to\n',
    );
  });
});

describe('how much the text shows', () => {
  test('--quiet shows errors alone, and nothing where there is none', () => {
    desk.put('sts-guardrails.json', { accounts: { own: ['111122223333'] } });
    const usual = check().out;
    expect(usual).toContain('warning trusted-account');
    const { out, status } = check('--quiet');
    expect(status).toBe(1);
    expect(out).toContain('error wildcard-principal');
    expect(out).not.toMatch(/^(warning|info) /m);
    expect(desk.run(['check', 'fine.json', '--quiet'])).toEqual({ status: 0, out: '', err: '' });
    desk.put('sts-guardrails.json', { rules: { 'wildcard-principal': 'info' } });
    expect(check('--quiet')).toEqual({ status: 0, out: '', err: '' });
  });

  test('--quiet takes nothing out of other forms', () => {
    const findings = (...args: string[]) => (JSON.parse(check('--format', 'json', ...args).out) as Report).findings;
    expect(findings('--quiet')).toEqual(findings());
  });

  test('--verbose shows what passed, the rules that are on and where the settings came from', () => {
    desk.put('platform.json', { locked: true });
    desk.put('sts-guardrails.json', { rules: { mfa: 'warning' } });
    const shown = check('--verbose', '--settings', 'platform.json').out;
    const [sources, rules] = shown.split('\n');
    expect(sources).toBe('settings: platform.json (locked), sts-guardrails.json');
    expect(rules).toMatch(/^rules: \d+ on, \d+ off \(.*source-ip.*\)$/);
    expect(rules).not.toContain('mfa');
    expect(shown).toMatch(/^passed a\.json Fine$/m);
    expect(shown).not.toMatch(/^passed a\.json Open/m);
    expect(check().out).not.toContain('passed');
  });
});
