import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Desk, template, trust } from './desk';

jest.mock('../../shared/rules/index', () => jest.requireActual('./rules'));

const open = template({ A: trust('*') });
let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  const names = [
    'a.json',
    'b.template',
    'x/c.json',
    'x/deep/d.json',
    'y/c.json',
    'y/e.txt',
    'y/.dot/f.json',
    'node_modules/g.json',
  ];
  for (const name of names) desk.put(name, open);
});
afterEach(() => desk.clear());

const judged = (...paths: readonly string[]) => desk.check(...paths).findings.map(({ subject }) => subject.file);
const fitsNothing = /^no file or folder fits this pattern, or each that fits is left out; check it/;

test.each<[pattern: string, files: string[]]>([
  ['*.json', ['a.json']],
  ['?.json', ['a.json']],
  ['*', ['a.json', 'b.template', 'x/c.json', 'x/deep/d.json', 'y/.dot/f.json', 'y/c.json']],
  ['**/c.json', ['x/c.json', 'y/c.json']],
  ['**', ['a.json', 'b.template', 'x/c.json', 'x/deep/d.json', 'y/.dot/f.json', 'y/c.json', 'y/e.txt']],
  ['**/*.json', ['a.json', 'x/c.json', 'x/deep/d.json', 'y/.dot/f.json', 'y/c.json']],
  ['./**/d.json', ['x/deep/d.json']],
  ['{x,y}/c.json', ['x/c.json', 'y/c.json']],
  ['{a.json,x/deep/*}', ['a.json', 'x/deep/d.json']],
  ['[a-b].{json,template}', ['a.json', 'b.template']],
  ['!(x|node_modules)/c.json', ['y/c.json']],
  ['x/*', ['x/c.json', 'x/deep/d.json']],
  ['*/deep', ['x/deep/d.json']],
  ['y/*.txt', ['y/e.txt']],
  ['node_modules/*.json', ['node_modules/g.json']],
  ['x/*/', ['x/deep/d.json']],
  ['.//x//*.json', ['x/c.json']],
])('%s', (pattern, files) => {
  expect(judged(pattern)).toEqual(files);
});

test('from elsewhere, and as an absolute path', () => {
  expect(judged(`../${desk.folder.split('/').at(-1)}/x/**/*.json`)).toEqual(['x/c.json', 'x/deep/d.json']);
  expect(judged(`${desk.folder}/*.json`)).toEqual(['a.json']);
});

test.each<[what: string, paths: string[], files: string[]]>([
  ['a glob from a glob', ['**/*.json', '!x/**'], ['a.json', 'y/.dot/f.json', 'y/c.json']],
  ['a folder from a folder', ['.', '!x', '!y'], ['a.json', 'b.template']],
  ['a file from a folder', ['x', '!x/c.json'], ['x/deep/d.json']],
  ['a file that the shell has named', ['a.json', 'x/c.json', '!**/c.json'], ['a.json']],
  ['the folder around a named file', ['a.json', 'x/deep/d.json', '!x'], ['a.json']],
  ['whichever comes first', ['!x', '*/c.json'], ['y/c.json']],
  ['what is not there takes nothing out', ['*.json', '!z/**'], ['a.json']],
])('! leaves out: %s', (_what, paths, files) => {
  expect(judged(...paths)).toEqual(files);
});

test.each(['*.yaml', 'nowhere/*.json', 'a.json/*', 'x/*.template'])(
  '%s fits nothing, which is a problem',
  (pattern) => {
    const { status, findings, summary } = desk.check(pattern, 'a.json');
    expect({ status, subjects: summary.subjects }).toEqual({ status: 1, subjects: 1 });
    const problem = findings.find(({ rule }) => rule === 'unreadable');
    expect(problem).toMatchObject({ level: 'error', subject: { id: pattern } });
    expect(problem?.message).toMatch(fitsNothing);
  },
);

test('where all that fits is left out, nothing passes', () => {
  const { status, findings } = desk.check('x/*.json', '!x');
  expect({ status, rules: findings.map(({ rule }) => rule) }).toEqual({ status: 2, rules: [] });
  expect(desk.check('x/*.json', '!x/c.json')).toMatchObject({ status: 1, findings: [{ rule: 'unreadable' }] });
  expect(desk.check('!x')).toMatchObject({ status: 2 });
});

test.each<[left: string, files: string[]]>([
  ['**/deep/', ['x/c.json']],
  ['x//deep/**', ['x/c.json']],
  ['x/*/', ['x/c.json']],
  ['*/', []],
])('slashes that say nothing change nothing in what is left out: !%s', (left, files) => {
  expect(judged('x', `!${left}`)).toEqual(files);
});

test('what is left out is left out by any of its names', () => {
  symlinkSync(join(desk.folder, 'x'), join(desk.folder, 'way'));
  expect(judged('way/c.json', 'a.json', '!way/c.json')).toEqual(['a.json']);
  expect(judged('way/c.json', 'a.json', '!x/c.json')).toEqual(['a.json']);
  expect(judged('x/c.json', 'a.json', '!way/c.json')).toEqual(['a.json']);
  expect(judged('way/c.json', 'a.json', '!way')).toEqual(['a.json']);
});

test('a file that is really named so wins over the pattern', () => {
  desk.put('[a].json', open);
  desk.put('!x', open);
  expect(judged('[a].json', '!x', 'x')).toEqual(['[a].json', '!x', 'x/c.json', 'x/deep/d.json']);
});

test('a file or folder that is really named so is left out', () => {
  desk.put('x/[id]/a.json', open);
  desk.put('x/i/a.json', open);
  expect(judged('x', '!x/[id]', '!x/deep')).toEqual(['x/c.json', 'x/i/a.json']);
  expect(judged('x', '!x/[id]/', '!x/[i]', '!x/deep')).toEqual(['x/c.json']);
});

test('what a glob finds may be anything, as in a folder, and what is named may not', () => {
  desk.put('package.json', {});
  desk.put('broken.json', '{"Type":"AWS::IAM::Role"');
  expect(desk.check('*.json')).toMatchObject({
    findings: [{ subject: { file: 'a.json' } }, { rule: 'unreadable', subject: { file: 'broken.json' } }],
    summary: { skipped: 1 },
  });
  expect(desk.check('a.json', 'package.json').findings).toHaveLength(2);
});
