import * as v from 'valibot';
import { isDay } from './day';
import { matcher } from './globs';
import { show } from './problems';
import { termsOf } from './terms';

type Message = (issue: { readonly input: unknown }) => string;

/** The message for a value that is absent or not what it must be. */
export function must(expected: string): Message {
  return ({ input }) =>
    input === undefined ? `is missing; it must be ${expected}` : `must be ${expected}, but it is ${show(input)}`;
}

/** The message for a value that is absent or not an object. */
export function mustBeObject(expected = 'an object'): Message {
  return ({ input }) => (input === undefined ? 'is missing' : must(expected)({ input }));
}

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return v.picklist(words, must(`one of ${words.map((word) => `"${word}"`).join(', ')}`));
}

/** A text with something in it. */
export function text(expected: string) {
  return v.pipe(v.string(must(expected)), v.regex(/\S/, must(expected)));
}

/** True or false. */
export const yesOrNo = v.boolean(must('true or false'));

/** Many of one thing. */
export function listOf<const Item extends v.GenericSchema>(item: Item, expected: string) {
  return v.array(item, must(`a list of ${expected}`));
}

/** An account number: 12 digits, as text because a JSON number drops leading zeros. */
export const account = v.pipe(v.string(accountMessage), v.regex(/^\d{12}$/, accountMessage));

function accountMessage({ input }: { readonly input: unknown }): string {
  if (typeof input !== 'number' || !Number.isSafeInteger(input) || input < 0 || input >= 1e12) {
    return must('an account number of 12 digits in quotes')({ input });
  }
  const digits = String(input).padStart(12, '0');
  const lost = String(input).length < 12 ? ': a number loses its leading zeros' : '';
  return `must be text of 12 digits, but it is the number ${input}${lost}; write "${digits}" if that is the account`;
}

/** The id of an organization: `o-` and 10 to 32 lower-case letters and digits. */
export const organizationId = v.pipe(
  v.string(must('an organization id such as "o-a1b2c3d4e5"')),
  v.regex(/^o-[a-z0-9]{10,32}$/, must('an organization id such as "o-a1b2c3d4e5"')),
);

/** A day that exists, `YYYY-MM-DD`. */
export const day = v.pipe(
  v.string(must('a day such as "2030-01-31"')),
  v.check(isDay, must('a day that exists, written as in "2030-01-31"')),
  inEditors({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  v.description('The last day it holds, in UTC'),
);

/** A whole number of seconds that AWS accepts for such a session. */
export function seconds(least: number, most: number) {
  return whole('a whole number of seconds', least, most);
}

/** A whole number. */
export function whole(expected: string, least: number, most: number) {
  const message = must(`${expected} from ${least} to ${most}`);
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}

/** Why something is accepted; an end in it must be one that can be read. */
export const reason = v.pipe(
  text('the reason'),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.issues === undefined ? termsOf(dataset.value).problem : undefined;
    if (problem !== undefined) addIssue({ message: problem });
  }),
  v.description('Why; may carry expires=2030-01-31 and ticket=SEC-1'),
);

/** One of two things, told apart by the shape of the input; `ways` are both, for what describes the schema. */
export function either<Input>(
  isFirst: (input: unknown) => boolean,
  first: v.GenericSchema<Input>,
  second: v.GenericSchema<Input>,
) {
  return Object.assign(
    v.lazy((input) => (isFirst(input) ? first : second)),
    { ways: [first, second] },
  );
}

/** Words of JSON Schema for what editors are to know of a value that a check in code holds here. */
export function inEditors<Input>(words: { readonly [keyword: string]: unknown }) {
  return v.metadata<Input, { readonly inEditors: typeof words }>({ inEditors: words });
}

/** A glob that `matcher` can compile. */
export const glob = v.pipe(
  text('a glob such as "**/LegacyPartner*"'),
  v.description('A glob on the path of the role: * stays inside one step of the path, ** crosses steps'),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.issues === undefined ? globProblem(dataset.value) : undefined;
    if (problem !== undefined) addIssue({ message: problem });
  }),
);

function globProblem(input: string): string | undefined {
  if (input.startsWith('!')) return `must say what it applies to, so it cannot start with "!": ${show(input)}`;
  try {
    matcher(input);
    return undefined;
  } catch (error) {
    return `is not a glob: ${show(input)}: ${error instanceof Error ? error.message : 'it cannot be read'}`;
  }
}

/** A JSON pointer. */
export const jsonPointer = v.pipe(
  v.string(must('a JSON pointer such as "/Statement/0"')),
  v.description('A place in the policy, as a JSON pointer: it and what stands inside it'),
  v.regex(/^(?:\/(?:[^~/]|~[01])*)+$/, must('a JSON pointer such as "/Statement/0"')),
);
