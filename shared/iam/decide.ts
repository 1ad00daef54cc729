import type { Caller } from './caller';
import type { Context } from './clause';
import { holds } from './clause';
import type { CompiledPolicy, CompiledStatement } from './compile';
import { matches } from './glob';
import { covers } from './principals';
import type { Truth } from './truth';
import { all, any, not, truth, unknown } from './truth';

/**
 * Whether AWS lets a call in: every action it needs is allowed by some statement, and none denied by any.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(policy: CompiledPolicy, caller: Caller, actions: readonly string[], context: Context): Truth {
  return all(actions, (action) =>
    all([policy.allows, policy.denies], (statements) => {
      const matched = any(statements, (statement) => applies(statement, caller, action, context));
      return statements === policy.allows ? matched : not(matched);
    }),
  );
}

/** Whether a statement matches a call in every part: action, principal and conditions. */
export function applies(statement: CompiledStatement, caller: Caller, action: string, context: Context): Truth {
  const parts = [
    (): Truth => coversAction(statement, action),
    (): Truth => covers(statement.principals, caller),
    ...statement.clauses.map((clause) => (): Truth => holds(clause, context)),
  ];
  return all(parts, (part) => part());
}

/** Whether the Action or NotAction element covers an action such as `sts:AssumeRole`. */
export function coversAction({ actions, principals }: CompiledStatement, action: string): Truth {
  const named = any(actions.globs, (glob) => {
    if (matches(glob, action, 'sure')) return truth(true);
    return matches(glob, action, 'maybe') ? unknown(...principals.codes.names(glob.code)) : truth(false);
  });
  return actions.not ? not(named) : named;
}
