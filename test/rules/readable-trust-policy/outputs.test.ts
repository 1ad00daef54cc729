import { check, rules } from '../../../shared';
import { settingsOf, subjectOf, today } from '../../table';
import { fail } from './outputs';

const trustRules = new Set(rules.filter(({ kind }) => kind === 'trust').map(({ name }) => name));

test.each(fail.map((row) => [row.name, row] as const))(
  '%s: one finding, and no rule takes the text for a caller',
  (_name, row) => {
    const { findings } = check([subjectOf(row)], settingsOf(row, { settings: {} }), { today });
    expect(findings.filter(({ rule }) => trustRules.has(rule)).map(({ message }) => message)).toEqual([]);
    expect(findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual(['readable-trust-policy error']);
  },
);
