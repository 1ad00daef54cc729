import { rules } from '../rules/index';
import type { RulePage } from '../rules/rule';

/** What the guard itself reports: an input that could not be read. Always an error. */
export const unreadable: RulePage = {
  name: 'unreadable',
  level: 'error',
  summary: 'Everything that was handed over could be read and judged.',
  why: 'What cannot be read may let anybody in, so it counts as bad until somebody has looked at it.',
  fix: 'Repair what the message names, then run again. Where a value is not known before deployment, write the policy so that only values inside it are open.',
  references: [],
};

/** What the guard itself reports: a rule that threw. Always an error. */
export const ruleCrash: RulePage = {
  name: 'rule-crash',
  level: 'error',
  summary: 'Every rule came to a verdict.',
  why: 'A rule that stops half-way has not judged the subject, and a verdict that is missing must not look like a pass.',
  fix: 'Report the crash with the policy that caused it; to go on without the rule, turn it off for this subject in overrides.',
  references: [],
};

/** What the guard itself reports: exceptions that have run out or match nothing. */
export const exception: RulePage = {
  name: 'exception',
  level: 'error',
  summary: 'Every exception is still valid and covers something.',
  why: 'An exception that nobody needs any more may cover a later mistake, and one that has run out was meant to end.',
  fix: 'Remove the exception or acknowledgement, or agree on a new end and correct what it says.',
  references: [],
};

/** The rules that belong to the guard and not to a subject, in the order of the report. */
export const ownRules: readonly RulePage[] = [unreadable, ruleCrash, exception];

const packaged: ReadonlySet<RulePage> = new Set([...rules, ...ownRules]);

/** Where to read about a rule: its page in this package, or the first reference of a rule of somebody's own. */
export function docsOf(page: RulePage): string {
  return packaged.has(page) ? `docs/rules/${page.name}.md` : (page.references[0] ?? '');
}
