import { createGuard, type Finding, type RoleSubject, type Rule, type Settings } from '../../shared';
import type { Tree } from '../../shared/model/tree';
import { rules } from '../../shared/rules';
import { isRoleRow, settingsOf, subjectOf, today, type Table } from '../table';
import { tables } from '../table/all';

/** One row of one table, ready to be judged by every rule. */
export interface Case {
  readonly name: string;
  readonly subject: RoleSubject;
  readonly settings: Settings;
  readonly column: 'pass' | 'fail' | 'unknown';
  readonly rule: Rule;
}

/** Every row about a role, of every table. */
export const cases: readonly Case[] = tables.flatMap((table) =>
  (['pass', 'fail', 'unknown'] as const).flatMap((column) =>
    table[column].filter(isRoleRow).map((row) => caseOf(table, column, row)),
  ),
);

function caseOf(table: Table, column: Case['column'], row: Table['pass'][number]): Case {
  return {
    name: `${table.rule.name}, ${column}: ${row.name}`,
    subject: subjectOf(row),
    settings: settingsOf(row, table),
    column,
    rule: table.rule,
  };
}

// a rule that falls silent for another's sake would look like a verdict that changes
const outspoken: readonly Rule[] = rules.map(({ yields, ...rule }) => rule);

/** What each rule by itself finds on a role, or on the same role with another trust policy. */
export function findings({ subject, settings }: Case, trust: Tree | undefined = subject.trust): readonly Finding[] {
  return createGuard(settings, { today, rules: outspoken }).judge({ ...subject, trust }).findings;
}

/** The verdict of each rule: that of its worst finding. What cannot be read leaves every rule undecided. */
export function verdicts(found: readonly Finding[]): ReadonlyMap<string, 'pass' | 'unknown' | 'fail'> {
  const hidden = found.some(({ rule, verdict }) => rule === 'readable-trust-policy' && verdict === 'unknown');
  return new Map(
    rules.map(({ name }) => {
      const own = found.filter(({ rule }) => rule === name).map(({ verdict }) => verdict);
      if (own.includes('fail')) return [name, 'fail'];
      return [name, own.length > 0 || hidden ? 'unknown' : 'pass'];
    }),
  );
}

/** The seed of this run's random cases: a new one each time, unless SEED names the one to repeat. */
export const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** How random cases run: the seed stands in the message of whatever fails, and here for the whole run. */
export function runs(numRuns: number): { readonly seed: number; readonly numRuns: number } {
  process.stdout.write(`random cases of ${expect.getState().currentTestName ?? 'a law'}: SEED=${seed}\n`);
  return { seed, numRuns };
}
