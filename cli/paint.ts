import type { Painter, Style } from '../shared/index';
import type { Terminal } from './terminal';

const codes: { readonly [style in Style]: string } = {
  error: '1;31',
  warning: '33',
  info: '36',
  good: '32',
  faint: '2',
  strong: '1',
};

/** Colours for a person at a terminal, and none elsewhere or where NO_COLOR is set (https://no-color.org). */
export function painterFor({ out, env }: Terminal): Painter {
  const isColoured = out.isTTY === true && (env['NO_COLOR'] ?? '') === '';
  return isColoured ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m` : (_style, text) => text;
}
