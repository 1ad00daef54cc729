import { OutOfSteps, type Budget } from './machine';
import type { Answer } from './search';
import type { Effort } from './values';

/** So many steps to spend; spending more throws OutOfSteps. */
export function budgetOf(steps: number): Budget {
  let left = steps;
  return {
    spend: (count) => {
      left -= count;
      if (left < 0) throw new OutOfSteps();
    },
  };
}

/** What is found or, where that gives up, `open` as undecided with the reasons; undefined where nothing gets through. */
export function attempt(
  open: Pick<Answer, 'at' | 'request' | 'outsider'>,
  find: (gaveUp: Effort['gaveUp']) => Answer | undefined,
): Answer | undefined {
  const reasons: string[] = [];
  try {
    const found = find((reason) => reasons.push(reason));
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof OutOfSteps)) throw error;
    reasons.push('the search took too many steps');
  }
  return reasons.length === 0 ? undefined : { verdict: 'unknown', ...open, because: [...new Set(reasons)].join(', ') };
}
