import type { Rule } from './rules/rule';
import type { Rows } from './testing/rows';

/**
 * Tests a rule of one's own against its rows, and against the laws that every rule keeps on each row. Where the test
 * runner has `describe` and `test` or `it` as globals (Jest, Mocha, Vitest with globals), each row becomes a test: call
 * it at the top of a test file. Elsewhere all rows run at once, and an Error lists those that do not hold. Throws Error
 * at once where no row passes, none fails, or a row is malformed.
 */
export function testRule(rule: Rule, rows: Rows): void {
  // hosts, which start often, never need it
  const { runRows } = require('./testing/run') as typeof import('./testing/run');
  runRows(rule, rows);
}
