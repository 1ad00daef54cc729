import { like, matches } from '../../iam/glob';
import type { Actions } from '../../model/policy';

/** Whether the Action or NotAction element of a statement covers an action such as `sts:AssumeRole`. */
export function covers({ not, names }: Actions, action: string): 'yes' | 'no' | 'unknown' {
  const literals = names.flatMap(({ literal }) => literal ?? []);
  const named = literals.some((name) => matches({ code: like(name.toLowerCase()), fold: true }, action, 'sure'));
  if (named) return not ? 'no' : 'yes';
  if (literals.length < names.length) return 'unknown';
  return not ? 'yes' : 'no';
}
