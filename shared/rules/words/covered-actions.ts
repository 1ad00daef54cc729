import { trustActions, type StsAction } from '../../iam/actions';
import type { Statement } from '../../model/policy';
import { covers } from './calls';

/** Whether an action hands out a session. */
export function assumes({ inTrust }: StsAction): boolean {
  return inTrust === 'assumes';
}

/** The actions that a statement surely covers, of those that a trust policy decides about. */
export function coveredBy({ actions }: Statement): readonly StsAction[] {
  return trustActions.filter(({ name }) => covers(actions, name) === 'yes');
}
