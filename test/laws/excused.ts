import type { Case } from './cases';
import type { Leaf } from './trees';

interface Excuse {
  readonly why: string;
  readonly holds: (rule: string, verdict: 'pass' | 'fail', leaf: Leaf, each: Case) => boolean;
}

/** Where hiding a value may settle a verdict after all, because of how values that are not known yet are read. */
const excuses: readonly Excuse[] = [
  {
    why: 'what IAM would refuse is refused as it is spelled, and a value that is not known yet is taken for a legal one',
    holds: (rule, verdict) => rule === 'readable-trust-policy' && verdict === 'fail',
  },
  {
    why: 'a hole never contains a policy variable, and under equality it is one fixed value',
    holds: (_rule, verdict, { path, value }) =>
      verdict === 'fail' && isUnder(path, /equals/i) && String(value).includes('${'),
  },
  {
    why: 'an organization not known yet is taken for the owner’s where none is configured',
    holds: (_rule, verdict, { path }, { settings }) =>
      verdict === 'fail' &&
      isUnder(path, /^aws:PrincipalOrg(ID|Paths)$/i) &&
      settings.accounts.organization.id === undefined,
  },
  {
    why: 'a tag key that is kept out by its name is a listed one only while it is spelled; other keys are another rule’s finding',
    holds: (rule, verdict, { path }) =>
      rule === 'tag-values' &&
      verdict === 'fail' &&
      isUnder(path, /^aws:TagKeys$/i) &&
      isUnder(path, /^ForAllValues:.*Not|^ForAnyValue:/),
  },
];

/** Why this pair of a rule and a hidden value is exempt from dimming; undefined where it is not. */
export function excused(
  rule: string,
  verdict: 'pass' | 'fail' | 'unknown',
  leaf: Leaf,
  each: Case,
): string | undefined {
  return verdict === 'unknown' ? undefined : excuses.find(({ holds }) => holds(rule, verdict, leaf, each))?.why;
}

function isUnder(path: Leaf['path'], name: RegExp): boolean {
  return path.some((step) => typeof step === 'string' && name.test(step));
}
