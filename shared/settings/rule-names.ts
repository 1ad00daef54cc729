import * as v from 'valibot';
import { didYouMean } from './did-you-mean';
import { bareRule, fixedRules, undecidedSuffix } from './fixed';
import type { OptionShape } from '../settings';
import { optionSchema } from './options';
import { either, inEditors, mustBeObject, oneOf, text } from './values';

/** The names that settings may use: each rule's name with its options. */
export interface KnownRules {
  readonly [rule: string]: { readonly [option: string]: OptionShape };
}

type RuleInput = string | { readonly level?: string | undefined };

const levels = oneOf(['error', 'warning', 'info', 'off']);

/** The part `rules`: for each rule a level, or an object of a level and the rule's own options. */
export function ruleSettings(known: KnownRules): v.GenericSchema<{ readonly [name: string]: RuleInput | undefined }> {
  const entries = Object.entries(known).map(([name, options]) => [name, v.optional(ruleSetting(name, options))]);
  return v.object(Object.fromEntries(entries), mustBeObject('an object of rule names'));
}

function ruleSetting(name: string, options: KnownRules[string]): v.GenericSchema<RuleInput> {
  const level = fixedRules.includes(name) ? v.literal('error', alwaysAnError) : levels;
  const own = Object.entries(options).map(([option, shape]) => [option, v.optional(optionSchema(shape))]);
  const long = v.object(
    { ...Object.fromEntries(own), level: v.optional(level) },
    mustBeObject('a level, or an object of a level and options'),
  );
  return either<RuleInput>((input) => typeof input === 'object', long, level);
}

function alwaysAnError(): string {
  return 'is always an error, because it reports what could not be judged';
}

/** The name of a rule whose findings may be accepted, alone or with `[undecided]`. */
export function acceptable(known: KnownRules) {
  return v.pipe(
    text('the name of a rule'),
    v.description('The name of a rule, alone or with [undecided]'),
    inEditors({ enum: acceptableNames(known) }),
    v.rawCheck(({ dataset, addIssue }) => {
      const problem = dataset.issues === undefined ? problemOf(dataset.value, known) : undefined;
      if (problem !== undefined) addIssue({ message: problem });
    }),
  );
}

function acceptableNames(known: KnownRules): readonly string[] {
  const names = Object.keys(known).filter((name) => problemOf(name, known) === undefined);
  return names.flatMap((name) => [name, name + undecidedSuffix]);
}

function problemOf(input: string, known: KnownRules): string | undefined {
  const name = bareRule(input);
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
