import type { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { isObject, own, tooDeep } from '../json';
import type { Decision } from './decision';
import { atom, graft, opaque } from './decision';
import { identity, spell } from './labels';
import { allowedValues } from './parameters';
import type { Scope } from './scope';
import { asText } from './text';

// more values of one thing than this are taken for independent of each other: each is a choice of its own
const mostValues = 5;

/** What an `Fn::Equals` of that argument comes to; undefined for what is none. */
export function equals(argument: unknown, scope: Scope): Decision | undefined {
  const sides = comparison(argument, scope);
  if (sides === undefined) return undefined;
  const [left, right] = sides.map(asText);
  if (left !== undefined && right !== undefined) {
    if (left.equals(right)) return true;
    if (left.literal !== undefined && right.literal !== undefined) return false;
  }
  return left === undefined || right === undefined ? comparisonOf(sides, scope) : oneOf(left, right, sides, scope);
}

/** A value that is one of several literals is none of the others, whichever conditions of the template compare it. */
function oneOf(left: Text, right: Text, sides: Sides, scope: Scope): Decision {
  const [open, value] = left.literal === undefined ? [left, right.literal] : [right, left.literal];
  const allowed = allowedFor(open, scope);
  if (value === undefined) return comparisonOf(sides, scope);
  if (allowed !== undefined && !allowed.includes(value)) return false;
  const compared = comparedValues(scope).get(identity(open)) ?? [];
  if (compared.length > mostValues || !compared.includes(value)) return comparisonOf(sides, scope);
  const isLast = allowed?.every((one) => compared.includes(one)) === true && compared.at(-1) === value;
  const before = compared.slice(0, compared.indexOf(value)).map((one) => comparisonOf([open, one], scope));
  return before.reduceRight<Decision>(
    (decision, earlier) => graft(earlier, false, decision),
    isLast && before.length > 0 ? true : comparisonOf([open, value], scope),
  );
}

function allowedFor(text: Text, scope: Scope): readonly string[] | undefined {
  const [, name] = /^Ref (\w+)$/.exec(text.hole?.id ?? '') ?? [];
  return name === undefined ? undefined : allowedValues(scope.find('Parameters', name));
}

/** A comparison that may go either way. */
function comparisonOf(sides: Sides, scope: Scope): Decision {
  const key = keyOf(sides);
  const first = firstNames(scope).get(key);
  if (first !== undefined) return opaque(first, scope);
  return atom(scope.labels.name(`equals ${key}`, sides.map((side) => spell(side)).join(' = ')));
}

type Sides = readonly (Tree | undefined)[];

function comparison(argument: unknown, scope: Scope): Sides | undefined {
  return Array.isArray(argument) && argument.length === 2
    ? argument.map((side: unknown) => asWritten(scope.read(side, scope)))
    : undefined;
}

/** CloudFormation compares texts. */
function asWritten(side: Tree | undefined): Tree | undefined {
  return typeof side === 'number' || typeof side === 'boolean' ? String(side) : side;
}

/** Equality knows no order. */
function keyOf(sides: Sides): string {
  return sides.map(identity).sort().join(' = ');
}

/** The first condition that spells each comparison, so that all spellings of it agree and have a readable name. */
function firstNames(scope: Scope): ReadonlyMap<string, string> {
  return scope.once('names of comparisons', new Map<string, string>(), () => {
    const names = new Map<string, string>();
    for (const [name, definition] of definitions(scope)) {
      const sides = comparison(own(definition, 'Fn::Equals'), scope);
      if (sides !== undefined && !names.has(keyOf(sides))) names.set(keyOf(sides), name);
    }
    return names;
  });
}

/** The literals that each open value is compared with anywhere in the Conditions, in the order of the template. */
function comparedValues(scope: Scope): ReadonlyMap<string, readonly string[]> {
  return scope.once('values of comparisons', new Map<string, string[]>(), () => {
    const values = new Map<string, string[]>();
    for (const argument of definitions(scope).flatMap(([, definition]) => comparisonsIn(definition))) {
      const [left, right] = (comparison(argument, scope) ?? []).map(asText);
      const open = left?.literal === undefined ? left : right;
      const value = left?.literal ?? right?.literal;
      if (open === undefined || open.literal !== undefined || value === undefined) continue;
      const known = values.get(identity(open)) ?? [];
      values.set(identity(open), known.includes(value) ? known : [...known, value]);
    }
    return values;
  });
}

function definitions(scope: Scope): readonly (readonly [name: string, definition: unknown])[] {
  const conditions = own(scope.template, 'Conditions');
  return isObject(conditions) ? Object.entries(conditions).filter(([, definition]) => !tooDeep(definition)) : [];
}

/** The arguments of all Fn::Equals in a condition. */
function comparisonsIn(definition: unknown): readonly unknown[] {
  if (!isObject(definition)) return [];
  if ('Fn::Equals' in definition) return [definition['Fn::Equals']];
  return Object.values(definition).flatMap((part) => (Array.isArray(part) ? part.flatMap(comparisonsIn) : []));
}
