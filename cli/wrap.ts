import type { Terminal } from './terminal';

const narrowest = 40;
const widest = 100;

/** How many characters a line of prose has: what fits into the terminal and can be read, and any number elsewhere. */
export function widthOf({ out }: Pick<Terminal, 'out'>): number {
  return out.isTTY === true ? Math.min(Math.max(out.columns ?? 80, narrowest), widest) : Infinity;
}

/** A text in lines no longer than `width`, each behind `indent`; a word that is longer has a line of its own. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last === undefined || indent.length + longer.length > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => indent + line);
}
