import type { Operator } from '../operator';
import { textOperators } from './text';
import { typedOperators } from './typed';

export const operators: readonly Operator[] = [...textOperators, ...typedOperators];

const byName = new Map(operators.map((operator) => [operator.name.toLowerCase(), operator]));

/** An operator as a policy spells it, with its set qualifier and IfExists. */
export interface OperatorUse {
  readonly operator: Operator;
  readonly set: 'any' | 'all' | undefined;
  readonly ifExists: boolean;
}

const asked = new Map<string, OperatorUse | undefined>();
// spellings come from templates, so a long run could meet any number of them
const mostRemembered = 1000;

/** What an operator's spelling means, whatever its letter case; undefined where AWS has no such operator. */
export function readOperator(spelling: string): OperatorUse | undefined {
  if (asked.has(spelling)) return asked.get(spelling);
  if (asked.size >= mostRemembered) asked.clear();
  const use = lookUp(spelling);
  asked.set(spelling, use);
  return use;
}

function lookUp(spelling: string): OperatorUse | undefined {
  const parts = /^(?:(foranyvalue|forallvalues):)?(.*?)(ifexists)?$/.exec(spelling.toLowerCase());
  const operator = byName.get(parts?.[2] ?? '');
  if (operator === undefined || (operator.family === 'null' && parts?.[3] !== undefined)) return undefined;
  const set = parts?.[1] === undefined ? undefined : parts[1] === 'foranyvalue' ? 'any' : 'all';
  return { operator, set, ifExists: parts?.[3] !== undefined };
}
