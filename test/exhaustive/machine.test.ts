import { like } from '../../shared/iam/glob';
import type { Legal } from '../../shared/search/legal';
import { exactly, legal, some } from '../../shared/search/legal';
import type { Demand } from '../../shared/search/machine';
import { shortest } from '../../shared/search/machine';
import { Random, seedFor } from '../oracle/random';
import { isLike, textsOver } from './reference';

const budget = { spend: (): void => undefined };
const anything = legal(7, [some('abc', 0)]);
const withB = legal(7, [exactly('ac', 1), some('abc', 0), 'b', some('ac', 0)]);
const languages: readonly [Legal, (text: string) => boolean][] = [
  [anything, () => true],
  [withB, (text) => /^[ac][abc]*b[ac]*$/.test(text)],
];
const texts = textsOver('abc', 7);

interface Part {
  readonly patterns: readonly string[];
  readonly match: boolean;
}

/** Which of the texts each pattern matches, worked out once. */
const known = new Map<string, Uint8Array>();
function matchesOf(pattern: string): Uint8Array {
  const before = known.get(pattern) ?? Uint8Array.from(texts, (text) => Number(isLike(pattern, text)));
  known.set(pattern, before);
  return before;
}

/** A text that meets every part, by trying them all. */
function byForce(parts: readonly Part[], isLegal: (text: string) => boolean): string | undefined {
  const tables = parts.map(({ patterns, match }) => ({ match, rows: patterns.map(matchesOf) }));
  const found = texts.findIndex(
    (text, index) => tables.every(({ rows, match }) => rows.some((row) => row[index] === 1) === match) && isLegal(text),
  );
  return texts[found];
}

function disagreement(parts: readonly Part[]): string | undefined {
  const demands = parts.map(({ patterns, match }): Demand => ({
    globs: patterns.map((pattern) => ({ code: like(pattern), fold: false })),
    reading: 'sure',
    match,
  }));
  for (const [language, isLegal] of languages) {
    const expected = byForce(parts, isLegal);
    const text = shortest(language, demands, budget);
    const fits =
      text === undefined ||
      (isLegal(text) &&
        language.accepts(text) &&
        parts.every(({ patterns, match }) => patterns.some((pattern) => isLike(pattern, text)) === match));
    if ((text === undefined) !== (expected === undefined) || !fits)
      return `${JSON.stringify(parts)}: ${String(text)}, and not ${String(expected)}`;
  }
  return undefined;
}

const short = textsOver('ab*?', 2);
const longer = textsOver('ab*?', 3);

test('two short patterns, wanted or not', () => {
  const wrong = longer.flatMap((one) =>
    longer.flatMap((two) =>
      [true, false].flatMap(
        (match) =>
          disagreement([
            { patterns: [one], match: true },
            { patterns: [two], match },
          ]) ?? [],
      ),
    ),
  );
  expect(wrong).toEqual([]);
});

test('two short patterns, neither wanted', () => {
  const wrong = longer.flatMap((one) =>
    longer.flatMap((two) => disagreement([{ patterns: [one, two], match: false }]) ?? []),
  );
  expect(wrong).toEqual([]);
});

test('three short patterns, each wanted or not', () => {
  const signs = [true, false].flatMap((first) => [true, false].map((second) => [first, second] as const));
  const wrong = short.flatMap((one) =>
    short.flatMap((two) =>
      short.flatMap((three) =>
        signs.flatMap(
          ([first, second]) =>
            disagreement([
              { patterns: [one], match: true },
              { patterns: [two], match: first },
              { patterns: [three], match: second },
            ]) ?? [],
        ),
      ),
    ),
  );
  expect(wrong).toEqual([]);
});

test('lists of longer patterns, wanted and not, as the dice have it', () => {
  const random = new Random(seedFor('machine'));
  const patterns = textsOver('abc*?', 4);
  const wrong = Array.from({ length: 4000 }, () => {
    const parts = Array.from({ length: 2 + random.below(3) }, (_none, index) => ({
      patterns: random.some(patterns, 1 + random.below(3)),
      match: index === 0 || random.chance(0.5),
    }));
    return disagreement(parts);
  }).filter((each) => each !== undefined);
  expect(wrong).toEqual([]);
});

test('letter case is folded for the patterns that say so, also beside others in one list', () => {
  const folding = textsOver('aAbB', 4);
  const language = legal(4, [some('aAbB', 0)]);
  const does = ({ code, fold }: { code: string; fold: boolean }, text: string): boolean =>
    isLike(code, fold ? text.toLowerCase() : text);
  const wrong: string[] = [];
  for (const one of textsOver('ab*?', 2)) {
    for (const two of textsOver('aB*?', 2)) {
      for (const together of [true, false]) {
        for (const match of [true, false]) {
          const [first, second] = [
            { code: one, fold: true },
            { code: two, fold: false },
          ] as const;
          const coded = [first, second].map((glob) => ({ ...glob, code: like(glob.code) }));
          const lists = together ? [coded] : coded.map((glob) => [glob]);
          const demands = lists.map((globs, index): Demand => ({
            globs,
            reading: 'sure',
            match: index === 0 || match ? match || !together : false,
          }));
          const wanted = (text: string): boolean =>
            together
              ? (does(first, text) || does(second, text)) === match
              : does(first, text) && does(second, text) === match;
          const expected = folding.find(wanted);
          const text = shortest(language, demands, budget);
          if ((text === undefined) !== (expected === undefined) || (text !== undefined && !wanted(text))) {
            wrong.push(`${one} ${two} ${together} ${match}: ${String(text)}, not ${String(expected)}`);
          }
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});
