/**
 * The text on one line, with every character that could steer a terminal, reorder the line or is half of a character
 * written as its code.
 */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}

/** How commands start that runners of builds obey anywhere in a log, such as `##vso[…]` of Azure and `##[…]` of GitHub. */
export const buildCommand = /##(?=\w*\[)/g;

/** The text, cut to so many characters at most where it is longer. */
export function short(text: string, most: number): string {
  if (text.length <= most) return text;
  // half of a character is none
  return `${text.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…`;
}
