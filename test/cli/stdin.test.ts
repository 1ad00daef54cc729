import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { readPipe } from '../../cli/pipe';
import { compiled } from './compiled';
import { Desk, template, trust } from './desk';

jest.mock('../../shared/rules/index', () => jest.requireActual('./rules'));

const open = JSON.stringify(template({ A: trust('*') }), null, 1);
let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

function check(stdin: string | Buffer, ...paths: readonly string[]): ReturnType<Desk['check']> {
  const { status, out } = desk.run(['check', '--format', 'json', ...paths], { stdin });
  return { ...(JSON.parse(out) as ReturnType<Desk['check']>), status };
}

describe('-', () => {
  test.each<[what: string, text: string]>([
    ['a template', open],
    ['a trust policy', JSON.stringify(trust('*'), null, 1)],
    ['a byte order mark', `\uFEFF${open}`],
  ])('%s, told by what it is, with its places', (_what, text) => {
    const { status, findings } = check(text, '-');
    const line = text.split('\n').findIndex((one) => one.includes('"Principal"')) + 1;
    expect({ status, findings }).toMatchObject({ status: 1, findings: [{ subject: { file: '<stdin>' }, line }] });
  });

  test('is read once, and judged first, beside files', () => {
    desk.put('a.json', open);
    const { findings, summary } = check(open, 'a.json', '-', '-', 'a.json');
    expect(findings.map(({ subject }) => subject.file)).toEqual(['a.json', '<stdin>']);
    expect(summary.subjects).toBe(2);
  });

  test.each<[what: string, text: string | Buffer, problem: string]>([
    ['nothing', '', 'nothing came through; check the command that writes into it'],
    ['blanks', ' \n', 'nothing came through; check the command that writes into it'],
    ['half of a text', '{"Resources":', 'the file is not JSON: a value is missing here'],
    ['no text', Buffer.from([0xff, 0xfe, 0x00]), 'the file is not UTF-8 text; save it as UTF-8'],
    ['something else', '{}', 'the file is none of what is read: '],
  ])('%s is a problem', (_what, text, problem) => {
    const { status, findings } = check(text, '-');
    expect({ status, findings }).toMatchObject({
      status: 1,
      findings: [
        { rule: 'unreadable', subject: { id: '<stdin>' }, message: expect.stringContaining(problem) as string },
      ],
    });
  });

  test('a system that has none is a problem', () => {
    const refuse = (): never => {
      throw Object.assign(new Error('no descriptor'), { code: 'EBADF' });
    };
    expect(desk.run(['check', '-'], { stdin: refuse }).out).toContain('the system cannot read it (EBADF)');
  });

  test('a file named - is ./-', () => {
    desk.put('-', open);
    expect(check('', './-').findings).toMatchObject([{ subject: { file: '-' } }]);
  });
});

describe('the descriptors of a process', () => {
  const text = 'x'.repeat(300_000);
  const call = (name: string) =>
    `process.stdout.write(require(${JSON.stringify(compiled('pipe', desk.folder))}).${name})`;

  test('standard input is read to its end, from a file and from a pipe that is slow', async () => {
    const args = ['-e', call('readStandardInput()')];
    const descriptor = openSync(join(desk.folder, desk.put('all', text)), 'r');
    const direct = spawnSync(process.execPath, args, { stdio: [descriptor, 'pipe', 'inherit'], encoding: 'utf8' });
    closeSync(descriptor);
    expect(direct.stdout === text).toBe(true);
    const slow = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let out = '';
    slow.stdout.on('data', (part: Buffer) => (out += part.toString()));
    const ended = new Promise((resolve) => slow.on('close', resolve));
    slow.stdin.write('a'.repeat(100_000));
    setTimeout(() => slow.stdin.end('b'), 300);
    await ended;
    expect(out === `${'a'.repeat(100_000)}b`).toBe(true);
  });

  test('a named pipe is read to its end, though the writer comes late, and one that nobody writes into is empty', () => {
    const pipe = join(desk.folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect(readPipe(pipe)).toHaveLength(0);
    desk.put('all', text);
    const args = ['-c', '(sleep 0.2; timeout 20 cat all > pipe) & "$0" -e "$1"', process.execPath];
    const read = spawnSync('sh', [...args, call(`readPipe(${JSON.stringify(pipe)})`)], {
      cwd: desk.folder,
      encoding: 'utf8',
    });
    expect(read.stdout === text).toBe(true);
  });

  test('what a shell puts in place of a command is read', () => {
    desk.put('a.json', open);
    const script = `const { inputsUnder } = require(${JSON.stringify(compiled('inputs', desk.folder))});
      const [input] = inputsUnder([process.argv[1]], { cwd: process.cwd() });
      process.stdout.write(input.bytes.text);`;
    const args = ['-c', '"$0" -e "$1" <(cat a.json)', process.execPath, script];
    const read = spawnSync('bash', args, { cwd: desk.folder, encoding: 'utf8' });
    expect({ out: read.stdout, err: read.stderr }).toEqual({ out: open, err: '' });
  });
});
