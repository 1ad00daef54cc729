import type { Condition, Statement } from '../model/policy';
import { accountName, standingOf } from './words/accounts';
import { comparesText } from './words/compares';
import { hintRule } from './hints';

export const wholeAccountVendor = hintRule({
  name: 'whole-account-vendor',
  level: 'off',
  summary: 'Of another company’s account one role is trusted, and not whoever is in it.',
  why: 'Whoever in that account may call sts:AssumeRole gets in, and the company’s own administrators decide who that is. Naming the role that the vendor’s service uses leaves the others out.',
  fix: 'Name the vendor’s role as the principal, or require ArnEquals aws:PrincipalArn with it.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts',
  ],

  finds: ({ reading: { policy }, subject: { owner }, settings, today }) =>
    policy.statements
      .filter((statement) => statement.effect === 'Allow' && !statement.principals.not && !isNarrowed(statement))
      .flatMap(({ principals, conditions }) =>
        principals.entries.flatMap((entry) => {
          if (entry.kind !== 'account') return [];
          const standing = standingOf(entry.account, { owner, settings, today });
          if (standing.is === 'own' || standing.is === 'organization') return [];
          const message = `everybody in ${accountName(entry.account)} who may assume roles can assume this one`;
          const doubts = [...(standing.is === 'unknown' ? [standing.because] : []), ...mayNarrow(conditions)];
          return [{ at: entry.at, message, ...(doubts.length === 0 ? {} : { because: doubts.join(', ') }) }];
        }),
      ),
});

const ofOne = new Set(['aws:principalarn', 'aws:userid']);

/** Whether a condition picks out callers of the account. */
function isNarrowed({ conditions }: Statement): boolean {
  return conditions.some(picksOut);
}

/** The holes that stand for conditions of which not even the keys are known. */
function mayNarrow(conditions: readonly Condition[]): string[] {
  return [...new Set(conditions.flatMap(({ key, hole }) => (key === '' && hole !== undefined ? [hole] : [])))];
}

function picksOut(condition: Condition): boolean {
  // every caller of an account has both keys, so IfExists takes nothing back
  return ofOne.has(condition.key.toLowerCase()) && comparesText(condition)?.negated === false;
}
