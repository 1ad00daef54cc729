import { forms } from '../../shared';
import { about, reportOf, sample } from './all-rows';
import { readCommands, readGitLab } from './readers';

const { finding, undecided, accepted } = sample();
const github = (...findings: Parameters<typeof reportOf>[0][number][]) =>
  forms['github']?.(reportOf(findings, [accepted]), about) ?? '';
const gitlab = (...findings: Parameters<typeof reportOf>[0][number][]) =>
  readGitLab(forms['gitlab']?.(reportOf(findings, [accepted]), about) ?? '');

test('GitHub: the file, the line and the column where they are known, and the sum in the end', () => {
  const text = github(finding, undecided, { ...finding, level: 'info' });
  expect(readCommands(text)).toEqual([
    {
      name: 'error',
      properties: {
        file: 'my stacks/a.json',
        line: '12',
        col: '9',
        title: 'external-id IAM-STS-1 my stacks/a.json:12:9 Vendor /Statement/0',
      },
      data: `${finding.message}\nfix: Require it.`,
    },
    {
      name: 'warning',
      properties: { title: 'trusted-account (undecided) urn:x' },
      data: 'it depends\ndepends on: Ref Tenant\nfix: Settle it.',
    },
    expect.objectContaining({ name: 'notice' }),
  ]);
  expect(text.trimEnd().split('\n').at(-1)).toBe(
    '0 subjects judged: 1 error, 1 warning, 1 info (1 undecided, 1 accepted, 0 skipped)',
  );
});

test('GitHub: nothing from a policy ends a command or begins another', () => {
  const message = 'a%0A::error::b\r\n::stop-commands::x,y:z % %25';
  const file = 'a,line=1::b%3A.json';
  const commands = readCommands(github({ ...finding, message, subject: { ...finding.subject, file } }));
  expect(commands).toHaveLength(1);
  expect(commands[0]?.properties['file']).toBe(file);
  expect(commands[0]?.properties['line']).toBe('12');
  expect(commands[0]?.data).toBe('a%0A::error::b\\u000d\\u000a::stop-commands::x,y:z % %25\nfix: Require it.');
});

test('GitLab: path, line, severity, and one fingerprint for each violation', () => {
  expect(gitlab(finding, undecided, { ...finding, level: 'info' })).toEqual([
    {
      description: `external-id: ${finding.message} (my stacks/a.json:12:9 Vendor /Statement/0)`,
      check_name: 'external-id',
      fingerprint: '0123456789abcdef',
      severity: 'critical',
      location: { path: 'my stacks/a.json', lines: { begin: 12 } },
    },
    {
      description: 'trusted-account: undecided, depends on Ref Tenant: it depends (urn:x)',
      check_name: 'trusted-account',
      fingerprint: '0123456789abcdee',
      severity: 'major',
      location: { path: 'sts-guardrails.json', lines: { begin: 1 } },
    },
    expect.objectContaining({ fingerprint: '0123456789abcdef-2', severity: 'info' }),
  ]);
});

test('GitLab: a run without findings is an empty list', () => {
  expect(gitlab()).toEqual([]);
});

test('a finding of a CDK app stands where its code declares the role', () => {
  const [command] = readCommands(github(declared('lib/roles.ts:5')));
  expect(command?.properties).toMatchObject({
    file: 'lib/roles.ts',
    line: '5',
    title: expect.stringContaining('a.json:12:9') as string,
  });
  expect(command?.properties['col']).toBeUndefined();
  expect(readCommands(github(declared('./lib/roles.ts:5:3')))[0]?.properties).toMatchObject({
    file: 'lib/roles.ts',
    line: '5',
    col: '3',
  });
  expect(gitlab(declared('lib/roles.ts:5'))[0]?.location).toEqual({ path: 'lib/roles.ts', lines: { begin: 5 } });
});

test.each([
  '/app/lib/roles.ts:5',
  '../lib/roles.ts:5',
  'a/../../b.ts:5',
  'C:\\app\\a.ts:5',
  'file:///a.ts:5',
  'a.ts',
  'a.ts:0',
  '',
])('it stands in its file where the code is no file under the folder of the run: %j', (place) => {
  expect(readCommands(github(declared(place)))[0]?.properties).toMatchObject({ file: 'my stacks/a.json', line: '12' });
  expect(gitlab(declared(place))[0]?.location).toEqual({ path: 'my stacks/a.json', lines: { begin: 12 } });
});

function declared(place: string): typeof finding {
  return { ...finding, subject: { ...finding.subject, declared: place } };
}
