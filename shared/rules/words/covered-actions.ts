import { trustActions, type StsAction } from '../../iam/actions';
import { like, matches } from '../../iam/glob';
import type { Statement } from '../../model/policy';

/** Whether an action hands out a session. */
export function assumes({ inTrust }: StsAction): boolean {
  return inTrust === 'assumes';
}

/** The actions that a statement surely covers, of those that a trust policy decides about. */
export function coveredBy({ actions: { not, names } }: Statement): readonly StsAction[] {
  const globs = names.map(({ literal = '' }) => ({ code: like(literal.toLowerCase()), fold: true }));
  return trustActions.filter(({ name }) => globs.some((glob) => matches(glob, name, 'sure')) !== not);
}
