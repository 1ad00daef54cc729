import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, defaultSettings, type Rule, rulesWith, type Subject, Text } from '../../shared';
import { Desk, template } from '../cli/desk';
import { blocksUnder } from '../package/readme';
import { compiled, complaints, filesUnder } from './page';

const own = filesUnder('docs/own-rules.md', 'Rules of your own', 'Its table');
const more = filesUnder('docs/own-rules.md', 'Permissions and whole programs');
const engine = ['check: all rules, all subjects', 'decide: one request', 'search: all requests of a class'] as const;
const folder = compiled({ ...own, ...more }, mkdtempSync(join(tmpdir(), 'sts-guardrails-pages-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what the pages show compiles under strict settings', () => {
  expect(Object.keys(own)).toEqual(['rules.ts', 'rules.test.ts', 'more-rules.test.ts']);
  const wrong = { 'wrong.ts': "import { testRule } from 'sts-guardrails';\ntestRule(1, {});" };
  // one more file with an error, so that no complaint means something
  expect(Object.keys(more)).toEqual(['more-rules.ts']);
  expect(complaints({ ...own, ...more, ...filesUnder('docs/engine.md', ...engine), ...wrong })).toEqual([
    "wrong.ts: Argument of type 'number' is not assignable to parameter of type 'Rule'.",
  ]);
});

// their rows become tests of this file
require(join(folder, 'rules.test.js'));
require(join(folder, 'more-rules.test.js'));

const { rules } = require(join(folder, 'rules.js')) as { rules: readonly Rule[] };
const statement = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:user/ada' },
  Action: 'sts:AssumeRole',
};

test('check asks the rules of the page beside ours', () => {
  const place = { id: 'R', type: 'AWS::IAM::Role', path: 'R' };
  const owner = { account: Text.of('111122223333') };
  const role: Subject = { kind: 'role', place, owner, trust: { Statement: [statement] }, maxSeconds: undefined };
  const { findings } = check([role], defaultSettings, { today: '2030-01-31', rules: rulesWith(rules) });
  expect(findings.map(({ rule, level, at }) => `${rule} ${level} ${at}`)).toEqual([
    'no-iam-users error /Statement/0',
    'statement-sid warning /Statement/0',
    'stated-session info ',
  ]);
});

test('rules on permissions and on whole programs are asked as well', () => {
  const { noFederation, fewKeys } = require(join(folder, 'more-rules.js')) as { [name: string]: Rule };
  if (noFederation === undefined || fewKeys === undefined) throw new Error('the page has other rules');
  const at = (id: string) => ({ place: { id, type: 'x', path: id }, owner: { account: Text.of('111122223333') } });
  const Statement = [{ Effect: 'Allow', Action: 'sts:Get*', Resource: '*' }];
  const key = (id: string): Subject => ({ kind: 'accessKey', ...at(id), status: 'Inactive' });
  const policy: Subject = { kind: 'identity', ...at('P'), document: { Statement }, identities: [] };
  const subjects = [policy, key('K'), key('L')];
  const { findings } = check(subjects, defaultSettings, {
    today: '2030-01-31',
    rules: rulesWith([noFederation, fewKeys]).slice(-2),
  });
  expect(findings.map(({ rule, subject, at: place }) => `${rule} ${subject.id}${place}`)).toEqual([
    'no-federation P/Statement/0',
    'few-keys L',
  ]);
});

test('the command line asks the rules of the page, with settings and exceptions for them', () => {
  const desk = new Desk();
  desk.put('roles.json', template({ R: { Version: '2012-10-17', Statement: [{ ...statement, Sid: 'Deploy' }] } }));
  desk.put('sts-guardrails.json', {
    accounts: { own: ['111122223333'] },
    rules: { 'statement-sid': { level: 'error', prefix: 'Let' }, 'stated-session': 'off' },
    exceptions: [{ rule: 'no-iam-users', where: '*#R', reason: 'until the move' }],
  });
  const { status, findings, accepted } = desk.check('roles.json', '--rules', join(folder, 'rules.js'));
  expect([status, findings.map(({ message }) => message), accepted.map(({ rule }) => rule)]).toEqual([
    1,
    ['the Sid Deploy does not begin with Let'],
    ['no-iam-users'],
  ]);
  expect(desk.run(['check', 'roles.json'])).toMatchObject({ status: 2, err: expect.stringContaining('statement-sid') });
  desk.clear();
});

test.each(engine)('docs/engine.md, %s: the program prints what the page shows', (heading) => {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((text: string) => void lines.push(...text.split('\n')));
  const files = filesUnder('docs/engine.md', heading);
  const [name = ''] = Object.keys(files);
  require(join(compiled(files, folder), name.replace(/ts$/, 'js')));
  log.mockRestore();
  const shown = blocksUnder(heading, 'docs/engine.md').find(({ language }) => language === 'text')?.text ?? '';
  const [start = '', end = ''] = shown.trim().split('\n…\n');
  expect(lines.join('\n').startsWith(start)).toBe(true);
  expect(lines.join('\n').endsWith(end)).toBe(true);
});
