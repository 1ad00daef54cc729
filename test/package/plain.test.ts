import { readdirSync, statSync } from 'node:fs';
import { blocksUnder, commandsOf, expectShown, filesOf, outputOf } from './readme';
import { Desk } from './tarball';

const blocks = blocksUnder('Command line');
let desk: Desk;
let last: { status: number | null; printed: string };

beforeAll(() => {
  desk = new Desk();
  desk.write(filesOf(blocks));
  const [install = '', check = '', ...others] = commandsOf(blocks);
  expect(others).toEqual([]);
  desk.must(install);
  last = desk.run(check);
}, 300_000);
afterAll(() => desk.clear());

test('the quick start of the command line prints what the README shows', () => {
  expectShown(outputOf(blocks), last.printed);
  expect(last.status).toBe(1);
});

test.each([
  ['README.md', 'Say who you are'],
  ['docs/settings.md', 'Settings'],
])('the settings that %s shows are valid, and the vendor in them is approved', (page, heading) => {
  const [settings] = blocksUnder(heading, page);
  desk.write({ 'mine.json': settings?.text ?? '' });
  const { status, printed } = desk.run('npx sts-guardrails check role.json --settings mine.json');
  expect(printed).toContain('account 999988887777 can assume this role without an external ID');
  expect(printed).toContain('1 subject judged: 1 error');
  expect(printed).not.toContain('trusted-account');
  expect(status).toBe(1);
});

test('the tarball holds what users need, and nothing that stops a folder pack or belongs to tests', () => {
  const files = readdirSync(desk.installed(), { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(
    expect.arrayContaining([
      ...[
        'CHANGELOG.md',
        'LICENSE',
        'NOTICE',
        'PulumiPolicy.yaml',
        'README.md',
        'package.json',
        'settings.schema.json',
      ],
      ...['docs/cdk.md', 'docs/rules/external-id.md', 'dist/packs/index.js', 'dist/packs/sts-guardrails'],
    ]),
  );
  const misplaced = /tsconfig|\.test\.|(?:^|\/)test\/|(?:^|\/)(?:tools|examples)\/|\.tsbuildinfo$|(?<!\.d)\.ts$/;
  expect(files.filter((file) => misplaced.test(file))).toEqual([]);
});

test('what stands on the page of a rule is told in the terminal', () => {
  const { printed } = desk.must('npx sts-guardrails explain external-id');
  expect(printed).toMatch(/^external-id {2}error {2}IAM-STS-1\n[^]*^What is stopped\n[^]*"Type": "AWS::IAM::Role"/m);
});

test.each(['dist/packs/sts-guardrails', 'dist/cli/main.js'])('%s can be run', (file) => {
  expect(statSync(desk.installed(file)).mode & 0o111).toBe(0o111);
});

test('threads read YAML where the package is installed, and give the report that one gives', () => {
  const trust = `{ Statement: [{ Effect: Allow, Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' }] }`;
  const text = `Resources: { A: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: ${trust} } } }\n`;
  desk.write({ 'many-1.yaml': text, 'many-2.yaml': text, 'many-3.yaml': text });
  const [alone, together] = [0, 2].map((count) =>
    desk.run(`npx sts-guardrails check 'many-*.yaml' --workers ${count}`),
  );
  expect(alone?.printed).toContain('3 subjects judged: 3 errors');
  expect(together).toEqual(alone);
});

test('rules of one’s own meet values of the package that they are made with', () => {
  const page = `name: 'own-text', level: 'error', summary: 's', why: 'w', fix: 'f', references: []`;
  const finds = `[{ verdict: 'fail', at: '', message: 'the account is a Text: ' + (subject.owner.account instanceof Text) }]`;
  const rule = `valueRule({ ${page}, judges: (subject) => ${finds} })`;
  desk.write({ 'rules.js': `const { Text, valueRule } = require('sts-guardrails');\nexports.rules = [${rule}];\n` });
  const { printed } = desk.run('npx sts-guardrails check role.json --account 111122223333 --rules rules.js');
  expect(printed).toContain('the account is a Text: true');
});

test('the engine loads without any host', () => {
  const { printed } = desk.must(`node -p "typeof require('sts-guardrails').check"`);
  expect(printed.trim()).toBe('function');
});

test('without aws-cdk-lib its entry says in one line what to install', () => {
  const catching = `try { require('sts-guardrails/aspects') } catch (error) { process.stdout.write(error.message) }`;
  expect(desk.run(`node -e "${catching}"`).printed).toBe(
    'sts-guardrails/aspects needs aws-cdk-lib, which is not installed here: npm install aws-cdk-lib@^2.262 constructs',
  );
});

test('without the Pulumi SDK the folder pack says in one line what to install', () => {
  const { status, printed } = desk.run('node node_modules/sts-guardrails/dist/packs/index.js');
  expect(printed).toMatch(/^sts-guardrails: @pulumi\/policy is not installed here: .*npm install @pulumi\/policy.*\n$/);
  expect(status).toBe(1);
});
