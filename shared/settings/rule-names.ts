import * as v from 'valibot';
import { didYouMean } from './did-you-mean';
import { fixedRules, undecidedSuffix } from './fixed';
import { mustBeObject, oneOf, text } from './values';

/** The names that settings may use: each rule's name with the names of its options. */
export interface KnownRules {
  readonly [rule: string]: readonly string[];
}

const levels = oneOf(['error', 'warning', 'info', 'off']);

/** The part `rules`: for each rule a level, or an object of a level and the rule's own options. */
export function ruleSettings(known: KnownRules): v.GenericSchema {
  const entries = Object.entries(known).map(([name, options]) => [name, v.optional(ruleSetting(name, options))]);
  return v.object(Object.fromEntries(entries), mustBeObject('an object of rule names'));
}

function ruleSetting(name: string, options: readonly string[]): v.GenericSchema {
  const level = fixedRules.includes(name) ? v.literal('error', alwaysAnError) : levels;
  const own = Object.fromEntries(options.map((option) => [option, v.optional(v.unknown())]));
  const long = v.object(
    { ...own, level: v.optional(level) },
    mustBeObject('a level, or an object of a level and options'),
  );
  return v.lazy((input) => (typeof input === 'object' ? long : level));
}

function alwaysAnError(): string {
  return 'is always an error, because it reports what could not be judged';
}

/** The name of a rule whose findings may be accepted, alone or with `[undecided]`. */
export function acceptable(known: KnownRules) {
  return v.pipe(
    text('the name of a rule'),
    v.rawCheck(({ dataset, addIssue }) => {
      const problem = dataset.issues === undefined ? problemOf(dataset.value, known) : undefined;
      if (problem !== undefined) addIssue({ message: problem });
    }),
  );
}

function problemOf(input: string, known: KnownRules): string | undefined {
  const name = input.endsWith(undecidedSuffix) ? input.slice(0, -undecidedSuffix.length) : input;
  if (fixedRules.includes(name) || name === 'exception') return `is ${name}, whose findings cannot be accepted`;
  if (Object.hasOwn(known, name)) return undefined;
  return noSuch('rule', name, Object.keys(known));
}

/** The message for a name that does not exist, with the nearest one that does. */
export function noSuch(what: string, name: string, names: readonly string[]): string {
  const near = didYouMean(name, names);
  const instead = near === undefined ? `known are ${names.join(', ') || 'none'}` : `did you mean "${near}"?`;
  return `there is no ${what} ${JSON.stringify(name)}; ${instead}`;
}
