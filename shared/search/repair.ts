import type { Clause, Context } from '../iam/clause';
import { holds, resolve } from '../iam/clause';
import { keyFacts } from '../iam/keys';
import { isFixed, settles, type Mode } from './demand';
import type { Domain } from './domain';
import { isIn } from './domain';
import { fill } from './values';

/** A request that may be changed key by key. */
export type Draft = ReadonlyMap<string, string | readonly string[] | undefined>;

/**
 * Other requests that might settle a condition which compares with a variable: the key takes the variable's value, the
 * variable takes the key's, both take a third value, or the variable goes missing.
 */
export function repairs(
  clause: Clause,
  want: boolean,
  draft: Draft,
  domain: (key: string) => Domain | undefined,
  mode: Mode,
): Draft[] {
  const context: Context = { fresh: mode.fresh, get: (key) => draft.get(key) };
  if (settles(holds(clause, context), want, mode)) return [];
  const allowed = (key: string, value: string | undefined): boolean => {
    const may = domain(key);
    if (may === undefined) return draft.get(key) === value;
    return value === undefined ? may.absent : may.values !== undefined && isIn(value, may.values);
  };
  const changed = (...changes: readonly (readonly [string, string | undefined])[]): Draft[] =>
    changes.every(([key, value]) => allowed(key, value))
      ? [new Map([...draft, ...changes.map(([key, value]) => [key, wrap(key, value)] as const)])]
      : [];
  const own = single(draft.get(clause.key));
  const samples = [...(domain(clause.key)?.values?.samples ?? []), ...(clause.shared.listed.get(clause.key) ?? [])];
  return clause.values.flatMap(({ parts }) => {
    const variables = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.variable]));
    const code = resolve(parts, context);
    const [only] = parts.length === 1 ? variables : [];
    // a value that AWS fixes for the caller is as good as one that the policy spells
    const bound = domain(clause.key)?.values?.strict === true && variables.every((key) => isFixed(key));
    return [
      ...(code === undefined || bound
        ? []
        : ['x', ''].flatMap((filling) => changed([clause.key, fill(code, filling)]))),
      ...(only === undefined || own === undefined ? [] : changed([only, own])),
      ...(only === undefined ? [] : samples.flatMap((value) => changed([clause.key, value], [only, value]))),
      ...variables.flatMap((key) => [...changed([key, undefined]), ...changed([key, 'another'])]),
      ...samples.flatMap((value) => changed([clause.key, value])),
      ...variables.flatMap((key) => (domain(key)?.values?.samples ?? []).flatMap((value) => changed([key, value]))),
    ];
  });
}

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value[0];
}

function wrap(key: string, value: string | undefined): string | readonly string[] | undefined {
  return value !== undefined && keyFacts(key).many ? [value] : value;
}
