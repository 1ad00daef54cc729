import type { Caller } from './caller';
import type { Context } from './clause';
import { holds } from './clause';
import type { CompiledPolicy, CompiledStatement } from './compile';
import { matches } from './glob';
import { covers } from './principals';
import type { Truth } from './truth';
import { all, any, no, not, unknown, yes } from './truth';

/**
 * Whether AWS lets a call in: every action it needs is allowed by some statement, and none denied by any.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(policy: CompiledPolicy, caller: Caller, actions: readonly string[], context: Context): Truth {
  const { allows, denies, bounds } = policy;
  const each = bounds === undefined ? [allows, denies] : [allows, denies, bounds];
  return all(actions, (action) =>
    all(each, (statements) => {
      const matched = any(statements, (statement) => applies(statement, caller, action, context));
      return statements === denies ? not(matched) : matched;
    }),
  );
}

/** Whether a statement matches a call in every part: action, principal and conditions. */
export function applies(statement: CompiledStatement, caller: Caller, action: string, context: Context): Truth {
  const covered = coversAction(statement, action);
  if (covered.is === 'no') return covered;
  const named = covers(statement.principals, caller);
  if (named.is === 'no') return named;
  const held = all(statement.clauses, (clause) => holds(clause, context));
  return covered.is === 'yes' && named.is === 'yes' ? held : all([covered, named, held], (part) => part);
}

/** Whether the Action or NotAction element covers an action such as `sts:AssumeRole`. */
export function coversAction(statement: CompiledStatement, action: string): Truth {
  const before = statement.covered.get(action);
  if (before !== undefined) return before;
  const { actions, principals } = statement;
  const named = any(actions.globs, (glob) => {
    if (matches(glob, action, 'sure')) return yes;
    return matches(glob, action, 'maybe') ? unknown(...principals.codes.names(glob.code)) : no;
  });
  const answer = actions.not ? not(named) : named;
  statement.covered.set(action, answer);
  return answer;
}
