import { readOperator } from '../../iam/operators';
import type { Condition } from '../../model/policy';

/** How a condition compares a text with its values; undefined where it does not, or nobody knows how. */
export function comparesText({ operator, hole }: Condition): { readonly negated: boolean } | undefined {
  const use = hole === undefined ? readOperator(operator)?.operator : undefined;
  return use?.family === 'text' ? use : undefined;
}
