import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');
const entry = join(root, 'dist/aspects/nag.d.ts');
if (!existsSync(entry)) throw new Error(`${entry} is missing: run \`npm run build\` first`);

// inside the repository, where its packages are found
const folder = mkdtempSync(join(root, '.cache/nag-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

const common = `
import { App } from 'aws-cdk-lib';
import { NagPack } from 'cdk-nag';
import { StsGuardrailsChecks } from 'sts-guardrails/nag';
const app = new App();
const pack: StsGuardrailsChecks = new StsGuardrailsChecks({ verbose: true, settings: { enforce: 'audit' }, rules: [] });
const packs: NagPack[] = [pack];
export const name: string = packs[0]!.readPackName;
`;

const uses = {
  'cdk-nag': `${common}
import { Validations } from 'aws-cdk-lib';
Validations.of(app).addPlugins(pack, new StsGuardrailsChecks(), new StsGuardrailsChecks(app, { settings: {} }));
`,
  'cdk-nag-2': `${common}
import { Aspects } from 'aws-cdk-lib';
Aspects.of(app).add(pack);
Aspects.of(app).add(new StsGuardrailsChecks({ reports: false, logIgnores: true }));
`,
};

// what both versions build on is read once
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler finds wrong in files of users, and in our own types, with this cdk-nag installed. */
function complaints(nag: keyof typeof uses, ...texts: string[]): string[][] {
  const files = texts.map((text, index) => {
    const file = join(folder, `${nag}-${index}.ts`);
    writeFileSync(file, text);
    return file;
  });
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: [],
    paths: { 'sts-guardrails/nag': [entry], 'cdk-nag': [join(root, 'node_modules', nag)] },
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...more) => {
    if (name.startsWith(folder) || name.startsWith(join(root, 'dist'))) return read(name, ...more);
    if (!parsed.has(name)) parsed.set(name, read(name, ...more));
    return parsed.get(name);
  };
  const program = ts.createProgram(files, options, host);
  const ours = program.getSourceFiles().filter(({ fileName }) => /\/dist\/aspects\/nag[^/]*$/.test(fileName));
  expect(ours.length).toBeGreaterThan(1);
  return [...files.map((file) => program.getSourceFile(file)), ...ours].map((source) =>
    program.getSemanticDiagnostics(source).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

test('the types of the pack fit cdk-nag 3, and refuse an option that it does not know', () => {
  const wrong = uses['cdk-nag'].replace('verbose: true', 'verbos: true');
  const [right, refused, ...ours] = complaints('cdk-nag', uses['cdk-nag'], wrong);
  expect([right, ...ours].flat()).toEqual([]);
  expect(refused).toEqual([expect.stringContaining('verbos')]);
});

test('the types of the pack fit cdk-nag 2', () => {
  expect(complaints('cdk-nag-2', uses['cdk-nag-2']).flat()).toEqual([]);
});
