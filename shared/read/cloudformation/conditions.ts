import type { Tree } from '../../model/tree';
import { isList } from '../../model/tree';
import { isObject, tooDeep } from '../json';
import { countChoices, either, settledIn } from './choices';
import { equals } from './comparisons';
import type { Decision } from './decision';
import { graft, negate, opaque, size } from './decision';
import type { Scope } from './scope';

// a condition over more comparisons than this counts as one comparison of its own
const largest = 32;
// how many choices one Fn::If may grow into
const mostChoices = 256;

/** `Fn::If`: a value where the template settles the condition, else a choice over its comparisons. */
export function choose(argument: Tree | undefined, scope: Scope): Tree | undefined {
  if (!isList(argument) || argument.length !== 3) return scope.open('If', argument);
  const [name, then, otherwise] = argument;
  if (typeof name !== 'string') return scope.open('If', argument);
  const decision = named(name, scope);
  const parts = 1 + countChoices(then, mostChoices) + countChoices(otherwise, mostChoices);
  const small = typeof decision === 'boolean' || size(decision) === 1 || size(decision) * parts <= mostChoices;
  return spread(small ? decision : opaque(name, scope), then, otherwise);
}

function spread(decision: Decision, then: Tree | undefined, otherwise: Tree | undefined): Tree | undefined {
  if (typeof decision === 'boolean') return decision ? then : otherwise;
  const side = (next: Decision, holds: boolean) => {
    // what stands inside a side need not ask again
    const settled = new Map([[decision.atom, holds]]);
    return spread(next, settledIn(then, settled), settledIn(otherwise, settled));
  };
  return either(decision.atom, side(decision.then, true), side(decision.otherwise, false));
}

/** What a condition of the template comes to. */
export function named(name: string, scope: Scope): Decision {
  return scope.once<Decision>(`condition ${name}`, opaque(name, scope), () => {
    const definition = scope.find('Conditions', name);
    if (tooDeep(definition)) return opaque(name, scope);
    return decide(definition, scope) ?? opaque(name, scope);
  });
}

/** Undefined for what is no condition, and for one over too many comparisons. */
function decide(condition: unknown, scope: Scope): Decision | undefined {
  if (!isObject(condition)) return undefined;
  const [call, ...more] = Object.keys(condition);
  if (call === undefined || more.length > 0) return undefined;
  const argument = condition[call];
  switch (call) {
    case 'Condition':
      return typeof argument === 'string' ? named(argument, scope) : undefined;
    case 'Fn::Equals':
      return equals(argument, scope);
    case 'Fn::Not': {
      const decision = Array.isArray(argument) && argument.length === 1 ? decide(argument[0], scope) : undefined;
      return decision === undefined ? undefined : negate(decision);
    }
    case 'Fn::And':
      return fold(argument, scope, (sum, part) => graft(sum, part, false));
    case 'Fn::Or':
      return fold(argument, scope, (sum, part) => graft(sum, true, part));
    default:
      return undefined;
  }
}

function fold(
  argument: unknown,
  scope: Scope,
  join: (sum: Decision, part: Decision) => Decision,
): Decision | undefined {
  if (!Array.isArray(argument) || argument.length === 0) return undefined;
  let sum: Decision | undefined;
  for (const part of argument as unknown[]) {
    const decision = decide(part, scope);
    if (decision === undefined) return undefined;
    sum = sum === undefined ? decision : join(sum, decision);
    if (size(sum) > largest) return undefined;
  }
  return sum;
}
