import { accepts, like, matches, start, step, type Glob } from '../../shared/iam/glob';
import { readOperator } from '../../shared/iam/operators';
import { readParts } from '../../shared/iam/value';
import { HoleCodes } from '../../shared/model/holes';
import { Text } from '../../shared/model/text';
import { isArnLike, isLike, textsOver } from './reference';

const globOf = (pattern: string): Glob => ({ code: like(pattern), fold: false });

/** The operator's test for a value as a policy spells it. */
function testOf(operator: string, value: string): (text: string) => boolean {
  const found = readOperator(operator)?.operator;
  const code = readParts(value, found?.wildcards ?? 'none', false).join('');
  const test = found?.read(code);
  return (text) => test?.matches(text, 'sure') ?? false;
}

test('every pattern of up to 4 characters matches the texts of up to 7 that it should, and no other', () => {
  const texts = textsOver('abc', 7);
  const wrong: string[] = [];
  for (const pattern of textsOver('abc*?', 4)) {
    const glob = globOf(pattern);
    for (const text of texts) {
      if (matches(glob, text, 'sure') !== isLike(pattern, text)) wrong.push(`${pattern} ${text}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('reading letter by letter comes to the same, in every reading, where nothing is left open', () => {
  const texts = textsOver('abc', 5);
  const wrong: string[] = [];
  for (const pattern of textsOver('abc*?', 3)) {
    const glob = globOf(pattern);
    for (const reading of ['sure', 'maybe', 'fresh', 'closed'] as const) {
      for (const text of texts) {
        const states = [...text].reduce((now, letter) => step(glob, now, letter, reading), start(glob, reading));
        const answers = [accepts(glob, states), matches(glob, text, reading)];
        if (answers.some((answer) => answer !== isLike(pattern, text))) wrong.push(`${reading} ${pattern} ${text}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('ArnLike and ArnEquals compare part by part, StringLike the whole text', () => {
  const wrong: string[] = [];
  const accounts = textsOver('ab', 2);
  const arns = accounts.flatMap((account) => textsOver('ab:', 3).map((rest) => `arn:aws:iam::${account}:${rest}`));
  const texts = [...arns, '', 'a', 'arn:aws:iam:a', 'arn:aws:iam::a', 'arn:aws:s3::a:b', 'arn:aws:iam:a:a:b', ':::::'];
  for (const account of textsOver('ab*?', 2)) {
    for (const rest of textsOver('ab:*?', 2)) {
      const pattern = `arn:aws:iam::${account}:${rest}`;
      const [arn, equal, string] = ['ArnLike', 'ArnEquals', 'StringLike'].map((name) => testOf(name, pattern));
      for (const text of texts) {
        if (arn?.(text) !== isArnLike(pattern, text)) wrong.push(`ArnLike ${pattern} ${text}`);
        if (equal?.(text) !== isArnLike(pattern, text)) wrong.push(`ArnEquals ${pattern} ${text}`);
        if (string?.(text) !== isLike(pattern, text)) wrong.push(`StringLike ${pattern} ${text}`);
      }
    }
  }
  for (const pattern of ['*', '*:*', 'arn:*', 'arn:aws:*:*:*', '*:*:*:*:*:*', '*:*:*:*:*:a*', 'a*:aws:iam:*:?:b']) {
    const arn = testOf('ArnLike', pattern);
    for (const text of texts) if (arn(text) !== isArnLike(pattern, text)) wrong.push(`ArnLike ${pattern} ${text}`);
  }
  expect(wrong).toEqual([]);
});

test('StringEquals knows no wildcards, and IgnoreCase folds letters and nothing else', () => {
  const wrong: string[] = [];
  const texts = textsOver('aAb*?', 3);
  for (const value of texts) {
    const [equal, folded] = [testOf('StringEquals', value), testOf('StringEqualsIgnoreCase', value)];
    for (const text of texts) {
      if (equal(text) !== (value === text)) wrong.push(`StringEquals ${value} ${text}`);
      const same = value.replaceAll('A', 'a') === text.replaceAll('A', 'a');
      if (folded(text) !== same) wrong.push(`StringEqualsIgnoreCase ${value} ${text}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('what is sure holds for every filling of the holes, and what is not even possible for none', () => {
  const codes = new HoleCodes();
  const hole = codes.code({ id: 'Hole', domain: 'free' });
  const fillings = ['', ...textsOver('ab', 3), '*', '?', 'a*', ':'];
  const patterns = textsOver('ab*?#', 3).filter((pattern) => pattern.includes('#') && pattern !== '#');
  const wrong: string[] = [];
  const seen = { sure: 0, maybe: 0, no: 0 };
  // a hole stands for text, so what fills it is no wildcard even where it is spelled like one
  const filled = (text: string, filling: string): string =>
    text.replaceAll('#', filling.replaceAll('*', '\u0001').replaceAll('?', '\u0002'));
  for (const pattern of patterns) {
    const glob: Glob = { code: like(pattern).replaceAll('#', hole), fold: false };
    for (const text of textsOver('ab#', 3)) {
      const coded = text.replaceAll('#', hole);
      const sure = matches(glob, coded, 'sure');
      const maybe = matches(glob, coded, 'maybe');
      seen[sure ? 'sure' : maybe ? 'maybe' : 'no']++;
      for (const filling of fillings) {
        const does = isLike(filled(pattern, filling), filled(text, filling));
        if ((sure && !does) || (!maybe && does)) wrong.push(`${pattern} ${text} with ${filling}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(Math.min(seen.sure, seen.maybe, seen.no)).toBeGreaterThan(100);
});

test('a hole that is a whole Like pattern may be any pattern, and under StringEquals only a text', () => {
  const codes = new HoleCodes();
  const code = codes.encode(Text.of({ id: 'Hole', domain: 'free' }));
  for (const text of textsOver('ab', 3)) {
    for (const [name, maybe] of [
      ['StringLike', true],
      ['StringEquals', true],
    ] as const) {
      const test = readOperator(name)?.operator.read(code);
      expect([test?.matches(text, 'sure'), test?.matches(text, 'maybe')]).toEqual([false, maybe]);
    }
    expect(readOperator('StringEquals')?.operator.read(code)?.matches(text, 'closed')).toBe(false);
    expect(readOperator('StringLike')?.operator.read(code)?.matches(text, 'closed')).toBe(true);
  }
});
