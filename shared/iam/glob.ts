import { hasHole, isAccountHole, isHole, isOwnHole, isPartHole } from '../model/holes';

// Wildcards as single characters, apart from the stars and question marks that are only characters. The pair without
// a colon is what a wildcard means inside one of the first five parts of an ARN.
export const star = '\uE000';
export const one = '\uE001';
export const starInPart = '\uE002';
export const oneInPart = '\uE003';
// the same within a name, which holds no slash
export const starInName = '\uE004';
export const oneInName = '\uE005';

/**
 * How surely a text must match. `sure`: whatever the holes turn out to be. Else it is enough that it may match, where
 * a hole of the pattern may be any text (`maybe`), or an account unless it is one that nobody names (`fresh`), or
 * nothing but what it is (`closed`, for a value that the caller invents and so cannot have met the hole's).
 */
export type Reading = 'sure' | 'maybe' | 'fresh' | 'closed';

/** A pattern: characters, the wildcards above, and holes. */
export interface Glob {
  readonly code: string;
  /** Compare without regard to letter case; `code` is then in lower case. */
  readonly fold: boolean;
}

export function isWild(character: string): boolean {
  return isWildCode(character.charCodeAt(0));
}

function isWildCode(code: number): boolean {
  return code >= 0xe000 && code <= 0xe005;
}

export function hasWild(code: string): boolean {
  for (let index = 0; index < code.length; index++) if (isWildCode(code.charCodeAt(index))) return true;
  return false;
}

/** Text with its `*` and `?` as wildcards. */
export function like(text: string): string {
  return text.replaceAll('*', star).replaceAll('?', one);
}

/** Turns the wildcards of the first five parts of an ARN into those that cross no colon. */
export function withinParts(code: string): string {
  let colons = 0;
  let result = '';
  for (const character of code) {
    if (character === ':') colons += 1;
    const inside = colons < 5;
    result += inside && character === star ? starInPart : inside && character === one ? oneInPart : character;
  }
  return result;
}

/** The characters before the first wildcard, hole or end. */
export function literalPrefix(code: string): string {
  let end = 0;
  while (end < code.length && !isWild(code[end] as string) && !isHole(code[end] as string)) end += 1;
  return code.slice(0, end);
}

/** Whether a text matches. Unless it must be sure, a hole in the text may be any text too. */
export function matches(glob: Glob, text: string, reading: Reading): boolean {
  const subject = glob.fold ? text.toLowerCase() : text;
  if (!hasWild(glob.code)) {
    if (subject === glob.code) return true;
    if (reading === 'sure' || (!hasHole(glob.code) && !hasHole(subject))) return false;
  }
  if (isSimple(glob.code) && !hasHole(subject)) return matchesSimple(glob.code, subject);
  let states = start(glob, reading);
  for (let index = 0; index < subject.length && states.length > 0; index++) {
    states = step(glob, states, subject[index] as string, reading);
  }
  return accepts(glob, states);
}

/** Whether `*` and `?` are all that is not a character; then a later star never needs an earlier one to stretch. */
function isSimple(code: string): boolean {
  for (let index = 0; index < code.length; index++) {
    const unit = code.charCodeAt(index);
    if (unit >= 0xe002 && unit <= 0xf8ff) return false;
  }
  return true;
}

function matchesSimple(code: string, subject: string): boolean {
  let at = 0;
  let lastStar = -1;
  let resume = 0;
  for (let index = 0; index < subject.length;) {
    const element = code[at];
    if (element === star) {
      lastStar = at++;
      resume = index;
    } else if (element !== undefined && (element === one || element === subject[index])) {
      at += 1;
      index += 1;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      index = ++resume;
    } else return false;
  }
  while (code[at] === star) at += 1;
  return at === code.length;
}

/** Positions in the pattern before anything is read. */
export function start(glob: Glob, reading: Reading): number[] {
  const states: number[] = [];
  add(glob, 0, reading, states);
  return states;
}

/** Positions after reading one more character, in ascending order so that they can serve as a name. */
export function step(glob: Glob, states: readonly number[], character: string, reading: Reading): number[] {
  const next: number[] = [];
  if (reading !== 'sure' && isHole(character) && !isOwnHole(character)) {
    // the hole may hold whatever the rest of the pattern asks for, up to a colon where it holds none
    const part = isPartHole(character);
    let within = false;
    for (let index = states[0] ?? glob.code.length + 1; index <= glob.code.length; index++) {
      within ||= states.includes(index);
      if (within) next.push(index);
      if (part && glob.code[index] === ':') within = false;
    }
    return next;
  }
  for (const state of states) {
    const element = glob.code[state];
    if (element === undefined) continue;
    if (loops(element, character, reading)) add(glob, state, reading, next);
    if (moves(glob, element, character)) add(glob, state + 1, reading, next);
  }
  return next.length > 1 ? [...new Set(next)].sort((a, b) => a - b) : next;
}

export function accepts(glob: Glob, states: readonly number[]): boolean {
  return states.at(-1) === glob.code.length;
}

function loops(element: string, character: string, reading: Reading): boolean {
  if (element === star) return true;
  if (element === starInName) return character !== '/';
  if (element === starInPart) return character !== ':';
  return isOpen(element, reading) && !(character === ':' && isPartHole(element));
}

/** Whether the element is a wildcard that may stand for nothing. */
export function skips(element: string): boolean {
  return element === star || element === starInPart || element === starInName;
}

/** Whether the element is a hole that may be any text. */
export function isOpen(element: string, reading: Reading): boolean {
  if (reading === 'sure' || reading === 'closed' || !isHole(element) || isOwnHole(element)) return false;
  return reading === 'maybe' || !isAccountHole(element);
}

function moves(glob: Glob, element: string, character: string): boolean {
  if (isWild(element)) return !isHole(character) && takesOne(element, character);
  return element === (glob.fold ? character.toLowerCase() : character);
}

function takesOne(element: string, character: string): boolean {
  if (element === oneInName) return character !== '/';
  return element === one || (element === oneInPart && character !== ':');
}

/** Adds a position and those that are reached from it without reading. */
function add(glob: Glob, state: number, reading: Reading, states: number[]): void {
  for (let index = state; index <= glob.code.length; index++) {
    if (!states.includes(index)) states.push(index);
    const element = glob.code[index];
    if (element === undefined || !(skips(element) || isOpen(element, reading))) return;
  }
}
