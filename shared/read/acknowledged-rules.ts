import type { Acknowledgement } from '../model/acknowledgement';
import { isObject } from './json';

/** The type of the notes that CDK's `Validations.acknowledge` leaves on a construct, each an object of ids with reasons. */
export const acknowledgedRules = 'aws:cdk:acknowledged-rules';

// a line that says what is accepted may be silenced, too: that accepts nothing more
const remark = '[accepted]';

/** What such a note on the construct at this path accepts under ids that start with the prefix and `::`. */
export function readAcknowledgedRules(data: unknown, path: string, prefix: string): readonly Acknowledgement[] {
  const start = `${prefix}::`;
  return Object.entries(isObject(data) ? data : {})
    .filter(([id]) => id.startsWith(start) && !id.endsWith(remark))
    .map(([id, reason]) => ({
      rule: id.slice(start.length),
      reason: typeof reason === 'string' ? reason : '',
      by: `the acknowledgement at ${path === '' ? 'the App' : path}`,
    }));
}
