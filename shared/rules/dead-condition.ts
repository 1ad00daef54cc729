import { keyFacts } from '../iam/keys';
import type { Condition, Problem, Statement } from '../model/policy';
import { silentServices, whenAbsent, whyAbsent } from './words/absent-keys';
import { meantBy, type Meant } from './words/meant';
import { whyNever } from './words/impossible-values';
import { hintRule } from './hints';

export const deadCondition = hintRule({
  name: 'dead-condition',
  level: 'warning',
  summary: 'Every condition can be met by some call.',
  why: 'An Allow whose condition never holds lets nobody in, and the role is of no use. A Deny whose condition never holds keeps nobody out, and looks as if it did.',
  fix: 'Compare a key that these callers send, with a value that it can have, or remove the condition.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html',
  ],

  finds: ({ reading: { policy } }) =>
    policy.statements.flatMap((statement) => {
      if (statement.hole !== undefined || statement.effect === 'unknown' || statement.conditions.length === 0)
        return [];
      const meant = meantBy(statement);
      return statement.conditions.flatMap((condition) => {
        const message =
          condition.hole === undefined ? wrongWith(condition, statement, meant, policy.variables) : undefined;
        return message === undefined ? [] : [{ at: condition.at, message } satisfies Problem];
      });
    }),
});

function wrongWith(condition: Condition, { effect }: Statement, meant: Meant, variables: boolean): string | undefined {
  const absent = whenAbsent(condition);
  const name = keyFacts(condition.key).name;
  // bearer tokens have it, which no trust policy decides about
  if (name === 'sts:DurationSeconds' && absent !== undefined)
    return 'no call that assumes a role has sts:DurationSeconds, so it limits no session';
  const never = (absent === 'fails' ? whyAbsent(condition.key, meant) : undefined) ?? whyNever(condition, variables);
  if (never !== undefined)
    return `${never}, so ${effect === 'Allow' ? 'the condition never holds' : 'the Deny never fires'}`;
  const silent = absent === 'fails' && effect === 'Allow' ? silentServices(condition.key, meant) : [];
  return silent.length === 0
    ? undefined
    : `the service ${silent.join(', ')} sends no ${name}, so this statement does not let it in`;
}
