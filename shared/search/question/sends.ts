import { anything } from '../../iam/keys/language';
import { legalOf } from '../legal';
import type { Wish } from '../question';

/** A wish for just these values under a key, such as `false` for a session without MFA. */
export function sends(...values: readonly string[]): Wish {
  return {
    absent: false,
    value: () => ({
      legal: legalOf(anything),
      excluded: [],
      samples: values,
      passes: (value) => values.includes(value),
    }),
  };
}
