import { check, type Finding, type Owner } from '../../shared';
import { Text } from '../../shared/model/text';
import type { Tree } from '../../shared/model/tree';
import { gist, inputOf, type Row, type Seed, settingsOf, subjectsOf, type Table, today } from '../table';
import { tables } from '../table/all';

/** What is judged in a row, under an id that is a logical id and a name of a resource. */
export interface ParitySubject {
  readonly id: string;
  readonly seed: Seed;
}

/** One row with what the engine finds on it by all its rules. */
export interface ParityRow {
  readonly id: string;
  readonly name: string;
  readonly subjects: readonly ParitySubject[];
  readonly owner: Owner;
  /** `id of the subject: gist` of each finding. */
  readonly expected: readonly string[];
  /** Whether the rule looks at a whole run, so that nothing else may stand in it. */
  readonly isProgram: boolean;
}

/** Rows that are judged under the same settings. */
export interface Group {
  readonly settings: object;
  readonly rows: readonly ParityRow[];
}

/** The rules that look at a whole run: what they say of rows that share one is nobody's. */
export const programRules: ReadonlySet<string> = new Set(
  tables.flatMap(({ rule }) => (rule.kind === 'program' ? [rule.name] : [])),
);

/** What is said of one subject, for comparison: hosts that print lines write no control character of a place as it is. */
export function said(id: string, found: Parameters<typeof gist>[0]): string {
  return `${id}: ${gist(found)}`.replace(/\\u00[0-9a-f]{2}|\p{Cc}/gu, '\uFFFD');
}

/** Every row of every table, those with the same settings together. */
export const groups: readonly Group[] = group();

function group(): Group[] {
  const found = new Map<string, { settings: object; rows: ParityRow[] }>();
  let count = 0;
  for (const table of tables) {
    for (const row of [...table.pass, ...table.fail, ...table.unknown]) {
      const settings = inputOf(row, table);
      const name = JSON.stringify(settings);
      const same = found.get(name) ?? { settings, rows: [] };
      found.set(name, same);
      count += 1;
      same.rows.push(rowOf(row, table, `Row${count}`));
    }
  }
  return [...found.values()];
}

function rowOf(row: Row, table: Table, id: string): ParityRow {
  const isProgram = table.rule.kind === 'program';
  const all = subjectsOf(row);
  const ids = all.map((_subject, index) => (isProgram ? `${id}S${index}` : id));
  const subjects = all.map((subject, index) => ({
    ...subject,
    place: { ...subject.place, id: ids[index] ?? id },
  }));
  const { findings } = check(subjects, settingsOf(row, table), { today });
  // exceptions that cover nothing stand in the settings
  const own = findings.filter(({ rule }) => rule !== 'exception' && (isProgram || !programRules.has(rule)));
  return {
    id,
    name: `${table.rule.name}: ${row.name}`,
    subjects: subjects.map(({ place, owner: _owner, acknowledged: _words, ...seed }) => ({ id: place.id, seed })),
    owner: subjects[0]?.owner ?? {},
    expected: own.map((finding: Finding) => said(finding.subject.id, finding)).sort(),
    isProgram,
  };
}

/** Every tree of a row that a host is handed. */
export function treesOf({ subjects }: ParityRow): readonly (Tree | undefined)[] {
  return subjects.flatMap(({ seed }): readonly (Tree | undefined)[] => {
    switch (seed.kind) {
      case 'role':
        return [seed.trust, seed.maxSeconds, seed.arn];
      case 'identity':
        return [seed.document, ...seed.identities.flatMap(({ documents, boundary }) => [...documents, boundary])];
      case 'duration':
        return [seed.seconds];
      case 'accessKey':
        return [seed.status];
      case 'workload':
        return [seed.environment];
      case 'unreadable':
        return [Text.of(seed.problem)];
    }
  });
}
