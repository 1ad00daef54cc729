import { createGuard } from '../guard';
import type { Finding } from '../model/finding';
import { isMap, pointer, type Tree } from '../model/tree';
import type { Rule } from '../rules/rule';
import { gists, respellings, statementKey, statementsOf, withStatements } from './respell';
import { isRoleRow, type Row, settingsOf, subjectOf, subjectsOf, type Table, today } from './rows';
import { dense, leaves, put } from './trees';

/** What no role should hold, and none may make a rule stop. */
const oddities: readonly Tree[] = [null, '', 'x', -1, [], {}, [[]], { x: [null] }];

const mostValues = 16;

/** What breaks the laws that hold for every rule on every row: other spellings, and odd values. One sentence each. */
export function breachesOf(row: Row, of: Table): string[] {
  // a rule that falls silent for another's sake would look like a verdict that changes
  const { yields, ...rule } = of.rule;
  if (!isRoleRow(row)) return inOddSubjects(row, of, rule);
  const judge = (changed: Partial<Pick<Row, 'trust' | 'maxSeconds'>>): readonly Finding[] =>
    judged({ ...row, ...changed }, of, rule);
  return [...(rule.kind === 'value' ? [] : inSpelling(row, judge)), ...inTotality(row, judge)];
}

type Judge = (changed: Partial<Pick<Row, 'trust' | 'maxSeconds'>>) => readonly Finding[];

function judged(row: Row, of: Table, rule: Rule): readonly Finding[] {
  return createGuard(settingsOf(row, of), { today, rules: [rule] }).judge(subjectOf(row)).findings;
}

function inSpelling(row: Row, judge: Judge): string[] {
  const plain = dense(subjectOf(row).trust);
  if (!isMap(plain) || statementKey(plain) === undefined) return [];
  const document = withStatements(plain, statementsOf(plain));
  const usual = gists(judge({ trust: document })).join(', ');
  return Object.entries(respellings).flatMap(([name, respell]) => {
    const trust = respell(document);
    const found = trust === undefined ? usual : gists(judge({ trust })).join(', ');
    return found === usual
      ? []
      : [`the same policy ${name} gives ${found || 'nothing'} in place of ${usual || 'nothing'}`];
  });
}

function inTotality(row: Row, judge: Judge): string[] {
  const { trust } = subjectOf(row);
  const odd = (index: number): Tree => oddities[index % oddities.length] ?? null;
  const changes = [
    // some values of each row are enough: a table has many rows
    ...leaves(trust)
      .slice(0, mostValues)
      .map(({ path }, index) => [pointer('', ...path), odd(index), { trust: put(trust, path, odd(index)) }] as const),
    ...oddities.map((odd) => ['trust', odd, { trust: odd }] as const),
    ...oddities.map((odd) => ['maxSeconds', odd, { maxSeconds: odd }] as const),
  ];
  const [first] = changes.filter(([, , change]) => judge(change).some(({ rule }) => rule === 'rule-crash'));
  return first === undefined ? [] : [`the rule throws where ${first[0]} is ${JSON.stringify(first[1])}`];
}

/** The elements of a subject that a template may fill with anything. */
const open = ['trust', 'maxSeconds', 'document', 'seconds', 'status', 'environment'] as const;

function inOddSubjects(row: Row, of: Table, rule: Rule): string[] {
  const subjects = subjectsOf(row);
  const crashes = subjects.flatMap((subject, index) =>
    open
      .filter((element) => element in subject)
      .flatMap((element) =>
        oddities.map((odd) => {
          const guard = createGuard(settingsOf(row, of), { today, rules: [rule] });
          const changed = subjects.map((one, other) => (other === index ? { ...one, [element]: odd } : one));
          const found = [...changed.flatMap((one) => guard.judge(one).findings), ...guard.finish().findings];
          return found.some((one) => one.rule === 'rule-crash')
            ? [`the rule throws where ${element} of ${subject.place.id} is ${JSON.stringify(odd)}`]
            : [];
        }),
      ),
  );
  return crashes.flat().slice(0, 1);
}
