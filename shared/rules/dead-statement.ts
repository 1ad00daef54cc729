import type { StsAction } from '../iam/actions';
import type { Policy, Statement } from '../model/policy';
import { assumes, coveredBy } from './words/covered-actions';
import { hintRule } from './hints';
import { isCovered, mayMeet } from './words/meet';

export const deadStatement = hintRule({
  name: 'dead-statement',
  level: 'info',
  summary: 'Every statement matters to some call.',
  why: 'A statement that matches no call does nothing, and whoever reads the policy believes that it does.',
  fix: 'Remove the statement, or write what it is meant to allow or deny.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html'],

  finds: ({ reading: { policy } }) => {
    if (policy.statements.length === 0 || !policy.statements.every(isPlain)) return [];
    return policy.statements.flatMap((statement) => {
      const message = whyDead(statement, policy);
      return message === undefined ? [] : [{ at: statement.at, message }];
    });
  },
});

/** Whether all is known of a statement that decides whom and what it means. */
function isPlain({ hole, effect, principals, actions }: Statement): boolean {
  return (
    hole === undefined &&
    effect !== 'unknown' &&
    !principals.not &&
    principals.entries.length > 0 &&
    actions.names.length > 0 &&
    // what IAM refuses is said elsewhere
    actions.names.every(({ literal }) => literal !== undefined && /^(?:sts:|\*$)/i.test(literal))
  );
}

function whyDead(statement: Statement, { statements }: Policy): string | undefined {
  const covered = coveredBy(statement);
  if (covered.length === 0)
    return `the statement ${statement.effect === 'Allow' ? 'allows' : 'denies'} no action that a trust policy decides about`;
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  if (statement.effect === 'Deny')
    return allows.length > 0 && !allows.some((allow) => sharesCaller(allow, statement))
      ? 'the Deny means nobody whom the policy lets in'
      : undefined;
  if (isOverruled(statement, covered, statements))
    return 'a Deny without conditions takes back all that the statement allows';
  const assuming = allows.filter((allow) => coveredBy(allow).some(assumes));
  return covered.some(assumes) || assuming.some((allow) => sharesCaller(allow, statement))
    ? undefined
    : 'nobody whom the statement means can assume the role, so what it allows beside is of no use';
}

function sharesCaller(one: Statement, other: Statement): boolean {
  return one.principals.entries.some((entry) => other.principals.entries.some((twin) => mayMeet(entry, twin)));
}

/** Whether Denies without conditions cover every caller of an Allow and every way by which it lets them assume the role. */
function isOverruled(allow: Statement, covered: readonly StsAction[], statements: readonly Statement[]): boolean {
  const needed = covered.some(assumes) ? covered.filter(assumes) : covered;
  const denies = statements.filter(({ effect, conditions }) => effect === 'Deny' && conditions.length === 0);
  const firing = denies.filter((deny) => {
    const denied = coveredBy(deny);
    return needed.every((action) => denied.includes(action));
  });
  const entries = firing.flatMap(({ principals }) => principals.entries);
  return allow.principals.entries.every((entry) => entries.some((deny) => isCovered(entry, deny)));
}
