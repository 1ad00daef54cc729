import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { blocksUnder, filesOf } from '../package/readme';

const root = join(__dirname, '../..');
const engine = join(root, 'shared/index');

/** The TypeScript files that sections of a page tell the reader to write. */
export function filesUnder(page: string, ...headings: readonly string[]): { readonly [name: string]: string } {
  return Object.assign({}, ...headings.map((heading) => filesOf(blocksUnder(heading, page)))) as {
    readonly [name: string]: string;
  };
}

/** Writes the files of a page as JavaScript that uses the package of this repository; returns their folder. */
export function compiled(files: { readonly [name: string]: string }, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const local = text.replaceAll("'sts-guardrails'", JSON.stringify(engine));
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    writeFileSync(
      join(folder, name.replace(/ts$/, 'js')),
      ts.transpileModule(local, { compilerOptions: options }).outputText,
    );
  }
  return folder;
}

/** What the compiler says against the files of a page, as a user with strict settings would see it. */
export function complaints(files: { readonly [name: string]: string }): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    paths: { 'sts-guardrails': [engine] },
    ignoreDeprecations: '5.0',
  };
  const folder = join(root, 'docs');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const textOf = (file: string): string | undefined =>
    file.startsWith(`${folder}/`) ? files[file.slice(folder.length + 1)] : undefined;
  host.fileExists = (file) => textOf(file) !== undefined || fileExists.call(host, file);
  host.readFile = (file) => textOf(file) ?? readFile.call(host, file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = textOf(file);
    return text === undefined
      ? getSourceFile.call(host, file, target, ...rest)
      : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram(
    Object.keys(files).map((name) => join(folder, name)),
    options,
    host,
  );
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file?.fileName.startsWith(folder) ?? true)
    .map(
      ({ file, messageText }) =>
        `${basename(file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}
