import { equivalents } from './mutations/equivalents';
import { killerOf, questionsOf } from './mutations/asking';
import { mutantsOf } from './mutations/mutants';
import { tables } from './table/all';

const asking = tables.filter(({ rule }) => rule.kind === 'trust' || rule.kind === 'grant');

test.each(asking.map((table) => [table.rule.name, table] as const))(
  'each mutant of a question of %s turns a row red',
  (name, table) => {
    const reasons = equivalents[name] ?? {};
    const survivors: string[] = [];
    let killed = 0;
    questionsOf(table).forEach((seen, index) => {
      for (const mutant of mutantsOf(seen.question, seen.claims)) {
        if (killerOf(mutant, seen, table) !== undefined) killed++;
        else survivors.push(`question ${index + 1} ${mutant.name}`);
      }
    });
    process.stdout.write(
      `${name}: ${killed} mutants killed, ${survivors.length} change nothing that a row could show\n`,
    );
    // an entry without a survivor is as wrong as a survivor without an entry
    expect(survivors.sort()).toEqual(Object.keys(reasons).sort());
    expect(killed).toBeGreaterThan(0);
  },
);

test('what is said to change nothing is said of a rule that asks', () => {
  const names = asking.map(({ rule }) => rule.name);
  expect(Object.keys(equivalents).filter((name) => !names.includes(name))).toEqual([]);
});
