import { isLegal, keyFacts } from '../../shared/iam/keys';
import type { Case } from './cases';
import type { Leaf } from './trees';

/** One reason, and the pairs of a rule and a hidden value that it holds for. */
interface Excuse {
  readonly why: string;
  readonly holds: (rule: string, verdict: 'pass' | 'fail', leaf: Leaf, each: Case) => boolean;
}

const hints = new Set([
  'dead-condition',
  'dead-statement',
  'dangling-principal',
  'partition-mismatch',
  'weak-external-id',
  'whole-account-vendor',
]);

/** Where hiding a value may settle a verdict after all, because of how values that are not known yet are read. */
export const excuses: readonly Excuse[] = [
  {
    why: 'what IAM would refuse is refused as it is spelled, and a value that is not known yet is taken for a legal one',
    holds: (rule, verdict) => rule === 'readable-trust-policy' && verdict === 'fail',
  },
  {
    why: 'these hints speak of what is certain, and take what is not known yet for something that makes sense',
    holds: (rule, verdict) => verdict === 'fail' && hints.has(rule),
  },
  {
    why: 'a hole never contains a policy variable, and under equality it is one fixed value',
    holds: (_rule, verdict, { path, value }) =>
      verdict === 'fail' && isUnder(path, /equals/i) && String(value).includes('${'),
  },
  {
    why: 'a subject that is compared with one value not known yet counts as fixed, whatever that value tells of its owner',
    holds: (rule, verdict, { path }) => rule === 'oidc-subject' && verdict === 'fail' && isUnder(path, /equals/i),
  },
  {
    why: 'an identity provider that is not known yet is taken for one that the action fits',
    holds: (rule, verdict, { path }) =>
      rule === 'federated-action' && verdict === 'fail' && isUnder(path, /^Federated$/),
  },
  {
    why: 'nobody can send what is no legal value of its key, and a value that is not known yet is taken for a legal one',
    holds: (_rule, verdict, { path, value }) =>
      verdict === 'pass' && path.some((step) => !isLegal(keyFacts(String(step)).language, String(value))),
  },
  {
    why: 'an ARN that is not known yet is that of a resource, and no root user or request for a delegation is one',
    holds: (rule, verdict, { path, value }) =>
      (rule === 'assume-root' || rule === 'delegated-token') &&
      verdict === 'fail' &&
      isUnder(path, /^resource$/i) &&
      /:root$|:delegation-request\//.test(String(value)),
  },
];

function isUnder(path: Leaf['path'], name: RegExp): boolean {
  return path.some((step) => typeof step === 'string' && name.test(step));
}
