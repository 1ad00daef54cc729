import { join } from 'node:path';
import { Desk, template, trust } from './desk';

const engine = JSON.stringify(join(__dirname, '../../shared'));
const made = (name: string, level = 'error') => `valueRule({
  name: '${name}', level: '${level}', summary: 's', why: 'w', fix: 'f', references: [],
  judges: ({ place }) => [{ verdict: 'fail', at: '', message: 'found by ${name} on ' + place.id }],
})`;
const module_ = (exported: string): string => `const { valueRule } = require(${engine});\n${exported}\n`;
const service = trust({ Service: 'ec2.amazonaws.com' });

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('good.json', template({ A: service }));
});
afterEach(() => desk.clear());

test.each([
  ['an array rules', 'rules.js', `exports.rules = [${made('mine')}];`],
  ['an array alone', 'deep/rules.cjs', `module.exports = [${made('mine')}];`],
  ['an array as default', 'rules.js', `exports.default = [${made('mine')}];`],
  ['an array rules as part of the default', 'rules.js', `exports.default = { rules: [${made('mine')}] };`],
])('%s is asked beside ours', (_name, file, exported) => {
  desk.put(file, module_(exported));
  for (const name of [file, `./${file}`, join(desk.folder, file)]) {
    expect(desk.check('good.json', '--rules', name)).toMatchObject({
      status: 1,
      findings: [{ rule: 'mine', level: 'error', message: 'found by mine on A' }],
    });
  }
});

test('a package is found from the working folder, and several modules are asked in their order', () => {
  desk.put('node_modules/house-rules/package.json', { name: 'house-rules', main: 'lib.js' });
  desk.put('node_modules/house-rules/lib.js', module_(`exports.rules = [${made('house', 'info')}];`));
  desk.put('rules.js', module_(`exports.rules = [${made('mine', 'warning')}];`));
  const { status, findings } = desk.check('good.json', '--rules', 'rules.js', '--rules', 'house-rules');
  expect([status, findings.map(({ rule, level }) => `${rule} ${level}`)]).toEqual([0, ['mine warning', 'house info']]);
});

test('settings and exceptions know its rules while it is given', () => {
  desk.put('rules.js', module_(`exports.rules = [${made('mine')}];`));
  desk.put('sts-guardrails.json', { rules: { mine: 'off' } });
  expect(desk.check('good.json', '--rules', 'rules.js')).toMatchObject({ status: 0, findings: [] });
  expect(desk.run(['check', 'good.json'])).toMatchObject({ status: 2, err: expect.stringContaining('mine') });
});

test.each([
  ['is missing', 'no.js', undefined, "no.js cannot be loaded: Cannot find module 'no.js'"],
  ['is broken', 'bad.js', 'exports.rules = [', 'bad.js cannot be loaded: '],
  ['throws', 'bad.js', 'throw new Error("no database\\nat all")', 'bad.js cannot be loaded: no database\n'],
  ['throws a text', 'bad.js', 'throw "no database"', 'bad.js cannot be loaded: no database\n'],
  ['exports nothing', 'bad.js', '', 'bad.js exports no array of rules: export one under the name rules'],
  ['exports an object of rules', 'bad.js', 'exports.rules = {}', 'bad.js exports no array of rules'],
  ['exports no rule', 'bad.js', 'exports.rules = []', 'bad.js exports an empty array of rules'],
  ['exports something else', 'bad.js', 'exports.rules = ["external-id"]', 'the rules of bad.js cannot be asked: '],
  [
    'takes a name of ours',
    'bad.js',
    module_(`exports.rules = [${made('external-id')}];`),
    'the name external-id is taken',
  ],
  [
    'takes a name twice',
    'bad.js',
    module_(`exports.rules = [${made('mine')}, ${made('mine')}];`),
    'the name mine is taken',
  ],
])('a module that %s is refused before anything is judged', (_name, file, text, problem) => {
  if (text !== undefined) desk.put(file, text);
  const { status, out, err } = desk.run(['check', 'good.json', '--rules', file]);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(
    `error: ${problem.startsWith('the name') ? `the rules of ${file} cannot be asked: ${problem}` : problem}`,
  );
  expect(err).not.toContain('sts-guardrails itself failed');
});
