import { compile } from '../iam/compile';
import { parsePolicy } from '../model/policy';
import type { Owner } from '../model/subject';
import type { Tree } from '../model/tree';
import type { Question } from './question';
import type { Answer, SearchOptions } from './search';
import { search } from './search';

/**
 * The requests of a question's class that a trust policy, given as an object or as JSON text, lets in: at most one for
 * each account or statement, as the question says. None means that none gets through. Throws TypeError where the policy
 * cannot be read or is not known as a whole, since an empty answer would say that it is safe.
 */
export function searchPolicy(
  policy: unknown,
  question: Question,
  { owner = {}, ...options }: SearchOptions & { readonly owner?: Owner },
): Answer[] {
  const parsed = parsePolicy(policy as Tree);
  if (parsed.hole !== undefined) throw new TypeError(`the policy is not known: ${parsed.hole}`);
  if (parsed.unreadable)
    throw new TypeError(parsed.problems[0]?.message ?? 'the policy has no statement that can be read');
  return search(compile(parsed, owner), question, options);
}
