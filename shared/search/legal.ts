import { one, oneInName, star, starInName, starInPart } from '../iam/glob';
import type { Language } from '../iam/keys';
import type { LegalAutomaton } from './legal-automaton';
import { legalAutomaton } from './legal-automaton';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const samples = [...`x${letters}X${letters.toUpperCase()}0123456789-_.@=+,/: `];

/** So many characters of a set, written as the body of a regular expression class. */
interface Run {
  readonly set: string;
  readonly least: number;
  /** Whether more may follow. */
  readonly loop: boolean;
  /** Whether a hole may stand among them: its value is the owner's, and legal. */
  readonly holes: boolean;
}

/** A part of legal texts: a text as it is, or a run of characters. */
export type Part = string | Run;
export type Sequence = readonly Part[];

/** The legal texts of a key. */
export interface Legal {
  readonly accepts: (text: string) => boolean;
  readonly automaton: () => LegalAutomaton;
  /** No legal text has more characters. */
  readonly most: number;
  /** Characters to try that no pattern mentions, the most readable first. */
  readonly samples: readonly string[];
  /** Whether a text may hold the policy's own holes, that is, values which the caller knows and we do not. */
  readonly holes: boolean;
}

/** At least so many characters of a set. */
export function some(set: string, least: number): Run {
  return { set, least, loop: true, holes: true };
}

/** Exactly so many characters of a set. */
export function exactly(set: string, count: number): Run {
  return { set, least: count, loop: false, holes: false };
}

/** The texts that one of the sequences spells, of at most so many characters. */
export function legal(most: number, ...sequences: readonly Sequence[]): Legal {
  let automaton: LegalAutomaton | undefined;
  return {
    most,
    samples,
    holes: true,
    automaton: () => (automaton ??= legalAutomaton(sequences)),
    accepts: (text) => text.length <= most && sequences.some((sequence) => spells(sequence, text)),
  };
}

const compiled = new Map<string, RegExp>();
const mostCompiled = 500;

function spells([first, ...rest]: Sequence, text: string): boolean {
  const head = typeof first === 'string' ? first : '';
  if (!text.startsWith(head)) return false;
  const source = (first === undefined || head !== '' ? rest : [first, ...rest]).map(sourceOf).join('');
  let pattern = compiled.get(source);
  if (pattern === undefined) {
    if (compiled.size >= mostCompiled) compiled.clear();
    pattern = new RegExp(`^${source}$`, 'u');
    compiled.set(source, pattern);
  }
  return pattern.test(text.slice(head.length));
}

function sourceOf(part: Part): string {
  if (typeof part === 'string') return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  // holes are characters of a private range
  return `[${part.set}${part.holes ? '\\uE100-\\uF8FF' : ''}]{${part.least}${part.loop ? ',' : ''}}`;
}

const name = 'A-Za-z0-9_+=,.@\\-';
const printable = '\\u0021-\\u007e';
const digit = '0-9';
const small = 'a-z0-9';

/** A pattern of an account as a pattern of the ARNs of that account's principals. */
export function inArn(account: string): string {
  const part = `${starInPart}:`;
  return `${part.repeat(4)}${account.replaceAll(star, starInPart)}:${star}`;
}

/** A pattern of a name as a pattern of the ARNs that end with it. */
export function inName(name: string): string {
  return `${star}/${name.replaceAll(star, starInName).replaceAll(one, oneInName)}`;
}

const madeArns = new Map<string, Legal>();
const mostMade = 200;

/** The ARNs of roles or users of an account, or of any; a path may hold any printable character, colons too. */
export function arns(kind: 'role' | 'user', account: string | undefined, partition: string): Legal {
  const name = `${kind} ${account ?? ''} ${partition}`;
  const before = madeArns.get(name);
  if (before !== undefined) return before;
  if (madeArns.size >= mostMade) madeArns.clear();
  const made = makeArns(kind, account, partition);
  madeArns.set(name, made);
  return made;
}

function makeArns(kind: 'role' | 'user', account: string | undefined, partition: string): Legal {
  const head: Sequence =
    account === undefined
      ? [`arn:${partition}:iam::`, exactly(digit, 12), `:${kind}/`]
      : [`arn:${partition}:iam::${account}:${kind}/`];
  return legal(700, [...head, some(name, 1)], [...head, some(printable, 1), '/', some(name, 1)]);
}

/** The ARNs that a role of this name can have, whatever its path. */
export function roleArns(account: string, role: string, partition: string): Legal {
  const head = `arn:${partition}:iam::${account}:role/`;
  return legal(700, [head + role], [head, some(printable, 1), `/${role}`]);
}

/** The user ids of IAM users, or of sessions of a role. */
export function userIds(kind: 'user' | 'session'): Legal {
  const id = exactly('A-Z0-9', 17);
  return kind === 'user' ? legal(21, ['AIDA', id]) : legal(90, ['AROA', id, ':', some(name, 2)]);
}

/** Paths of organizational units, which begin with the organization's id. */
const root: Sequence = ['o-', some(small, 10), '/r-', some(small, 4), '/'];
export const orgPaths: Legal = legal(400, root, [...root, 'ou-', some('a-z0-9-', 13), '/']);

const hole: Run = { set: '', least: 1, loop: false, holes: true };

const known = new Map<Language, Legal>();

/** The legal texts of a key's language. */
export function legalOf(language: Language): Legal {
  const before = known.get(language);
  if (before !== undefined) return before;
  const made = make(language);
  known.set(language, made);
  return made;
}

function make(language: Language): Legal {
  switch (language.kind) {
    case 'any':
      return legal(2000, [some('\\u0020-\\u00ff', 1)]);
    case 'account':
      return legal(12, [exactly(digit, 12)], [hole]);
    case 'organization':
      return legal(34, ['o-', some(small, 10)], [hole]);
    case 'org-path':
      return orgPaths;
    case 'iam-arn':
      return legal(700, [some(printable, 1)]);
    case 'words':
      return legal(40, ...language.words.map((word) => [word]));
    case 'chars': {
      const { set, min, max } = language;
      // a hole is as long as it needs to be
      return legal(max, [some(set, min)], [some(set, 0), hole, some(set, 0)]);
    }
  }
}
