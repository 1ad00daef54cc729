import { clean } from './clean';

/**
 * A text as Markdown that shows it as it is, in the letters of code: there neither links nor HTML nor mentions are read.
 * Its line breaks are written as codes.
 */
export function codeSpan(text: string): string {
  const inside = clean(text);
  if (inside.trim() === '') return '`(nothing)`';
  const ticks = '`'.repeat(longestRun(inside) + 1);
  // a space beside each fence keeps it from the text, and is taken away again
  return ticks.length === 1 && !/^ | $/.test(inside) ? `\`${inside}\`` : `${ticks} ${inside} ${ticks}`;
}

/** Lines as a block of code in Markdown, whatever stands in them. */
export function codeBlock(language: string, lines: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return [`${fence}${language}`, lines, fence].join('\n');
}

/** A text of our own as Markdown that shows it as it is. */
export function prose(text: string): string {
  return clean(text)
    .replace(/[\\`*_{}[\]()<>#|~&@]/g, '\\$&')
    .replaceAll('\\@', '@\u200B');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
