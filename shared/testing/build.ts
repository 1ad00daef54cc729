import { Text, type Domain } from '../model/text';
import { Choice, type Tree, type TreeMap } from '../model/tree';

/** The elements of a statement by name. */
export interface StatementTree {
  readonly [element: string]: Tree | undefined;
}

/** The condition operators of a statement, each with its keys. */
export type ConditionTree = { readonly [operator: string]: Tree | undefined };

/** A value that is not known yet; one id is one value, and `domain` says what it can turn out to be. */
export function hole(id: string, domain: Domain = 'free'): Text {
  return Text.of({ id, domain });
}

/** A value that a condition of the template decides. */
export function choice(condition: string, then: Tree | undefined, otherwise: Tree | undefined): Choice {
  return new Choice(condition, then, otherwise);
}

/** A statement that lets these principals assume the role; `more` replaces elements or adds some. */
export function allow(principal: Tree, conditions?: ConditionTree, more: StatementTree = {}): StatementTree {
  return statement('Allow', principal, 'sts:AssumeRole', conditions, more);
}

/** A statement that keeps these principals from everything STS has; `more` replaces elements or adds some. */
export function deny(principal: Tree, conditions?: ConditionTree, more: StatementTree = {}): StatementTree {
  return statement('Deny', principal, 'sts:*', conditions, more);
}

function statement(
  effect: string,
  principal: Tree,
  action: string,
  conditions: ConditionTree | undefined,
  more: StatementTree,
): StatementTree {
  return {
    Effect: effect,
    Principal: principal,
    Action: action,
    ...(conditions !== undefined && { Condition: conditions }),
    ...more,
  };
}

/** A policy of these statements. */
export function doc(...statements: readonly (Tree | undefined)[]): TreeMap {
  return { Version: '2012-10-17', Statement: statements };
}

/** Conditions on one key under one operator. */
export function when(operator: string, key: string, value: Tree): ConditionTree {
  return { [operator]: { [key]: value } };
}
