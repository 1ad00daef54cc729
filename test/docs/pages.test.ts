import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as core from 'aws-cdk-lib/core';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import { attach } from '../../aspects/attach';
import { check, knownRules, parseSettings, rules, Text } from '../../shared';
import { readCloudFormation } from '../../shared/read/cloudformation';
import { runEngine } from '../pulumi/engine';
import { casesOfPages, type Case } from './page';

const cases = casesOfPages();
const named = cases.map((one) => [`${one.rule}, ${one.column}`, one] as const);
const fileOf = ({ rule, column }: Case, host: string): string => `${rule}.${column}.${host}.ts`;
const findingsOf = (one: Case): string[] => Array<string>(one.findings).fill(one.rule);

const root = join(__dirname, '../..');
const cache = join(root, '.cache');
let folder: string;

beforeAll(() => {
  // beside the packages that the code imports
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'pages-'));
  for (const one of cases) {
    writeFileSync(join(folder, fileOf(one, 'cdk')), one.cdk);
    writeFileSync(join(folder, fileOf(one, 'pulumi')), one.pulumi);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('all code of the pages compiles', () => {
  const files = cases.flatMap((one) => ['cdk', 'pulumi'].map((host) => join(folder, fileOf(one, host))));
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  });
  const said = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
  expect(said).toEqual([]);
});

test.each(named)('%s: the template is judged as the page says', (_name, one) => {
  const settings = parseSettings(one.settings, 'the row', knownRules(rules));
  const owner = { account: Text.of('111122223333'), region: Text.of('eu-west-1') };
  const { findings } = check(readCloudFormation(one.template, { owner }).subjects, settings, { today: '2026-06-01' });
  expect(findings.map(({ rule }) => rule).filter((rule) => rule === one.rule)).toEqual(findingsOf(one));
});

test.each(named)('%s: the CDK program is judged as the page says', (_name, one) => {
  expect(judgedByPlugin(one)).toEqual(findingsOf(one));
});

/** The names of this rule's violations when the program of the page is synthesized with the plugin. */
function judgedByPlugin({ cdk, settings, rule }: Case): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-page-'));
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  process.env.CDK_VALIDATION = 'false'; // the library's own template checks take seconds
  try {
    const app = appOf(cdk, outdir);
    attach(app, settings, { rules, today: '2026-06-01' });
    try {
      app.synth();
    } catch {
      // a finding that blocks stops synthesis, and stands in the report
    }
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: { violations: { ruleName: string; violatingConstructs: unknown[] }[] }[];
    };
    const violations = pluginReports.flatMap((report) => report.violations);
    const ours = violations.filter(({ ruleName }) => ruleName.replace(/^.*::/, '') === rule);
    return ours.flatMap(({ violatingConstructs }) => violatingConstructs.map(() => rule));
  } finally {
    printed.mockRestore();
    delete process.env.CDK_VALIDATION;
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Runs the program and gives the app that it makes. */
function appOf(code: string, outdir: string): core.App {
  const made: core.App[] = [];
  class App extends core.App {
    constructor() {
      super({ outdir, analyticsReporting: false });
      made.push(this);
    }
  }
  const library = (name: string): unknown =>
    new Proxy(require(name) as object, { get: (all, key) => (key === 'App' ? App : Reflect.get(all, key)) });
  const { code: plain } = transformSync(code, { loader: 'ts', format: 'cjs' });
  new Function('require', 'exports', plain)(library, {});
  const [app] = made;
  if (app === undefined) throw new Error('the program makes no app');
  return app;
}

/** Cases that one run of the engine can judge: those under one set of settings, and each of a program rule alone. */
const runs = new Map<string, Case[]>();
for (const one of cases) {
  const name = `${JSON.stringify(one.settings)} ${one.isProgram ? `${one.rule} ${one.column}` : ''}`;
  runs.set(name, [...(runs.get(name) ?? []), one]);
}

test.each(
  [...runs.values()].map((some) => [some.map(({ rule, column }) => `${rule} ${column}`).join(', '), some] as const),
)('the Pulumi programs are judged as their pages say: %s', async (_names, some) => {
  const program = join(folder, 'index.ts');
  const renamed = some.map((one, index) => writePart(one, index));
  writeFileSync(program, renamed.map((file) => `import './${file}';`).join('\n'));
  const { violations, output } = await runEngine(relative(root, program), { settings: some[0]?.settings });
  const found = some.map(({ rule, isProgram }, index) =>
    violations
      .filter(({ message }) => message.includes(`docs/rules/${rule}.md`))
      .filter(({ resourceUrn }) => isProgram || resourceUrn.includes(`::p${index}-`))
      .map(() => rule),
  );
  // a program that stops half-way has few findings
  for (const index of some.keys()) expect(output).toContain(` p${index}-`);
  expect(found).toEqual(some.map(findingsOf));
});

// one program holds the resources of many pages, which are all called example
function writePart(one: Case, index: number): string {
  const name = `part-${index}`;
  const code = one.pulumi
    .replaceAll(/^(new aws\.[\w.]+\(\s*')/gm, `$1p${index}-`)
    .replaceAll(/\bExample(?=\d*-)/g, `Example${index}`)
    // a Region, which users have in the configuration of their stack
    .replaceAll(/\}\);$/gm, '}, { provider });')
    .replace(/^import .*$/m, `$&\nconst provider = new aws.Provider('region-${index}', { region: 'eu-west-1' });`);
  writeFileSync(join(folder, `${name}.ts`), code);
  return name;
}
