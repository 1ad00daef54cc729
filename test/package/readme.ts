import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of the README; `file` is the file that the sentence before it names first. */
export interface Block {
  readonly language: string;
  readonly note: string;
  readonly text: string;
  readonly file?: string;
}

/** The blocks under a heading of the README or another page, in their order; throws where there is no such heading. */
export function blocksUnder(heading: string, page = 'README.md'): readonly Block[] {
  const text = readFileSync(join(__dirname, '../..', page), 'utf8');
  const section = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`${page} has no heading ${heading}`);
  const fences = /(?<before>[^\n]*)\n\n```(?<language>\w+) ?(?<note>[^\n]*)\n(?<text>[^]*?)```/g;
  return [...section.matchAll(fences)].map(({ groups: { before = '', language = '', note = '', text = '' } = {} }) => {
    const [, file] = /`([\w.-]+\.\w+)`/.exec(before) ?? [];
    return { language, note, text, ...(file === undefined ? {} : { file }) };
  });
}

/** The files that the reader is told to write, by name. */
export function filesOf(blocks: readonly Block[]): { readonly [name: string]: string } {
  const files = blocks.filter(({ language }) => language === 'ts' || language === 'json');
  return Object.fromEntries(
    files.map(({ file, text }) => {
      if (file === undefined) throw new Error(`README.md does not say which file this is: ${text}`);
      return [file, text];
    }),
  );
}

/** The commands that the reader is told to type. */
export function commandsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));
}

/** Holds that what the README shows was really printed: each line, in this order, up to where it is cut with `…`. */
export function expectShown({ note, text }: Block, printed: string): void {
  expect(note).toMatch(/^output/);
  let rest = printed;
  for (const line of text.split('\n')) {
    const start = line.trim().replace(/…$/, '').trim();
    expect(rest).toContain(start);
    rest = rest.slice(rest.indexOf(start) + start.length);
  }
}

/** The one block of a section that shows what a command prints. */
export function outputOf(blocks: readonly Block[]): Block {
  const [shown, ...others] = blocks.filter(({ language }) => language === 'text');
  if (shown === undefined || others.length > 0) throw new Error('README.md shows one output for each quick start');
  return shown;
}
