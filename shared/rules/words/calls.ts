import { like, matches } from '../../iam/glob';
import type { Actions } from '../../model/policy';

/** Whether the Action or NotAction element of a statement covers an action such as `sts:AssumeRole`. */
export function covers({ not, names }: Actions, action: string): 'yes' | 'no' | 'unknown' {
  let isOpen = false;
  for (const { literal } of names) {
    if (literal === undefined) isOpen = true;
    else if (isNamed(literal, action)) return not ? 'no' : 'yes';
  }
  if (isOpen) return 'unknown';
  return not ? 'yes' : 'no';
}

function isNamed(name: string, action: string): boolean {
  // most names have no wildcard
  if (name === action) return true;
  return matches({ code: like(name.toLowerCase()), fold: true }, action, 'sure');
}
