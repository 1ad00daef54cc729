import { rulesWith } from '../rules/own';
import { rules } from '../rules/index';
import type { Rule } from '../rules/rule';
import { type Placed, problemsOf } from './judge';
import { breachesOf } from './laws';
import { placesOf, type Row, type Rows, type Table, table } from './rows';

/** A test of one row: it throws an Error with all that is wrong. */
interface Test {
  readonly name: string;
  readonly run: () => void;
}

/** What breaks a law on a row, one sentence each. */
type Laws = (row: Row, of: Table) => readonly string[];

const titles = { pass: 'passes', fail: 'fails', unknown: 'cannot tell' } as const;
const elements = new Set([
  'name',
  'trust',
  'maxSeconds',
  'subjects',
  'owner',
  'file',
  'settings',
  'at',
  'level',
  'says',
  'gets',
  'because',
] as const) as ReadonlySet<string>;

/** Makes each row a test where the test runner has globals for that, and else runs all rows at once. */
export function runRows(rule: Rule, rows: Rows, laws: Laws = breachesOf): void {
  const tests = testsOf(rule, rows, laws);
  const { describe, test, it } = globalThis as unknown as Partial<Globals>;
  const define = test ?? it;
  if (typeof describe !== 'function' || typeof define !== 'function') return runAtOnce(rule, tests);
  describe(rule.name, () => {
    for (const { name, run } of tests) define(name, run);
  });
}

interface Globals {
  readonly describe: (name: string, body: () => void) => void;
  readonly test: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => void) => void;
}

/** The tests of a rule's rows; throws an Error where the rows themselves show nothing. */
export function testsOf(rule: Rule, rows: Rows, laws: Laws = breachesOf): readonly Test[] {
  if (!rules.includes(rule)) rulesWith([rule]);
  // who writes without types may leave a column out
  const of = table(rule, { ...rows, pass: rows.pass ?? [], fail: rows.fail ?? [] });
  const placed: Placed[] = [
    ...of.pass.map((row) => ({ column: 'pass', row }) as const),
    ...of.fail.map((row) => ({ column: 'fail', row }) as const),
    ...of.unknown.map((row) => ({ column: 'unknown', row }) as const),
  ];
  const wrong = [...unknownColumns(rows), ...faultsIn(of, placed)];
  if (wrong.length > 0) throw new Error([`the rows of ${rule.name} cannot be run`, ...wrong].join('\n  '));
  return placed.map((one) => ({
    name: `${titles[one.column]}: ${one.row.name}`,
    run: () => {
      const problems = [...problemsOf(one, of), ...laws(one.row, of)];
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  }));
}

const columns: ReadonlySet<string> = new Set(['settings', 'pass', 'fail', 'unknown'] satisfies (keyof Rows)[]);

function unknownColumns(rows: Rows): string[] {
  const odd = Object.keys(rows).filter((key) => !columns.has(key));
  return odd.map((key) => `there is no column ${key}: use ${[...columns].join(', ')}`);
}

/** What makes rows worthless, whatever the rule says of them. */
function faultsIn({ rule, pass, fail }: Table, placed: readonly Placed[]): string[] {
  const names = placed.map(({ row }) => row.name);
  return [
    ...(pass.length === 0 ? ['no row passes: add one, or the rule may as well stop everything'] : []),
    ...(fail.length === 0 ? ['no row fails: add one, or the rule may as well stop nothing'] : []),
    ...names.flatMap((name, index) => (names.indexOf(name) === index ? [] : [`two rows are named "${name}"`])),
    ...placed.flatMap(({ column, row }) => [
      ...Object.keys(row).flatMap((key) => (elements.has(key) ? [] : [`"${row.name}" has an unknown element ${key}`])),
      ...(rule.kind === 'value' || 'trust' in row || 'subjects' in row ? [] : [`"${row.name}" has no trust`]),
      ...(column === 'pass' || placesOf(row).length > 0
        ? []
        : [`"${row.name}" expects no finding: name a place in at`]),
      ...(column !== 'unknown' || row.because ? [] : [`"${row.name}" does not say what it depends on: add because`]),
    ]),
  ];
}

function runAtOnce(rule: Rule, tests: readonly Test[]): void {
  const failed = tests.flatMap(({ name, run }) => {
    try {
      run();
      return [];
    } catch (error) {
      return [`${name}\n    ${(error instanceof Error ? error.message : String(error)).replaceAll('\n', '\n    ')}`];
    }
  });
  if (failed.length === 0) return;
  throw new Error([`${failed.length} of ${tests.length} rows of ${rule.name} do not hold`, ...failed].join('\n  '));
}
