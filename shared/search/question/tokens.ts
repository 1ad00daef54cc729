import type { CompiledPolicy } from '../../iam/compile';
import type { Glob } from '../../iam/glob';
import { hasWild, isWild, star } from '../../iam/glob';
import type { Form, Segment, Unit } from '../../iam/issuers';
import { hasHole, isHole } from '../../model/holes';
import type { Values } from '../domain';
import type { Legal } from '../legal';
import { legal, some } from '../legal';
import { avoid } from '../machine';
import type { Among } from '../question';

/**
 * The values of a claim that somebody else's token holds: of another tenant than those which the policy spells up to
 * the character that ends them, or of another project. `stranger` is such a value, to be tried first.
 */
export function ofOthers(forms: readonly Form[], unit: Unit, stranger: string): Among {
  const free = legalOf(forms);
  const remembered = new WeakMap<CompiledPolicy, Map<string, Values>>();
  return ({ name }, policy) => {
    const key = name.toLowerCase();
    const before = remembered.get(policy)?.get(key);
    if (before !== undefined) return before;
    const codes = codesUnder(key, policy);
    const globs = codes.flatMap((code) => pinnedBy(code, forms, unit));
    const made: Values = {
      legal: free,
      excluded: avoid(globs),
      samples: [...(stranger === '' ? [] : [stranger]), ...codes.flatMap((code) => completed(code, stranger))],
      strict: true,
    };
    remembered.set(policy, (remembered.get(policy) ?? new Map<string, Values>()).set(key, made));
    return made;
  };
}

/**
 * The same of somebody who has the names that the policy spells and other numbers; none where it spells no number. A
 * text that is not known yet may spell some.
 */
export function ofNamesakes(forms: readonly Form[]): Among {
  const others = ofOthers(forms, 'tenant', '');
  const spells = (code: string): boolean => code.includes('@') || (code !== '' && [...code].every(isHole));
  return (facts, policy) =>
    codesUnder(facts.name.toLowerCase(), policy).some(spells) ? others(facts, policy) : undefined;
}

const anything = '\\u0020-\\u007e';
const mostCharacters = 1000;

function legalOf(forms: readonly Form[]): Legal {
  const sequences = forms.flatMap(({ pieces, more }) => {
    const sequence = pieces.map((piece) => (typeof piece === 'string' ? piece : some(piece.chars, 1)));
    return more === undefined ? [sequence] : [sequence, [...sequence, more, some(anything, 1)]];
  });
  return legal(mostCharacters, ...sequences);
}

/** The values and patterns under a key, each as far as no variable stands in it. */
function codesUnder(key: string, { allows, denies }: CompiledPolicy): string[] {
  const values = [...allows, ...denies].flatMap(({ clauses }) =>
    clauses.filter((clause) => clause.key === key).flatMap((clause) => clause.values),
  );
  return values.map(({ parts }) => {
    const end = parts.findIndex((part) => typeof part !== 'string');
    return end < 0 ? parts.join('') : parts.slice(0, end).join('') + star;
  });
}

/** Patterns of all that belongs to whom a value of the policy names for certain; none where it names nobody. */
function pinnedBy(code: string, forms: readonly Form[], unit: Unit): Glob[] {
  const starts = [0, ...[...code].flatMap((character, index) => (character === ':' ? [index + 1] : []))];
  const found = starts.flatMap((start) => {
    const fitting = forms.filter(({ anywhere }) => start === 0 || anywhere);
    const headed = fitting.filter(({ pieces: [head] }) => typeof head === 'string' && code.startsWith(head, start));
    const open = fitting.filter(({ pieces: [head] }) => typeof head === 'object');
    return (headed.length > 0 ? headed : open).flatMap((form) => globsOf(code, start, form, unit));
  });
  // what is not known yet and is compared as a whole is one value, and no stranger's
  const whole = found.length === 0 && hasHole(code) && !hasWild(code);
  return (whole ? [code] : found).map((glob) => ({ code: glob.toLowerCase(), fold: true }));
}

function globsOf(code: string, start: number, form: Form, unit: Unit): string[] {
  const end = endOf(code, start, form, unit);
  if (end === undefined) return [];
  const name = code.slice(start, end);
  const rest = end < code.length || code[end - 1] === star ? [star] : ['', `${form.more ?? ''}${star}`];
  const heads = start > 0 || form.anywhere ? [...(start > 0 ? [] : ['']), `${star}:`] : [''];
  const tails = form.more === undefined && end === code.length ? [''] : rest;
  return heads.flatMap((head) => tails.map((tail) => head + name + tail));
}

/** Where the part ends that names the tenant or project, with the character that closes it; undefined where it is open. */
function endOf(code: string, start: number, { pieces, more }: Form, unit: Unit): number | undefined {
  const first = lastOf(pieces, 'tenant');
  const last = lastOf(pieces, unit);
  let at = start;
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'string') {
      if (!code.startsWith(piece, at)) return undefined;
      at += piece.length;
      continue;
    }
    const next = pieces[index + 1];
    const delimiter = typeof next === 'string' ? next.charAt(0) : more;
    const closed = delimiter === undefined ? -1 : code.indexOf(delimiter, at);
    const end = closed < 0 ? code.length : closed;
    const part = code.slice(at, end);
    // what stands before may be longer than it looks where it holds a wildcard
    if (piece.unit === undefined ? index < first && hasWild(part) : !isSpelled(part, piece)) return undefined;
    if (index === last) return closed < 0 ? end : end + 1;
    if (closed < 0) return undefined;
    at = end;
  }
  return undefined;
}

/** The piece that settles the question: what names the tenant or, failing that, the project; the project alone. */
function lastOf(pieces: Form['pieces'], unit: Unit): number {
  const units = pieces.map((piece) => (typeof piece === 'string' ? undefined : piece.unit));
  return unit === 'project' ? units.indexOf('project') : units.findIndex((one) => one !== undefined);
}

const classes = new Map<string, RegExp>();

function classOf(chars: string): RegExp {
  const made = classes.get(chars) ?? new RegExp(`^[${chars}]$`, 'u');
  classes.set(chars, made);
  return made;
}

function isSpelled(text: string, { chars }: Segment): boolean {
  if (text === '') return false;
  const legalOnes = classOf(chars);
  return [...text].every((character) => isHole(character) || (!isWild(character) && legalOnes.test(character)));
}

/** Values that a pattern makes together with the ends of a stranger's value, for a readable request. */
function completed(code: string, stranger: string): string[] {
  if (!hasWild(code) || stranger === '') return [];
  const cuts = [...stranger].flatMap((character, index) => (/[:/]/.test(character) ? [index] : []));
  const filled = [...code].map((character) => (isWild(character) ? 'x' : character)).join('');
  return [
    ...(code.endsWith(star) ? cuts.map((cut) => filled + stranger.slice(cut)) : []),
    ...(code.startsWith(star) ? cuts.map((cut) => stranger.slice(0, cut) + filled.slice(1)) : []),
  ];
}
