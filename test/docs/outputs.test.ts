import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { forms } from '../../shared';
import { Desk, template, trust } from '../cli/desk';
import { expectJUnit, readCommands, readGitLab, readMarkdown, readSarif } from '../report/readers';

const folder = join(__dirname, '../../docs/outputs');
const pages = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

interface Snippet {
  readonly file: string;
  readonly language: string;
  readonly code: string;
}

const snippets: readonly Snippet[] = pages.flatMap(({ file, text }) =>
  [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = '', code = '']) => ({ file, language, code })),
);
const yamls = snippets.filter(({ language }) => language === 'yaml');

/** Every text in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function commandsIn({ language, code }: Snippet): string[] {
  const texts = language === 'yaml' ? parseAllDocuments(code).flatMap((one) => textsIn(one.toJS())) : [code];
  return texts.flatMap((text) => text.split('\n')).filter((line) => /^(npx sts-guardrails|mkdir -p) /.test(line));
}

const commands = snippets.flatMap((snippet) => commandsIn(snippet).map((command) => [snippet.file, command] as const));
const settings = commands.filter(([, command]) => command.startsWith('npx'));

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('templates/a.template.json', template({ Open: trust({ AWS: '*' }) }));
});
afterEach(() => desk.clear());

function run(command: string): ReturnType<Desk['run']> {
  const [program, , ...args] = command.split(' ');
  expect(command).not.toMatch(/[|><;&"'$`]/);
  if (program !== 'npx') throw new Error(`${command} is no command of ours`);
  // pre-commit gives its hooks the files that changed
  return desk.run(args.some((one) => one.startsWith('templates')) ? args : [...args, 'templates/a.template.json']);
}

test('every page has a snippet in YAML that is sound, and a command', () => {
  for (const { code } of yamls) expect(parseAllDocuments(code).flatMap(({ errors }) => errors)).toEqual([]);
  for (const { file } of pages) {
    expect(yamls.map((one) => one.file)).toContain(file);
    expect(settings.map(([page]) => page)).toContain(file);
  }
});

test('every form has a page, and so has every page a form', () => {
  const named = settings.flatMap(([, command]) => [...command.matchAll(/--format ([\w-]+)/g)].map(([, form]) => form));
  expect([...new Set([...named, 'text'])].sort()).toEqual(Object.keys(forms).sort());
  expect(pages.every(({ file }) => Object.hasOwn(forms, file.replace('.md', '')))).toBe(true);
});

test.each(commands)('%s: %s', async (_page, command) => {
  if (command.startsWith('mkdir')) return void mkdirSync(join(desk.folder, command.split(' ')[2] ?? ''));
  mkdirSync(join(desk.folder, 'reports'), { recursive: true });
  const { status, out, err } = run(command);
  expect({ status, err }).toEqual({ status: 1, err: '' });
  const written = [...command.matchAll(/--format ([\w-]+)(?:=(\S+))?/g)];
  for (const [, form = '', file] of written) {
    const text = file === undefined ? out : readFileSync(join(desk.folder, file), 'utf8');
    await readers[form]?.(text);
    expect(Object.keys(readers)).toContain(form);
  }
  if (written.length === 0) expect(out).toContain('error wildcard-principal');
});

const readers: { readonly [form: string]: (text: string) => unknown } = {
  text: (text) => expect(text).toContain('1 subject judged'),
  json: (text) => expect(JSON.parse(text)).toMatchObject({ formatVersion: 1 }),
  sarif: readSarif,
  'code-scanning': readSarif,
  junit: expectJUnit,
  markdown: (text) => expect(readMarkdown(text).items).toBeGreaterThan(0),
  github: (text) => expect(readCommands(text).length).toBeGreaterThan(0),
  gitlab: readGitLab,
};

test('files that a snippet uploads are files that its commands write', () => {
  for (const snippet of yamls) {
    const code = parseAllDocuments(snippet.code).map((one) => JSON.stringify(one.toJS()));
    const uploads = [...code.join('').matchAll(/"(?:sarif_file|junit|codequality)":"([^"]+)"/g)].map(
      ([, file]) => file,
    );
    for (const file of uploads) expect(snippet.code).toContain(`=${file}`);
  }
});

test('what the variable asks for in snippets is understood', () => {
  const asked = yamls.flatMap(({ code }) =>
    [...code.matchAll(/STS_GUARDRAILS_REPORT: (\S+)/g)].map(([, value = '']) => value),
  );
  expect(asked.length).toBeGreaterThan(0);
  for (const value of asked) {
    const { status } = desk.run(['check', 'templates'], { env: { STS_GUARDRAILS_REPORT: value } });
    expect(status).toBe(1);
    readSarif(readFileSync(join(desk.folder, value.split('=')[1] ?? ''), 'utf8'));
  }
});
