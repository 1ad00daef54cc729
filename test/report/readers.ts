import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import MarkdownIt from 'markdown-it';
import type { Log } from 'sarif';
import { validateXML } from 'xmllint-wasm';

// Readers of each form that share nothing with what writes it.

const schemas = join(__dirname, '../schemas');

function compile(file: string, wrap: (schema: object) => object = (schema) => schema): ValidateFunction {
  const {
    $schema: _draft,
    id: _id,
    ...schema
  } = JSON.parse(readFileSync(join(schemas, file), 'utf8')) as {
    [key: string]: unknown;
  };
  // the drafts agree in all that these schemas use but the name of the id
  return new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(wrap(schema));
}

const isSarif = compile('sarif-2.1.0.json');
const isGitLab = compile('gitlab-codeclimate.json', (schema) => ({ type: 'array', items: schema }));

/** A SARIF log that keeps to the schema of the standard. */
export function readSarif(text: string): Log {
  const log: unknown = JSON.parse(text);
  expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
  return log as Log;
}

/** One violation in GitLab’s Code Quality report. */
export interface Violation {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** A Code Quality report that keeps to GitLab’s schema and to what its documentation says beside it. */
export function readGitLab(text: string): readonly Violation[] {
  const report: unknown = JSON.parse(text);
  expect(isGitLab(report) ? [] : isGitLab.errors).toEqual([]);
  const violations = report as readonly Violation[];
  for (const { severity, location } of violations) {
    expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
    expect(location.path).not.toMatch(/^$|^\.\//);
    expect(location.lines.begin).toBeGreaterThanOrEqual(1);
  }
  expect(new Set(violations.map(({ fingerprint }) => fingerprint)).size).toBe(violations.length);
  return violations;
}

/** Holds JUnit XML against the schema that Jenkins reads it by. */
export async function expectJUnit(text: string): Promise<void> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: text }],
    schema: [readFileSync(join(schemas, 'junit-10.xsd'), 'utf8')],
    initialMemoryPages: 2048,
    maxMemoryPages: 16_384,
  });
  expect(errors).toEqual([]);
}

/** One command of GitHub Actions. */
export interface Command {
  readonly name: string;
  readonly properties: { readonly [name: string]: string };
  readonly data: string;
}

/**
 * The commands in what a step prints, read as the runner does:
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function readCommands(text: string): readonly Command[] {
  return text.split('\n').flatMap((line): Command[] => {
    const start = line.trimStart();
    if (!start.startsWith('::')) {
      expect(line).not.toContain('##[');
      return [];
    }
    const end = start.indexOf('::', 2);
    expect(end).toBeGreaterThan(2);
    const info = start.slice(2, end);
    const [name = ''] = info.split(' ');
    const pairs = info.slice(name.length).trim().split(',').filter(Boolean);
    const properties = pairs.map((pair) => {
      const [key = '', ...value] = pair.split('=');
      return [key, unescape(value.join('='), true)] as const;
    });
    return [{ name, properties: Object.fromEntries(properties), data: unescape(start.slice(end + 2), false) }];
  });
}

function unescape(text: string, isProperty: boolean): string {
  const plain = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const more = isProperty ? plain.replaceAll('%3A', ':').replaceAll('%2C', ',') : plain;
  return more.replaceAll('%25', '%');
}

/** What a Markdown reader sees in a report. */
export interface Page {
  readonly headings: readonly string[];
  /** The cells of the rows of all tables, headings left out. */
  readonly rows: readonly (readonly string[])[];
  /** What stands in the letters of code, within lines and in blocks. */
  readonly code: readonly string[];
  /** The addresses of links and pictures. */
  readonly links: readonly string[];
  /** Each piece of HTML. */
  readonly html: readonly string[];
  /** All other text. */
  readonly text: string;
  readonly items: number;
}

/** A report as a Markdown reader that takes HTML and finds bare addresses sees it. */
export function readMarkdown(markdown: string): Page {
  const blocks = new MarkdownIt({ html: true, linkify: true }).parse(markdown, {});
  const tokens = blocks.flatMap((token) => [token, ...(token.children ?? [])]);
  const of = (...types: string[]) => tokens.filter(({ type }) => types.includes(type));
  const after = (type: string) => blocks.flatMap((token, at) => (token.type === type ? [blocks[at + 1]] : []));
  const rows: string[][] = [];
  for (const { type } of blocks) {
    if (type === 'tr_open') rows.push([]);
  }
  let row = -1;
  for (const [at, { type }] of blocks.entries()) {
    if (type === 'tr_open') row++;
    if (type === 'td_open') rows[row]?.push(blocks[at + 1]?.content ?? '');
  }
  return {
    headings: after('heading_open').map((token) => token?.content ?? ''),
    rows: rows.filter(({ length }) => length > 0),
    code: of('code_inline', 'fence', 'code_block').map(({ content }) => content),
    links: of('link_open', 'image').map(({ attrs }) => JSON.stringify(attrs)),
    html: of('html_block', 'html_inline').flatMap(({ content }) => content.trim().split('\n')),
    text: of('text')
      .map(({ content }) => content)
      .join('\n'),
    items: of('list_item_open').length,
  };
}
