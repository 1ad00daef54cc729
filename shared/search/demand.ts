import type { Clause, Context } from '../iam/clause';
import { holds, matchesAny, unlistedReading } from '../iam/clause';
import type { PrincipalTest } from '../iam/principals';
import { keyFacts } from '../iam/keys';
import type { Truth } from '../iam/truth';
import type { Demand } from './machine';

/** That a condition, or a Principal element, must come out one way. */
export type Constraint = { readonly want: boolean } & (
  { readonly clause: Clause } | { readonly principals: PrincipalTest }
);

/** How certain a search must be: `sure` whatever the holes are, or that it may be so. */
export interface Mode {
  readonly sure: boolean;
  readonly fresh: boolean;
}

/** Whether an answer is as wanted, as certainly as the mode asks. */
export function settles(answer: Truth, want: boolean, { sure }: Mode): boolean {
  if (sure) return answer.is === (want ? 'yes' : 'no');
  return answer.is !== (want ? 'no' : 'yes');
}

/** That one value must, or must not, match a clause's values. */
export interface Wanted {
  readonly clause: Clause;
  readonly match: boolean;
}

/** What a constraint asks of the values of its key: of every one, or of one at least. */
export type Need =
  { readonly kind: 'met' | 'impossible' } | { readonly kind: 'every' | 'one'; readonly wanted: Wanted };

/** What a constraint asks of a key that is present. */
export function needOf(clause: Clause, want: boolean, mode: Mode): Need {
  const { use } = clause;
  const constant =
    use === undefined ||
    clause.hole !== undefined ||
    clause.values.length === 0 ||
    use.operator.family === 'null' ||
    (use.set === undefined && clause.facts.many);
  if (constant) {
    const sample: Context = { fresh: mode.fresh, get: () => (clause.facts.many ? ['x'] : 'x') };
    return { kind: settles(holds(clause, sample), want, mode) ? 'met' : 'impossible' };
  }
  const wanted = { clause, match: want !== use.operator.negated };
  if (use.set === undefined || !clause.facts.many) return { kind: 'every', wanted };
  return { kind: (use.set === 'all') === want ? 'every' : 'one', wanted };
}

/** Whether a clause compares with a variable that stays open while its key is chosen. */
export function isDynamic(clause: Clause): boolean {
  return clause.values.some((value) => value.dynamic);
}

/**
 * Whether AWS alone decides what a variable holds; much else of a caller is named by whoever made it, and for whose
 * resource a service acts is up to the one who has the resource.
 */
export function isFixed(variable: string): boolean {
  const { kind } = keyFacts(variable).language;
  return (kind === 'account' || kind === 'organization') && !/^aws:source/i.test(variable);
}

/** Which variables never lead to a value that may be sent. */
export type Never = (variable: string) => boolean;

const none: Never = () => false;

/** Whether a variable may yet make the value right. */
function isOpen(clause: Clause, never: Never): boolean {
  return clause.values.some(({ parts }) => parts.some((part) => typeof part !== 'string' && !never(part.variable)));
}

const remembered = new WeakMap<Clause, Clause>();

/** The clause with those of its values that no variable stands in. */
function withoutVariables(clause: Clause): Clause {
  const before = remembered.get(clause);
  if (before !== undefined) return before;
  const rest = { ...clause, values: clause.values.filter(({ dynamic }) => !dynamic) };
  remembered.set(clause, rest);
  return rest;
}

/** Whether a value meets what is wanted; a clause with open variables is let pass, and looked at again at the end. */
export function meets({ clause, match }: Wanted, value: string, mode: Mode, never = none): boolean {
  if (clause.use === undefined) return true;
  const context: Context = { fresh: mode.fresh, get: () => undefined };
  if (!isDynamic(clause)) return settles(matchesAny(clause, clause.use, value, context), match, mode);
  if (match && isOpen(clause, never)) return true;
  return settles(matchesAny(withoutVariables(clause), clause.use, value, context), match, mode);
}

/** What is wanted as a demand on texts; undefined where the clause does not compare texts or asks nothing. */
export function demandOf(
  { clause, match }: Wanted,
  mode: Mode,
  never = none,
): Demand | 'nothing' | 'impossible' | undefined {
  if (clause.use?.operator.family !== 'text') return undefined;
  const negated = clause.use.operator.negated;
  // a value that the operator cannot read counts against restriction
  const taken = (clause.effect === 'Allow') !== negated;
  if (clause.values.some(({ test, dynamic }) => test === undefined && !dynamic) && taken)
    return match ? 'nothing' : 'impossible';
  if (match && isOpen(clause, never)) return 'nothing';
  const reading = match === mode.sure ? 'sure' : unlistedReading(clause.facts, mode.fresh);
  const globs = clause.values.flatMap(({ test }) => test?.glob?.[reading === 'sure' ? 'sure' : 'maybe'] ?? []);
  return { globs, reading, match };
}
