import { check, type RoleSubject } from '../../shared';
import { gist, inputOf, isRoleRow, settingsOf, subjectOf, today, type Row, type Table } from '../table';
import { tables } from '../table/all';

/** One row as a role of its own, with what the engine finds on it by all its rules. */
export interface ParityRow {
  /** A logical id, and a name of a resource. */
  readonly id: string;
  readonly name: string;
  readonly subject: RoleSubject;
  readonly expected: readonly string[];
}

/** Rows that are judged under the same settings. */
export interface Group {
  readonly settings: object;
  readonly rows: readonly ParityRow[];
}

function rowsOf(table: Table): readonly Row[] {
  return [...table.pass, ...table.fail, ...table.unknown].filter(isRoleRow);
}

/** Every row of every table, those with the same settings together. */
export const groups: readonly Group[] = group();

function group(): Group[] {
  const found = new Map<string, { settings: object; rows: ParityRow[] }>();
  let count = 0;
  for (const table of tables) {
    for (const row of rowsOf(table)) {
      const settings = inputOf(row, table);
      const name = JSON.stringify(settings);
      const same = found.get(name) ?? { settings, rows: [] };
      found.set(name, same);
      const subject = subjectOf(row);
      const { findings } = check([subject], settingsOf(row, table), { today });
      count += 1;
      same.rows.push({
        id: `Row${count}`,
        name: `${table.rule.name}: ${row.name}`,
        subject,
        expected: findings.map(gist).sort(),
      });
    }
  }
  return [...found.values()];
}
