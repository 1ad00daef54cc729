import type { ConditionTree, StatementTree } from '../../shared/testing/build';
import type { Seed } from '../../shared/testing/rows';
import type { Identity } from '../../shared';
import type { Tree } from '../../shared/model/tree';
import { own } from './build';

/** A statement that allows these actions on these resources; `more` replaces elements or adds some. */
export function gives(
  actions: Tree,
  resources: Tree = '*',
  conditions?: ConditionTree,
  more: StatementTree = {},
): StatementTree {
  return statement('Allow', actions, resources, conditions, more);
}

/** A statement that denies these actions on these resources; `more` replaces elements or adds some. */
export function refuses(
  actions: Tree,
  resources: Tree = '*',
  conditions?: ConditionTree,
  more: StatementTree = {},
): StatementTree {
  return statement('Deny', actions, resources, conditions, more);
}

function statement(
  effect: string,
  actions: Tree,
  resources: Tree,
  conditions: ConditionTree | undefined,
  more: StatementTree,
): StatementTree {
  return {
    Effect: effect,
    Action: actions,
    Resource: resources,
    ...(conditions !== undefined && { Condition: conditions }),
    ...more,
  };
}

/** A document as these identities have it; nobody is known to have it where none is named. */
export function having(document: Tree | undefined, ...identities: readonly Identity[]): { subjects: Seed } {
  return { subjects: { kind: 'identity', document, identities } };
}

/** A role with other documents. */
export function aRole(...documents: readonly Tree[]): Identity {
  return { of: 'role', id: 'Deploy', documents };
}

/** An IAM user with other documents. */
export function aUser(...documents: readonly Tree[]): Identity {
  return { of: 'user', id: 'Ann', documents };
}

/** A role with a permissions boundary. */
export function bounded(boundary: Tree, ...documents: readonly Tree[]): Identity {
  return { ...aRole(...documents), boundary };
}

/** The ARN of a role in the own account, or of roles. */
export function ownRole(name: string): string {
  return `arn:aws:iam::${own}:role/${name}`;
}
