import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { shells } from '../../cli/complete';
import { Desk } from './desk';

const root = join(__dirname, '../..');
let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.clear());

/** How the last word may go on, as a shell asks. */
function ways(...words: readonly string[]): string[] {
  const { status, out, err } = desk.run(['complete', '--', ...words.slice(0, -1), `=${words.at(-1) ?? ''}`]);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0] ?? '']));
}

describe('what may come next', () => {
  test('commands, with what they do', () => {
    expect(ways('')).toEqual(expect.arrayContaining(['check', 'init', 'rules', 'explain', 'settings', 'complete']));
    expect(ways('ex')).toEqual(['explain']);
    expect(desk.run(['complete', '--', '=exp']).out).toMatch(/^explain\ttell what a rule is about/);
  });

  test.each<[what: string, words: string[], ways: string[]]>([
    ['an option', ['check', '--max'], ['--max-warnings']],
    ['an option after others and a path', ['check', 'cdk.out', '--rule', 'mfa', '--upd'], ['--update-baseline']],
    ['the name of a rule', ['check', '--rule', 'external'], ['external-id']],
    ['the name of a rule as an argument', ['explain', 'external'], ['external-id']],
    ['a level', ['check', '--level', ''], ['error', 'warning', 'info']],
    ['a level behind an equals sign', ['check', '--level=e'], ['--level=error']],
    ['a level as Bash takes it apart', ['check', '--level', '=', 'e'], ['error']],
    [
      'a level before its first letter, as Bash takes it apart',
      ['check', '--level', '='],
      ['error', 'warning', 'info'],
    ],
    ['a form of the report', ['check', 'x', '--format', 'sa'], ['sarif']],
    ['a shell', ['complete', 'z'], ['zsh']],
    ['an option of the program', ['--vers'], ['--version']],
    ['files: paths', ['check', ''], []],
    ['files: settings', ['check', '--settings', ''], []],
    ['nothing that there is', ['check', '--zzz'], []],
  ])('%s', (_what, words, expected) => {
    expect(ways(...words)).toEqual(expected);
  });

  test('no words at all', () => {
    expect(desk.run(['complete', '--'])).toMatchObject({ status: 0, err: '' });
  });
});

describe('the script', () => {
  test.each(shells)('for %s asks this program', (shell) => {
    const { status, out } = desk.run(['complete', shell]);
    expect(status).toBe(0);
    expect(out).toContain('complete -- ');
  });

  test('for a shell that it does not know is refused', () => {
    expect(desk.run(['complete', 'tcsh'])).toMatchObject({ status: 2, out: '' });
  });
});

describe('in a real Bash', () => {
  const built = mkdtempSync(join(tmpdir(), 'sts-guardrails-complete-'));
  beforeAll(() => {
    writeFileSync(join(built, 'package.json'), readFileSync(join(root, 'package.json')));
    const entryPoints = [join(root, 'cli/main.ts')];
    buildSync({ entryPoints, outfile: join(built, 'main.js'), bundle: true, platform: 'node', logLevel: 'error' });
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  /** What Bash offers after these words, the last being under the cursor. */
  function offered(words: readonly string[], before = ''): { readonly lines: string[]; readonly err: string } {
    const bin = desk.put(
      'bin/sts-guardrails',
      `#!/bin/sh\nexec "${process.execPath}" "${join(built, 'main.js')}" "$@"\n`,
    );
    chmodSync(join(desk.folder, bin), 0o755);
    const script = `
      source <(sts-guardrails complete bash)
      ${before}
      COMP_WORDS=(sts-guardrails "$@"); COMP_CWORD=$#
      _sts_guardrails
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-c', script, 'bash', ...words], {
      cwd: desk.folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(desk.folder, 'bin')}:${process.env.PATH ?? ''}` },
    });
    return { lines: stdout.split('\n').filter((line) => line !== ''), err: stderr };
  }

  test('rules, levels and commands complete', () => {
    expect(offered(['check', '--rule', 'wild'])).toEqual({ lines: ['wildcard-principal'], err: '' });
    expect(offered(['check', '--level', '=', 'w'])).toEqual({ lines: ['warning'], err: '' });
    expect(offered(['expl'])).toEqual({ lines: ['explain'], err: '' });
  });

  test('it is there for the command, falls back to files, and runs nothing of what is typed', () => {
    const { lines, err } = offered(['check', '$(touch typed)', ''], 'complete -p sts-guardrails');
    expect(lines).toEqual([expect.stringMatching(/-o bashdefault -o default -F _sts_guardrails sts-guardrails$/)]);
    expect(err).toBe('');
    expect(spawnSync('ls', [desk.folder, root], { encoding: 'utf8' }).stdout).not.toContain('typed\n');
  });
});
