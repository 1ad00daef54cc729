import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Snippet {
  readonly file: string;
  readonly code: string;
}

const importing = (file: string, from: string): Snippet => ({
  file,
  code: `import { x } from '${from}';\nexport const y = x;\n`,
});

const forbidden: readonly (readonly [why: string, file: string, from: string])[] = [
  ['the model knows nothing above it', 'shared/model/x.ts', '../iam/decide'],
  ['the model is no door to the rules', 'shared/model/x.ts', '../rules/rule'],
  ['iam knows no search', 'shared/iam/x.ts', '../search/search'],
  ['iam knows no rules, however deep its file', 'shared/iam/operators/x.ts', '../../rules/rule'],
  ['the search knows no rules', 'shared/search/x.ts', '../rules/rule'],
  ['a reader knows the model alone', 'shared/read/cloudformation/x.ts', '../../iam/decide'],
  ['a report knows the model alone', 'shared/report/text.ts', '../rules/index'],
  ['a rule imports the vocabulary alone', 'shared/rules/wildcard-principal.ts', '../search/search'],
  ['a rule does not decide by itself', 'shared/rules/wildcard-principal.ts', '../iam/decide'],
  ['a rule does not compile a policy', 'shared/rules/wildcard-principal.ts', '../iam/compile'],
  ['a rule does not know another rule', 'shared/rules/wildcard-principal.ts', './external-id'],
  ['what tests a rule knows no reader', 'shared/testing/x.ts', '../read/cloudformation'],
  ['the search knows nothing of tests', 'shared/search/x.ts', '../testing/build'],
  ['the engine loads no settings file', 'shared/guard.ts', '../load'],
  ['the engine loads no reader', 'shared/index.ts', './read/cloudformation'],
  ['the engine touches no file', 'shared/guard.ts', 'node:fs'],
  ['the engine touches no file by the old name', 'shared/guard.ts', 'fs'],
  ['the engine knows no host', 'shared/rules/rule.ts', 'aws-cdk-lib'],
  ['the engine knows no host', 'shared/read/pulumi/x.ts', '@pulumi/policy'],
  ['settings are loaded without a host', 'load/index.ts', 'aws-cdk-lib/core'],
  ['loading uses the one door', 'load/index.ts', '../shared/settings/check'],
  ['a parser of YAML is for what loads files', 'shared/read/cloudformation/x.ts', 'yaml'],
  ['hosts never meet', 'aspects/index.ts', '../packs/pack'],
  ['hosts never meet', 'packs/index.ts', '../cli/main'],
  ['hosts never meet', 'cli/main.ts', '../aspects'],
  ['a host uses the one door', 'cli/check.ts', '../shared/rules'],
  ['a host uses the one door', 'aspects/plugin.ts', '../shared/guard'],
  ['a host uses its own host package', 'aspects/plugin.ts', '@pulumi/pulumi'],
  ['the AWS provider is for tests and examples', 'packs/pack.ts', '@pulumi/aws'],
  ['the simulator is for tests', 'shared/iam/decide.ts', '@cloud-copilot/iam-simulate'],
];

test.each(forbidden)('%s: %s may not import %s', (_why, file, from) => {
  expect(complaints(importing(file, from))).toEqual([expect.stringMatching(/^walls\/imports: /)]);
});

