import type { Glob, Reading } from '../iam/glob';
import { hasHole } from '../model/holes';
import { hasWild, isWild, matches as matchesGlob, skips, star } from '../iam/glob';
import type { Constraint, Mode, Never, Wanted } from './demand';
import { demandOf, isFixed, meets, needOf, settles } from './demand';
import type { Domain, Values } from './domain';
import { isIn } from './domain';
import type { Budget, Demand } from './machine';
import { shortest } from './machine';
import { holds } from '../iam/clause';

/** What a search under way carries along. */
export interface Effort {
  readonly mode: Mode;
  readonly budget: Budget;
  /** Called where there may be a value that the search has no way to find. */
  readonly gaveUp: (reason: string) => void;
}

/** A value for one key; `undefined` for absence. */
export type Chosen = { readonly value: string | readonly string[] | undefined };

/**
 * A choice for one key that meets its constraints; undefined where there is none. Absence is tried first. `many` tells
 * whether the caller may send several values.
 */
export function choose(
  constraints: readonly Constraint[],
  domain: Domain,
  many: boolean,
  effort: Effort,
): Chosen | undefined {
  const clauses = constraints.flatMap((constraint) => ('clause' in constraint ? [constraint] : []));
  const nothing = { fresh: effort.mode.fresh, get: () => undefined };
  if (domain.absent && clauses.every(({ clause, want }) => settles(holds(clause, nothing), want, effort.mode))) {
    return { value: undefined };
  }
  if (domain.values === undefined) return undefined;
  const needs = clauses.map(({ clause, want }) => needOf(clause, want, effort.mode));
  if (needs.some(({ kind }) => kind === 'impossible')) return undefined;
  const every = needs.flatMap((need) => (need.kind === 'every' ? [need.wanted] : []));
  const ones = needs.flatMap((need) => (need.kind === 'one' ? [[need.wanted]] : []));
  if (!many) every.push(...ones.splice(0).flat());
  const texts = new Set<string>();
  for (const wanted of ones.length === 0 ? [[]] : ones) {
    const text = findText([...wanted, ...every], domain.values, [], effort);
    if (text === undefined) return undefined;
    texts.add(text);
  }
  const [first = ''] = texts;
  return { value: many ? [...texts] : first };
}

/** A text of the domain that meets everything wanted and the demands beside it. */
export function findText(
  wanted: readonly Wanted[],
  all: Values,
  beside: readonly Demand[],
  effort: Effort,
): string | undefined {
  effort.budget.spend(1);
  // a value with a hole in it is one that the caller knows: it is no help in telling what the hole may turn out to be
  const values = all.strict === true && !effort.mode.sure ? { ...all, legal: { ...all.legal, holes: false } } : all;
  const never = neverOf(values);
  // what was wanted last is met least, and the language is the dearest to ask
  const latest = [...wanted].reverse();
  const good = (text: string): boolean =>
    latest.every((each) => meets(each, text, effort.mode, never)) &&
    beside.every((demand) => passes(demand, text)) &&
    isIn(text, values);
  const quick = candidates(wanted, values, beside).find(good);
  if (quick !== undefined) return quick;
  if (values.passes !== undefined) return undefined;
  const demands: Demand[] = [...values.excluded, ...beside];
  for (const each of wanted) {
    const demand = demandOf(each, effort.mode, never);
    if (demand === 'impossible') return undefined;
    if (demand === undefined) {
      effort.gaveUp(`${each.clause.facts.name} is compared as a text and as something else`);
      return undefined;
    }
    if (demand !== 'nothing') demands.push(demand);
  }
  // a pattern that spells one text has been tried
  const left = demands.map((demand) =>
    demand.match ? { ...demand, globs: demand.globs.filter((glob) => isWide(glob, demand.reading)) } : demand,
  );
  if (left.some(({ match, globs }) => match && globs.length === 0)) return undefined;
  return shortest(values.legal, left, effort.budget);
}

/**
 * Whoever must not know what the policy asks for (`strict`) does not get there by way of what AWS says of it: that is as
 * good as a value that the policy spells.
 */
function neverOf({ never, strict }: Values): Never | undefined {
  return never ?? (strict === true ? isFixed : undefined);
}

/** Whether more than one text matches. */
function isWide({ code, fold }: Glob, reading: Reading): boolean {
  return fold || hasWild(code) || (hasHole(code) && (reading === 'maybe' || reading === 'fresh'));
}

function passes({ globs, reading, match }: Demand, text: string): boolean {
  return globs.some((glob) => matchesGlob(glob, text, reading)) === match;
}

/** Values worth trying before a thorough search: what the patterns spell, edges of ranges, and something invented. */
function candidates(wanted: readonly Wanted[], values: Values, beside: readonly Demand[]): string[] {
  const tests = wanted.flatMap(({ clause }) => clause.values);
  const globs = [
    ...wanted.flatMap(({ clause, match }) =>
      match ? clause.values.flatMap(({ test }) => test?.glob?.sure ?? []) : [],
    ),
    ...beside.flatMap((demand) => (demand.match ? demand.globs : [])),
  ];
  return [
    ...(wanted.some(({ match }) => match) || beside.some(({ match }) => match) ? [] : values.samples),
    ...joined(
      wanted.flatMap(({ clause, match }) =>
        match ? [clause.values.flatMap(({ test }) => test?.glob?.sure.code ?? [])] : [],
      ),
    ),
    ...globs
      .flatMap(({ code }) => (values.fit === undefined ? [code] : [values.fit(code)]))
      .flatMap((code) => [fill(code, 'x'), fill(code, '')]),
    ...between(tests.flatMap(({ test }) => test?.edges ?? [])),
    ...values.samples,
  ];
}

/** The edges and, where they are numbers, what lies between two of them. */
function between(edges: readonly string[]): string[] {
  const numbers = edges
    .filter((edge) => /^-?[0-9.]+$/.test(edge))
    .map(Number)
    .sort((a, b) => a - b);
  return [...edges, ...numbers.slice(1).map((number, index) => String((number + (numbers[index] ?? number)) / 2))];
}

/** Texts that match one pattern of each list, where all but one of them begin with a star, and all but one end with one. */
function joined(lists: readonly (readonly string[])[]): string[] {
  if (lists.length < 2) return [];
  return lists.flatMap((list, which) =>
    list.flatMap((code) => {
      const codes = lists.map((other, index) => (index === which ? code : (other[0] ?? '')));
      const starts = codes.filter((each) => !each.startsWith(star));
      const ends = codes.filter((each) => !each.endsWith(star) && !starts.includes(each));
      const between = codes.filter((each) => !starts.includes(each) && !ends.includes(each));
      return starts.length > 1 || ends.length > 1 ? [] : [fill([...starts, ...between, ...ends].join(''), '')];
    }),
  );
}

/** A pattern with its stars filled; a question mark takes one character. */
export function fill(code: string, filling: string): string {
  return [...code].map((element) => (skips(element) ? filling : isWild(element) ? 'x' : element)).join('');
}
