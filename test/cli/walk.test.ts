import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { inputsUnder } from '../../cli/inputs';
import { Desk, template, trust } from './desk';

jest.mock('../../shared/rules/index', () => jest.requireActual('./rules'));

const open = template({ A: trust('*') });
let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('app/good.json', template({ A: trust({ Service: 'ec2.amazonaws.com' }) }));
});
afterEach(() => desk.clear());

/** Each finding as its rule, file and message, and the sums. */
function found(...args: readonly string[]): object {
  const { status, findings, summary } = desk.check(...args);
  const lines = findings.map(({ rule, subject, message }) => `${rule} ${subject.file ?? ''} ${message}`);
  return { status, findings: lines, subjects: summary.subjects, skipped: summary.skipped };
}

const inside = (...parts: readonly string[]) => join(desk.folder, ...parts);

describe('which files of a folder are looked at', () => {
  test.each<[name: string, isLookedAt: boolean]>([
    ['a.json', true],
    ['a.JSON', true],
    ['a.yaml', true],
    ['a.yml', true],
    ['a.template', true],
    ['a.tfstate', true],
    ['a.jsonl', true],
    ['a.ndjson', true],
    ['.hidden.json', true],
    ['.github/a.json', true],
    ['cdk.out/asset.0123/a.json', true],
    ['terraform.tfstate.d/prod/a.tfstate', true],
    ['.pulumi/stacks/dev.json', true],
    ['history/a.json', true],
    ['a.txt', false],
    ['a.tf', false],
    ['a', false],
    ['json', false],
    ['terraform.tfstate.backup', false],
  ])('%s: %s', (name, isLookedAt) => {
    desk.put(`app/${name}`, open);
    expect(found('app')).toMatchObject(
      isLookedAt
        ? { status: 1, findings: [`wildcard-principal app/${name} anybody gets in`], subjects: 2, skipped: 0 }
        : { status: 0, findings: [], subjects: 1, skipped: 1 },
    );
  });

  test.each(['node_modules/x', '.git', '.terraform/modules/x', '.pulumi/history/dev', '.pulumi/backups/dev'])(
    '%s is passed over, also further down, unless it is named',
    (folder) => {
      desk.put(`app/${folder}/a.json`, open);
      desk.put(`app/deep/${folder}/a.json`, open);
      expect(found('app')).toEqual({ status: 0, findings: [], subjects: 1, skipped: 0 });
      expect(found(`app/${folder}`)).toMatchObject({ status: 1, subjects: 1 });
    },
  );

  test('the order is that of the names, whatever the disk says', () => {
    const names = ['b/1.json', 'a.json', 'b.json', 'C.json', 'b/0.json', 'a/z.json', 'ä.json'];
    for (const name of names) desk.put(`all/${name}`, open);
    const files = desk.check('all').findings.map(({ subject }) => subject.file);
    expect(files).toEqual(
      ['C.json', 'a/z.json', 'a.json', 'b/0.json', 'b/1.json', 'b.json', 'ä.json'].map((name) => `all/${name}`),
    );
  });
});

describe('each file once', () => {
  test.each<[what: string, paths: string[]]>([
    ['the same file', ['app/bad.json', 'app/bad.json', './app/../app/bad.json']],
    ['a file and its folder', ['app', 'app/bad.json', 'app/', '.']],
    ['a folder and a folder in it', ['.', 'app']],
    ['a glob and a folder', ['app/*.json', 'app', '**/*.json']],
    ['a file and a link to it', ['app/bad.json', 'twin.json']],
  ])('%s', (_what, paths) => {
    desk.put('app/bad.json', open);
    symlinkSync(inside('app/bad.json'), inside('twin.json'));
    expect(found(...paths, '!app/good.json')).toMatchObject({ status: 1, subjects: 1, findings: [expect.anything()] });
  });
});

describe('links', () => {
  test('that lead back, to each other, to themselves and nowhere end the walk', () => {
    desk.put('app/deep/bad.json', open);
    symlinkSync('..', inside('app/deep/up'));
    symlinkSync('two', inside('app/one'));
    symlinkSync('one', inside('app/two'));
    symlinkSync('self.json', inside('app/self.json'));
    symlinkSync('nowhere', inside('app/lost.json'));
    symlinkSync('good.json/x', inside('app/through.json'));
    expect(found('app')).toEqual({
      status: 1,
      findings: ['wildcard-principal app/deep/bad.json anybody gets in'],
      subjects: 2,
      skipped: 5,
    });
  });

  test('to a file and to a folder elsewhere are followed', () => {
    desk.put('else/where.json', open);
    desk.put('far/away.json', open);
    symlinkSync(inside('else'), inside('app/else'));
    symlinkSync(inside('far/away.json'), inside('app/near.yaml'));
    expect(found('app')).toMatchObject({
      findings: [
        'wildcard-principal app/else/where.json anybody gets in',
        'wildcard-principal app/near.yaml anybody gets in',
      ],
      subjects: 3,
    });
  });

  test('that somebody names are problems when they lead nowhere', () => {
    symlinkSync('self.json', inside('self.json'));
    symlinkSync('nowhere', inside('lost.json'));
    expect(found('self.json', 'lost.json', 'app')).toEqual({
      status: 1,
      findings: [
        'unreadable self.json it is a link that leads back to itself',
        'unreadable lost.json there is no such file or folder; check the path',
      ],
      subjects: 1,
      skipped: 0,
    });
  });
});

