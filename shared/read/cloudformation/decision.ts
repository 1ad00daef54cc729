import type { Labels } from './labels';

/** A condition as a tree of yes-or-no comparisons in which no path asks the same comparison twice. */
export type Decision = boolean | Branch;

interface Branch {
  readonly atom: string;
  readonly then: Decision;
  readonly otherwise: Decision;
}

/** The decision that is one comparison. */
export function atom(name: string): Decision {
  return { atom: name, then: true, otherwise: false };
}

/** The decision that is one condition of the template, whatever it compares. */
export function opaque(name: string, scope: { readonly labels: Labels }): Decision {
  return atom(scope.labels.name(`condition ${name}`, name));
}

export function negate(decision: Decision): Decision {
  if (typeof decision === 'boolean') return !decision;
  return { ...decision, then: negate(decision.then), otherwise: negate(decision.otherwise) };
}

/** The decision that goes on with `yes` where this one holds and with `no` where it does not. */
export function graft(decision: Decision, yes: Decision, no: Decision): Decision {
  if (typeof decision === 'boolean') return decision ? yes : no;
  const { atom: name } = decision;
  const then = graft(decision.then, given(yes, name, true), given(no, name, true));
  const otherwise = graft(decision.otherwise, given(yes, name, false), given(no, name, false));
  return then === otherwise ? then : { atom: name, then, otherwise };
}

/** How many comparisons stand in the tree. */
export function size(decision: Decision): number {
  return typeof decision === 'boolean' ? 0 : 1 + size(decision.then) + size(decision.otherwise);
}

function given(decision: Decision, name: string, holds: boolean): Decision {
  if (typeof decision === 'boolean') return decision;
  if (decision.atom === name) return given(holds ? decision.then : decision.otherwise, name, holds);
  const then = given(decision.then, name, holds);
  const otherwise = given(decision.otherwise, name, holds);
  return then === decision.then && otherwise === decision.otherwise
    ? decision
    : { atom: decision.atom, then, otherwise };
}
