import { one, oneInName, star, starInName, starInPart } from '../iam/glob';
import { isHole } from '../model/holes';
import type { Language } from '../iam/keys';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const samples = [...`x${letters}X${letters.toUpperCase()}0123456789-_.@=+,/: `];

/** One element of a language: a character that passes the test, once, or any number of times. */
interface Element {
  readonly test: (character: string) => boolean;
  readonly loop: boolean;
  /** The character, where only one passes. */
  readonly literal?: string;
}

/** The legal texts of a key, as an automaton like those of patterns. */
export interface Legal {
  readonly start: bigint;
  readonly ends: bigint;
  read(positions: bigint, character: string): bigint;
  /** The characters that only one position or another takes. */
  prescribed(positions: bigint): readonly string[];
  /** No legal text has more characters. */
  readonly most: number;
  /** Characters to try that no pattern mentions, the most readable first. */
  readonly samples: readonly string[];
  /** Whether a text may hold the policy's own holes, that is, values which the caller knows and we do not. */
  readonly holes: boolean;
}

export function literal(text: string): Element[] {
  return [...text].map((character) => ({ literal: character, loop: false, test: (other) => other === character }));
}

/** At least so many characters of a set. A hole may stand among them: its value is the owner's, and legal. */
export function some(set: RegExp, least: number): Element[] {
  const test = (character: string): boolean => isHole(character) || set.test(character);
  return [...Array.from({ length: least }, () => ({ test, loop: false })), { test, loop: true }];
}

/** Exactly so many characters of a set. */
export function exactly(set: RegExp, count: number): Element[] {
  return Array.from({ length: count }, () => ({ test: (character: string) => set.test(character), loop: false }));
}

/** The texts that one of the sequences spells, of at most so many characters. */
export function legal(most: number, ...sequences: readonly (readonly Element[])[]): Legal {
  const elements = sequences.flatMap((sequence) => [...sequence, undefined]);
  const bits = (test: (element: Element | undefined, index: number) => boolean): bigint =>
    elements.reduce((sum, element, index) => (test(element, index) ? sum | (1n << BigInt(index)) : sum), 0n);
  const loops = bits((element) => element?.loop === true);
  const literals = elements.flatMap((element, index) =>
    element?.literal === undefined ? [] : [{ bit: 1n << BigInt(index), literal: element.literal }],
  );
  const taking = new Map<string, bigint>();
  const takes = (character: string): bigint => {
    const known = taking.get(character);
    if (known !== undefined) return known;
    const found = bits((element) => element?.test(character) === true);
    taking.set(character, found);
    return found;
  };
  const reach = (positions: bigint): bigint => {
    const next = positions | ((positions & loops) << 1n);
    return next === positions ? positions : reach(next);
  };
  return {
    most,
    samples,
    holes: true,
    start: reach(bits((_element, index) => index === 0 || elements[index - 1] === undefined)),
    ends: bits((element) => element === undefined),
    prescribed: (positions) => literals.filter(({ bit }) => (positions & bit) !== 0n).map(({ literal }) => literal),
    read(positions, character) {
      const taken = positions & takes(character);
      return reach((taken << 1n) | (taken & loops));
    },
  };
}

/** Whether a text is legal. */
export function isLegalText(language: Legal, text: string): boolean {
  if (text.length > language.most) return false;
  let positions = language.start;
  for (const character of text) positions = language.read(positions, character);
  return (positions & language.ends) !== 0n;
}

const name = /[A-Za-z0-9_+=,.@-]/;
const printable = /[\u0021-\u007e]/;
const small = /[a-z0-9]/;

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
  const head = [
    ...literal(`arn:${partition}:iam::`),
    ...(account === undefined ? exactly(/[0-9]/, 12) : literal(account)),
  ];
  const type = literal(`:${kind}/`);
  return legal(
    700,
    [...head, ...type, ...some(name, 1)],
    [...head, ...type, ...some(printable, 1), ...literal('/'), ...some(name, 1)],
  );
}

/** The ARNs that a role of this name can have, whatever its path. */
export function roleArns(account: string, role: string, partition: string): Legal {
  const head = literal(`arn:${partition}:iam::${account}:role/`);
  return legal(700, [...head, ...literal(role)], [...head, ...some(printable, 1), ...literal(`/${role}`)]);
}

/** The user ids of IAM users, or of sessions of a role. */
export function userIds(kind: 'user' | 'session'): Legal {
  const id = exactly(/[A-Z0-9]/, 17);
  return kind === 'user'
    ? legal(21, [...literal('AIDA'), ...id])
    : legal(90, [...literal('AROA'), ...id, ...literal(':'), ...some(name, 2)]);
}

/** Paths of organizational units, which begin with the organization's id. */
export const orgPaths: Legal = legal(
  400,
  [
    ...literal('o-'),
    ...exactly(small, 10),
    ...some(small, 0),
    ...literal('/r-'),
    ...exactly(small, 4),
    ...some(small, 0),
    ...literal('/'),
  ],
  [
    ...literal('o-'),
    ...exactly(small, 10),
    ...some(small, 0),
    ...literal('/r-'),
    ...exactly(small, 4),
    ...some(small, 0),
    ...literal('/ou-'),
    ...some(/[a-z0-9-]/, 13),
    ...literal('/'),
  ],
);

const hole: readonly Element[] = [{ test: isHole, loop: false }];

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
      return legal(2000, some(/[\u0020-\u00ff]/, 1));
    case 'account':
      return legal(12, exactly(/[0-9]/, 12), hole);
    case 'organization':
      return legal(34, [...literal('o-'), ...exactly(small, 10), ...some(small, 0)], hole);
    case 'org-path':
      return orgPaths;
    case 'iam-arn':
      return legal(700, some(printable, 1));
    case 'words':
      return legal(40, ...language.words.map(literal));
    case 'chars': {
      const set = new RegExp(`[${language.set}]`, 'u');
      // a hole is as long as it needs to be
      return legal(language.max, some(set, language.min), [...some(set, 0), ...hole, ...some(set, 0)]);
    }
  }
}
