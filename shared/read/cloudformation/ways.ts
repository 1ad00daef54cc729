import type { Tree } from '../../model/tree';
import { pointer } from '../../model/tree';
import { own } from '../json';
import { read } from './resolve';
import type { Scope } from './scope';

/** A value of a list as the template writes it, and where: on one side of an Fn::If it is there only sometimes. */
export interface Entry {
  readonly raw: unknown;
  /** JSON pointer from where the list stands. */
  readonly at: string;
  readonly when: readonly When[];
}

/** A condition of the template that holds, or does not. */
interface When {
  readonly condition: string;
  readonly holds: boolean;
}

// lists are not nested, and sides of an Fn::If seldom are
const deepestSide = 8;

/** The entries of a list, or the one value that stands in its place, whatever conditions they hang on. */
export function entriesOf(raw: unknown, at = '', when: readonly When[] = [], levels = deepestSide): Entry[] {
  if (raw === undefined || isNoValue(raw)) return [];
  const sides = sidesOf(raw);
  if (sides !== undefined && levels > 0) {
    const { condition, then, otherwise } = sides;
    const side = (value: unknown, holds: boolean, step: number) =>
      entriesOf(value, pointer(at, 'Fn::If', step), [...when, { condition, holds }], levels - 1);
    return [...side(then, true, 1), ...side(otherwise, false, 2)];
  }
  if (!Array.isArray(raw) || levels === 0) return [{ raw, at, when }];
  return raw.flatMap((item, index) => entriesOf(item, pointer(at, index), when, levels - 1));
}

/** A value where the conditions are as they are to be, and nothing elsewhere. */
export function readWhen(raw: unknown, when: readonly When[], scope: Scope): Tree | undefined {
  const nothing = { Ref: 'AWS::NoValue' };
  const whole = when.reduceRight<unknown>(
    (value, { condition, holds }) => ({ 'Fn::If': holds ? [condition, value, nothing] : [condition, nothing, value] }),
    raw,
  );
  return read(whole, scope);
}

/** Whether conditions can be as they are to be for an entry to be there. */
export function isPossible(when: readonly When[], scope: Scope): boolean {
  return when.length === 0 || readWhen(true, when, scope) !== undefined;
}

/** The condition on which a resource is made at all. */
export function whenMade(resource: unknown): readonly When[] {
  const condition = own(resource, 'Condition');
  return typeof condition === 'string' ? [{ condition, holds: true }] : [];
}

function isNoValue(raw: unknown): boolean {
  return own(raw, 'Ref') === 'AWS::NoValue';
}

function sidesOf(raw: unknown): { condition: string; then: unknown; otherwise: unknown } | undefined {
  const sides = own(raw, 'Fn::If');
  if (!Array.isArray(sides) || sides.length !== 3 || Object.keys(raw as object).length !== 1) return undefined;
  const [condition, then, otherwise] = sides as unknown[];
  return typeof condition === 'string' ? { condition, then, otherwise } : undefined;
}