describe('what may not be read', () => {
  // root may read everything, so only a system that refuses can show it
  const asUser = process.getuid?.() === 0 ? process.seteuid : undefined;
  const refused = 'reading it is not permitted; check its owner and mode';

  test.each<[what: string, mode: number, path: string, name: string]>([
    ['a folder that lists nothing', 0o311, 'app', 'app/closed'],
    ['a folder that opens nothing', 0o744, 'app', 'app/closed/secret.json'],
    ['a folder that does neither', 0, 'app', 'app/closed'],
    ['the same as a glob comes to it', 0, '**/*.json', 'app/closed'],
    ['the same, named', 0, 'app/closed', 'app/closed'],
    ['a file in a folder that opens nothing, named', 0o744, 'app/closed/secret.json', 'app/closed/secret.json'],
  ])('%s is a problem, and the rest is judged', (_what, mode, path, name) => {
    desk.put('app/closed/secret.json', open);
    chmodSync(desk.folder, 0o755);
    chmodSync(inside('app/closed'), mode);
    asUser?.(65534);
    try {
      expect(found(path, 'app/good.json')).toMatchObject({
        status: 1,
        findings: [`unreadable ${name} ${refused}`],
        subjects: 1,
      });
    } finally {
      asUser?.(0);
      chmodSync(inside('app/closed'), 0o755);
    }
  });

  test('a link into a folder that opens nothing', () => {
    desk.put('else/secret.json', open);
    symlinkSync(inside('else/secret.json'), inside('app/link.json'));
    chmodSync(desk.folder, 0o755);
    chmodSync(inside('else'), 0);
    asUser?.(65534);
    try {
      expect(found('app')).toMatchObject({ status: 1, findings: [`unreadable app/link.json ${refused}`], subjects: 1 });
    } finally {
      asUser?.(0);
      chmodSync(inside('else'), 0o755);
    }
  });
});

describe('what is no file', () => {
  const pipe = (name: string) => expect(spawnSync('mkfifo', [inside(name)]).status).toBe(0);

  test('pipes, sockets and devices in a folder are skipped', async () => {
    pipe('app/pipe.json');
    symlinkSync('/dev/zero', inside('app/device.json'));
    const server = createServer();
    await new Promise<void>((ready) => server.listen(inside('app/socket.json'), ready));
    try {
      expect(found('app')).toEqual({ status: 0, findings: [], subjects: 1, skipped: 3 });
      expect(found('app/socket.json', 'app')).toMatchObject({
        status: 1,
        findings: ['unreadable app/socket.json it is a device or a socket; name a file, or - for standard input'],
      });
    } finally {
      server.close();
    }
  });

  test('a device that is named is refused', () => {
    expect(found('/dev/zero', 'app')).toMatchObject({
      status: 1,
      findings: [expect.stringMatching(/^unreadable .*dev\/zero it is a device or a socket; name a file, or - for/)],
      subjects: 1,
    });
  });

  test('a pipe that nobody writes into holds nothing up', () => {
    pipe('pipe');
    expect(found('pipe', 'app')).toMatchObject({
      status: 1,
      findings: ['unreadable pipe nothing came through; check the command that writes into it'],
      subjects: 1,
    });
  });
});

// systems with file names in Unicode alone, such as macOS, refuse such a name
test('names that are no UTF-8 are problems that say so', () => {
  const latin = (name: string) => Buffer.concat([Buffer.from(`${inside('app')}/`), Buffer.from(name, 'latin1')]);
  writeFileSync(latin('caf\u00e9.json'), JSON.stringify(open));
  mkdirSync(latin('b\u00fccher'));
  const problem = 'its name is no UTF-8, so that it cannot be opened; give it another name';
  expect(found('app')).toEqual({
    status: 1,
    findings: [`unreadable app/b\uFFFDcher ${problem}`, `unreadable app/caf\uFFFD.json ${problem}`],
    subjects: 1,
    skipped: 0,
  });
});

describe('files that change meanwhile', () => {
  test('a file that vanishes between the walk and the reading is a problem', () => {
    desk.put('app/lost.json', open);
    const walk = inputsUnder(['app'], { cwd: desk.folder, stdin: () => Buffer.alloc(0) });
    const first = walk.next().value;
    expect(first).toMatchObject({ kind: 'file', name: 'app/good.json' });
    rmSync(inside('app/lost.json'));
    expect([...walk]).toEqual([
      { kind: 'problem', name: 'app/lost.json', problem: 'there is no such file or folder; check the path' },
    ]);
  });

  test('a folder that becomes a file is a problem', () => {
    desk.put('app/sub/lost.json', open);
    const walk = inputsUnder(['app'], { cwd: desk.folder, stdin: () => Buffer.alloc(0) });
    walk.next();
    rmSync(inside('app/sub'), { recursive: true });
    writeFileSync(inside('app/sub'), '');
    expect([...walk]).toMatchObject([{ kind: 'problem', name: 'app/sub' }]);
  });
});

test.each([
  'new\nline.json',
  ' leading.json',
  'quote".json',
  'ä ö\t.json',
  '\u202Egnp.json',
  '*.json',
  '-.json',
  '!x.json',
  '[a].json',
])('a file named %j is read under that name', (name) => {
  mkdirSync(inside('odd'));
  desk.put(`odd/${name}`, open);
  expect(found('odd')).toMatchObject({ findings: [`wildcard-principal odd/${name} anybody gets in`], subjects: 1 });
  expect(found(`odd/${name}`)).toMatchObject({
    findings: [`wildcard-principal odd/${name} anybody gets in`],
    subjects: 1,
  });
});
