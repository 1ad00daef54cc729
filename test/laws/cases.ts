import {
  createGuard,
  type Finding,
  type IdentitySubject,
  type RoleSubject,
  type Rule,
  type Settings,
} from '../../shared';
import type { Tree } from '../../shared/model/tree';
import { rules } from '../../shared/rules';
import { settingsOf, subjectsOf, today, type Table } from '../table';
import { tables } from '../table/all';

/** One row of one table, ready to be judged by every rule. */
export interface Case {
  readonly name: string;
  readonly subject: RoleSubject | IdentitySubject;
  /** Its trust policy, or the document that an identity has. */
  readonly policy: Tree | undefined;
  readonly settings: Settings;
  readonly column: 'pass' | 'fail' | 'unknown';
  readonly rule: Rule;
}

/** Every row about one role or one document of an identity, of every table. */
export const cases: readonly Case[] = tables.flatMap((table) =>
  (['pass', 'fail', 'unknown'] as const).flatMap((column) =>
    table[column].flatMap((row) => caseOf(table, column, row)),
  ),
);

/** The rows about roles alone. */
export const roleCases: readonly (Case & { readonly subject: RoleSubject })[] = cases.flatMap((each) =>
  each.subject.kind === 'role' ? [{ ...each, subject: each.subject }] : [],
);

function caseOf(table: Table, column: Case['column'], row: Table['pass'][number]): Case[] {
  const [subject, ...more] = subjectsOf(row);
  // several subjects are for rules on a whole program
  if (table.rule.kind === 'program' || more.length > 0) return [];
  if (subject?.kind !== 'role' && subject?.kind !== 'identity') return [];
  return [
    {
      name: `${table.rule.name}, ${column}: ${row.name}`,
      subject,
      policy: subject.kind === 'role' ? subject.trust : subject.document,
      settings: settingsOf(row, table),
      column,
      rule: table.rule,
    },
  ];
}

// a rule that falls silent for another's sake would look like a verdict that changes
const outspoken: readonly Rule[] = rules.map(({ yields, ...rule }) => rule);

/** What each rule by itself finds on a subject, or on the same subject with another policy. */
export function findings({ subject, settings, policy }: Case, other: Tree | undefined = policy): readonly Finding[] {
  return createGuard(settings, { today, rules: outspoken }).judge(withPolicy(subject, other)).findings;
}

/** The subject with another policy. */
export function withPolicy<S extends RoleSubject | IdentitySubject>(subject: S, policy: Tree | undefined): S {
  return { ...subject, ...(subject.kind === 'role' ? { trust: policy } : { document: policy }) };
}

/** The verdict of each rule: that of its worst finding. What cannot be read leaves every rule undecided. */
export function verdicts(found: readonly Finding[]): ReadonlyMap<string, 'pass' | 'unknown' | 'fail'> {
  const hidden = found.some(
    ({ rule, verdict }) => (rule === 'readable-trust-policy' || rule === 'unreadable') && verdict === 'unknown',
  );
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
