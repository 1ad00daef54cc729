import * as v from 'valibot';
import { bareRule, fixedRules } from './fixed';
import { type Misfit, unknownKeys } from './unknown-keys';
import { day, listOf, must, mustBeObject, text } from './values';

const fingerprint = 'a fingerprint of 16 hexadecimal digits, as in the JSON report';

const rule = v.pipe(
  text('the name of a rule'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.issues !== undefined) return;
    const name = bareRule(dataset.value);
    if (![...fixedRules, 'exception'].includes(name)) return;
    addIssue({ message: `is ${name}, whose findings cannot be in a baseline: take the entry out` });
  }),
);

const finding = v.object(
  {
    path: text('the path of what was judged'),
    rule,
    at: v.string(must('a JSON pointer')),
    fingerprint: v.pipe(v.string(must(fingerprint)), v.regex(/^[0-9a-f]{16}$/, must(fingerprint))),
    file: v.optional(text('the name of a file')),
    since: day,
  },
  mustBeObject(),
);

/** What stands in a baseline file. */
export const baselineSchema = v.object(
  {
    formatVersion: v.literal(1, must('1, the only one that this version reads')),
    findings: listOf(finding, 'findings'),
  },
  mustBeObject(),
);

type Checked = Pick<v.InferOutput<typeof baselineSchema>, 'findings'> | { readonly problems: readonly Misfit[] };

/** Checks what a baseline file holds; an unknown key in it is a problem, since it may have been meant to say something. */
export function checkBaseline(input: unknown): Checked {
  const result = v.safeParse(baselineSchema, input);
  const issues = (result.issues ?? []).map(({ path, message }) => ({
    path: (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key))),
    message,
  }));
  const problems = [...unknownKeys(baselineSchema, input), ...issues];
  return result.success && problems.length === 0 ? result.output : { problems };
}
