import { one, star } from './glob';

/** A policy value cut at its variables: coded text, or a variable with its default. */
export type Part = string | { readonly variable: string; readonly fallback?: string };

/** Which characters of a value are wildcards: none, `*` and `?`, or those within the parts of an ARN. */
export type Wildcards = 'none' | 'text' | 'arn';

/**
 * The parts of a coded policy value, with `${*}`, `${?}` and `${$}` taken as the characters they escape.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readParts(code: string, wildcards: Wildcards, variables: boolean): Part[] {
  const parts: Part[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push(text);
    text = '';
  };
  for (let index = 0; index < code.length; index++) {
    const character = code[index] as string;
    const end = variables && code.startsWith('${', index) ? code.indexOf('}', index) : -1;
    if (end < 0) {
      text += wildcards === 'none' ? character : character === '*' ? star : character === '?' ? one : character;
      continue;
    }
    const inside = code.slice(index + 2, end);
    if (inside === '*' || inside === '?' || inside === '$') text += inside;
    else {
      flush();
      parts.push(readVariable(inside));
    }
    index = end;
  }
  flush();
  return parts;
}

function readVariable(inside: string): Part {
  const fallback = /^(.*?)\s*,\s*'(.*)'\s*$/s.exec(inside);
  return fallback === null
    ? { variable: inside.trim().toLowerCase() }
    : { variable: (fallback[1] ?? '').trim().toLowerCase(), fallback: fallback[2] ?? '' };
}