const allowed: readonly (readonly [file: string, from: string])[] = [
  ['shared/model/x.ts', './text'],
  ['shared/iam/operators/x.ts', '../truth'],
  ['shared/iam/operators/x.ts', '../../model/text'],
  ['shared/search/x.ts', '../iam/decide'],
  ['shared/rules/rule.ts', '../search/search'],
  ['shared/rules/index.ts', './wildcard-principal'],
  ['shared/rules/wildcard-principal.ts', './rule'],
  ['shared/rules/wildcard-principal.ts', './kinds'],
  ['shared/rules/wildcard-principal.ts', '../search/question'],
  ['shared/rules/wildcard-principal.ts', '../model/text'],
  ['shared/rules/wildcard-principal.ts', '../iam/services'],
  ['shared/rules/wildcard-principal.ts', '../settings'],
  ['shared/read/cloudformation.ts', '../model/subject'],
  ['shared/guard.ts', './rules'],
  ['shared/settings.ts', 'valibot'],
  ['load/index.ts', '../shared'],
  ['load/index.ts', 'node:fs'],
  ['load/yaml/read.ts', 'yaml'],
  ['aspects/index.ts', '../load'],
  ['aspects/judge.ts', '../shared/read/cloudformation'],
  ['aspects/judge.ts', 'aws-cdk-lib/core'],
  ['cli/main.ts', 'commander'],
  ['examples/pulumi/index.ts', '@pulumi/aws'],
  ['test/oracle.test.ts', '@cloud-copilot/iam-simulate'],
];

test.each(allowed)('%s may import %s', (file, from) => {
  expect(complaints(importing(file, from))).toEqual([]);
});

const waysIn: readonly (readonly [way: string, code: string])[] = [
  ['a re-export', "export * from '../iam/decide';"],
  ['a named re-export', "export { decide } from '../iam/decide';"],
  ['an import of types', "import type { Truth } from '../iam/truth';\nexport type T = Truth;"],
  ['a type in place', "export type T = import('../iam/truth').Truth;"],
  ['a dynamic import', "export const later = import('../iam/decide');"],
  ['a require', "export const later = require('../iam/decide');"],
  ['an import assignment', "import decide = require('../iam/decide');\nexport const y = decide;"],
];

test.each(waysIn)('%s is held like an import', (_way, code) => {
  expect(complaints({ file: 'shared/model/x.ts', code })).toContain(
    'walls/imports: shared/model may not import shared/iam',
  );
});

const impure: readonly (readonly [what: string, code: string, rule: string])[] = [
  ['prints nothing', "console.log('x');", 'no-console'],
  ['reads no environment', 'export const x = process.env;', 'no-restricted-globals'],
  ['reaches no network', "export const x = fetch('https://example.com');", 'no-restricted-globals'],
  ['asks no clock', 'export const x = new Date();', 'no-restricted-syntax'],
  ['asks no clock by its other name', 'export const x = Date.now();', 'no-restricted-syntax'],
  ['throws no dice', 'export const x = Math.random();', 'no-restricted-syntax'],
];

test.each(impure)('the engine %s', (_what, code, rule) => {
  expect(complaints({ file: 'shared/iam/x.ts', code })).toEqual([expect.stringContaining(`${rule}: `)]);
  expect(complaints({ file: 'cli/x.ts', code })).toEqual([]);
});

const givenDate = { file: 'shared/iam/x.ts', code: "export const x = new Date('2026-01-01');" };

test('a date that is given is no clock', () => {
  expect(complaints(givenDate)).toEqual([]);
});

const snippets: readonly Snippet[] = [
  ...forbidden.map(([, file, from]) => importing(file, from)),
  ...allowed.map(([file, from]) => importing(file, from)),
  ...waysIn.map(([, code]) => ({ file: 'shared/model/x.ts', code })),
  ...impure.flatMap(([, code]) => [
    { file: 'shared/iam/x.ts', code },
    { file: 'cli/x.ts', code },
  ]),
  givenDate,
];
let answers: string[][] = [];

beforeAll(() => {
  const input = JSON.stringify(snippets);
  const output = execFileSync(process.execPath, [join(__dirname, '_lint.mjs')], { input, encoding: 'utf8' });
  answers = JSON.parse(output) as string[][];
});

function complaints({ file, code }: Snippet): string[] {
  const answer = answers[snippets.findIndex((one) => one.file === file && one.code === code)];
  if (answer === undefined) throw new Error(`no answer on ${file}: ${code}`);
  return answer;
}
