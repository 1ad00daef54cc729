import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Desk, template, trust } from './desk';

jest.mock('../../shared/rules/index', () => jest.requireActual('./rules'));

const service = trust({ Service: 'ec2.amazonaws.com' });
let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

function found(...args: readonly string[]): { status: number; findings: string[]; subjects: number; skipped: number } {
  const { status, findings, summary } = desk.check(...args);
  const lines = findings.map(({ rule, subject, line, column, message }) => {
    return `${rule} ${subject.path}${line === undefined ? '' : `:${line}:${column}`} ${message}`;
  });
  return { status, findings: lines, subjects: summary.subjects, skipped: summary.skipped };
}

describe('what files hold', () => {
  test('a template without findings', () => {
    desk.put('a.json', template({ A: service, B: service }));
    expect(found('a.json')).toEqual({ status: 0, findings: [], subjects: 2, skipped: 0 });
  });

  // each text has one principal, and the finding is about that
  const written = JSON.stringify(template({ A: trust('*') }));
  test.each<[what: string, text: string, place: string]>([
    ['a template on one line', written, '"Principal"'],
    ['a template on many lines', JSON.stringify(template({ A: trust('*') }), null, 2), '"Principal"'],
    ['lines as Windows ends them', written.replaceAll('":', '"\r\n:\r\n'), '"Principal"'],
    ['lines as old Macs ended them', written.replaceAll('":', '"\r:\r'), '"Principal"'],
    ['an odd logical id', JSON.stringify(template({ 'a/b~c': trust('*') })).replaceAll(',', ',\n'), '"Principal"'],
    ['a bare trust policy', JSON.stringify(trust('*'), null, 1), '"Principal"'],
    [
      'a policy as text',
      JSON.stringify(template({ A: JSON.stringify(trust('*')) }), null, 1),
      '"AssumeRolePolicyDocument"',
    ],
  ])('%s: the finding stands at its line and column', (_what, text, place) => {
    desk.put('a.json', text);
    const { findings } = desk.check('a.json');
    const lines = text.slice(0, text.indexOf(place)).split(/\r\n|\r|\n/);
    expect(findings).toMatchObject([
      { rule: 'wildcard-principal', line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
    ]);
  });

  test('a trust policy under any name', () => {
    desk.put('role.txt', trust('*'));
    expect(found('role.txt')).toMatchObject({
      status: 1,
      findings: ['wildcard-principal role.txt:1:56 anybody gets in'],
    });
  });

  test('a byte order mark is no problem', () => {
    desk.put('a.json', `\uFEFF${JSON.stringify(template({ A: trust('*') }))}`);
    expect(found('a.json').findings).toHaveLength(1);
  });
});

describe('what cannot be read, with everything else still judged', () => {
  const marked = '{"Resources":{"A":{"Type":"AWS::IAM::Role",}}}';
  test.each<[what: string, content: string | Buffer | object, problem: string]>([
    ['broken JSON', '{\n "Resources" {}}', ':2:14 the file is not JSON: a colon is missing here'],
    ['a comment', '{}\n// AWS', ':2:1 the file is not JSON: a comment stands here, and JSON has none'],
    ['a trailing comma', marked, ':1:44 the file is not JSON: a key in double quotes is missing here'],
    ['half a file', '{"Resources":', ':1:14 the file is not JSON: a value is missing here'],
    ['an empty file', ' \n', ' the file is empty'],
    ['no text', Buffer.from([0x7b, 0xff, 0x7d]), ' the file is not UTF-8 text; save it as UTF-8'],
    ['any other JSON', { roles: [] }, ' the file is none of what is read: '],
    ['a list', [{ x: trust('*') }], ' the file is none of what is read: '],
    [
      'YAML that is none',
      'Resources:\n\tA: {}\n',
      ':2:1 the file cannot be read as YAML: a tab stands where YAML indents',
    ],
    ['a sentence', 'Once upon a time', ' the file is none of what is read: '],
    [
      'nesting without end',
      '['.repeat(200_000),
      ':1:1 the file is not JSON: lists and objects are nested too deep to be read',
    ],
    [
      'closed nesting without end',
      `{"Statement":${'['.repeat(60_000)}${']'.repeat(60_000)}}`,
      ' reading it stopped with RangeError',
    ],
    [
      'a template without resources',
      { AWSTemplateFormatVersion: '2010-09-09' },
      ':1:1 the template has no object Resources',
    ],
    ['a resource that is none', { Resources: { A: 1 } }, '#A:1:15 the resource is no object'],
  ])('%s', (_what, content, problem) => {
    desk.put('bad.json', content);
    desk.put('good.json', template({ A: trust('*') }));
    const { status, findings, subjects } = found('bad.json', 'good.json');
    expect(status).toBe(1);
    expect(findings).toEqual([
      expect.stringContaining(`unreadable bad.json${problem}`),
      expect.stringContaining('wildcard-principal good.json#A'),
    ]);
    expect(subjects).toBe(1);
  });

  test('YAML of another kind by its name', () => {
    expect(found(desk.put('a.yml', 'nothing: here')).findings[0]).toContain(
      'unreadable a.yml the file is none of what is read: ',
    );
  });

  test('a file or folder that does not exist', () => {
    desk.put('good.json', template({ A: service }));
    expect(found('nope.json', 'good.json', 'nope/')).toMatchObject({
      status: 1,
      findings: [
        'unreadable nope.json there is no such file or folder; check the path',
        'unreadable nope there is no such file or folder; check the path',
      ],
      subjects: 1,
    });
  });

  // root may read everything, so only a system that refuses can show it
  const asUser = process.getuid?.() === 0 ? process.seteuid : undefined;
  test('an empty path, as a variable without a value gives it', () => {
    const { status, findings } = desk.check('', 'good.json');
    const problem = findings.find(({ rule }) => rule === 'unreadable');
    expect({ status, problem: problem?.message, path: problem?.subject.path }).toEqual({
      status: 1,
      problem: 'the path is empty; check the variable or the command that it comes from, or write . for this folder',
      path: '""',
    });
  });

  test('a file that may not be read', () => {
    chmodSync(join(desk.folder, desk.put('folder/secret.json', '{}')), 0);
    chmodSync(desk.folder, 0o755);
    asUser?.(65534);
    try {
      const findings = ['unreadable folder/secret.json reading it is not permitted; check its owner and mode'];
      expect(found('folder/secret.json')).toMatchObject({ status: 1, findings });
      expect(found('folder')).toMatchObject({ status: 1, findings });
    } finally {
      asUser?.(0);
    }
  });

  test('a key that stands twice: both places count, and the last one is judged', () => {
    const [one, two] = [trust('*'), service].map((policy) => JSON.stringify(policy));
    desk.put(
      'a.json',
      `{"Resources":{"A":{"Type":"AWS::IAM::Role","Properties":{\n"AssumeRolePolicyDocument":${one},\n"AssumeRolePolicyDocument":${two}}}}}`,
    );
    expect(found('a.json')).toMatchObject({
      status: 1,
      findings: [
        'unreadable a.json:3:1 the key "AssumeRolePolicyDocument" stands twice in Resources.A.Properties, and only the last one was judged; keep one of them',
      ],
      subjects: 1,
    });
  });
});

describe('folders', () => {
  test('templates and policies about roles are found, everything else is skipped', () => {
    desk.put('app/cdk.out/A.template.json', template({ A: trust('*') }));
    desk.put('app/role.json', trust('*'));
    desk.put('app/.hidden/b.template', template({ B: service }));
    desk.put('app/bucket.json', { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] });
    desk.put('app/other.json', {
      statement: { Effect: 'Deny', notprincipal: 'x', action: ['s3:*', 'STS:AssumeRole'] },
    });
    desk.put('app/identity.json', { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] });
    desk.put('app/reader.json', { Statement: [{ Effect: 'Allow', Action: ['s3:Get*', '*'], Resource: '*' }] });
    desk.put('app/manifest.json', { version: '1' });
    desk.put('app/code.ts', 'AWS::IAM::Role');
    desk.put('app/node_modules/x/a.json', template({ A: trust('*') }));
    desk.put('app/.git/a.json', template({ A: trust('*') }));
    const { status, findings, subjects, skipped } = found('app');
    expect(findings.map((line) => line.split(' ')[1])).toEqual([
      'app/cdk.out/A.template.json#A:1:140',
      'app/role.json:1:56',
    ]);
    expect({ status, subjects, skipped }).toEqual({ status: 1, subjects: 5, skipped: 4 });
  });

  test.each<[what: string, name: string, content: string | Buffer, isFound: boolean]>([
    ['broken JSON that mentions a role', 'a.json', '{"Type":"AWS::IAM::Role"', true],
    ['broken JSON that mentions STS', 'a.json', '{"Action":"sts:AssumeRole"', true],
    ['the same in UTF-16', 'a.json', Buffer.from('\uFEFF{"Action":"sts:AssumeRole"}', 'utf16le'), true],
    ['other broken JSON', 'a.json', '{"compilerOptions": {} // why', false],
    ['other bytes', 'a.json', Buffer.from([0xff, 0xfe]), false],
    ['an empty file', 'a.json', '', false],
    ['half a YAML template with a role', 'a.yaml', 'Resources:\n  A:\n    Type: "AWS::IAM::Role\n', true],
    ['another YAML file', 'a.yaml', 'permissions: sts:AssumeRole', false],
  ])('%s', (_what, name, content, isFound) => {
    desk.put(`app/${name}`, content);
    desk.put('app/good.json', template({ A: service }));
    const { status, findings, subjects, skipped } = found('app');
    expect(findings.map((line) => line.slice(0, 15 + name.length))).toEqual(isFound ? [`unreadable app/${name}`] : []);
    expect({ status, subjects, skipped }).toEqual({ status: isFound ? 1 : 0, subjects: 1, skipped: isFound ? 0 : 1 });
  });

  test('links that lead back, that lead nowhere and that lead to the same file', () => {
    desk.put('app/a.json', template({ A: service }));
    mkdirSync(join(desk.folder, 'app/deep'));
    symlinkSync('..', join(desk.folder, 'app/deep/up'));
    symlinkSync('nowhere', join(desk.folder, 'app/lost.json'));
    symlinkSync('a.json', join(desk.folder, 'app/twin.json'));
    expect(found('app', 'app/deep/up', 'app/a.json')).toEqual({ status: 0, findings: [], subjects: 1, skipped: 1 });
  });

  test('the working folder itself, with paths that start in it', () => {
    desk.put('b/b.json', template({ B: trust('*') }));
    desk.put('a.json', template({ A: trust('*') }));
    expect(found('.').findings.map((line) => line.split(/[ :]/)[1])).toEqual(['a.json#A', 'b/b.json#B']);
  });
});
