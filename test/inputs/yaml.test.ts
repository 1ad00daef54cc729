import { parseYaml } from '../../load/yaml';
import type { Finding } from '../../shared';
import { Desk } from '../cli/desk';
import { isExempt } from '../parity/exempt';
import { groups, type Group, type ParityRow, programRules, said } from '../parity/rows';

import { own } from '../table/build';
import { templateOf } from './template-rows';
import { yamlOf } from './yaml-template';

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

/** The rows that a template can declare, those of one group together and those on a whole program one by one. */
const runs = groups.flatMap(({ settings, rows }: Group): [name: string, settings: object, rows: ParityRow[]][] => {
  const wanted = rows.filter((row) => !isExempt('cli', row));
  const shared = wanted.filter(({ isProgram }) => !isProgram);
  const alone = wanted.filter(({ isProgram }) => isProgram);
  return [
    ...(shared.length === 0 ? [] : [[JSON.stringify(settings), settings, shared] as (typeof runs)[number]]),
    ...alone.map((row): (typeof runs)[number] => [row.name, settings, [row]]),
  ];
});

test.each(runs)('a template in YAML says the same under %s', (_name, settings, rows) => {
  const text = yamlOf(templateOf(rows));
  const args = ['--settings', desk.put('settings.json', settings), '--account', own];
  const { findings } = desk.check(desk.put('template.yaml', text), ...args);
  const found = new Map<string, Finding[]>();
  for (const one of findings) found.set(one.subject.id, [...(found.get(one.subject.id) ?? []), one]);
  const differing = rows.flatMap(({ name, subjects, expected, isProgram }) => {
    const seen = subjects.flatMap(({ id }) =>
      (found.get(id) ?? []).filter(({ rule }) => isProgram || !programRules.has(rule)).map((one) => said(id, one)),
    );
    return seen.sort().join() === expected.join() ? [] : [{ name, expected, seen }];
  });
  expect(differing).toEqual([]);
});

test('each finding stands inside of its resource', () => {
  const rows = groups.flatMap((group) => group.rows.filter((row) => !isExempt('cli', row) && !row.isProgram));
  const text = yamlOf(templateOf(rows));
  const lines = text.split('\n');
  const { findings } = desk.check(desk.put('template.yaml', text), '--account', own);
  expect(findings.length).toBeGreaterThan(100);
  for (const { subject, line = 0 } of findings) {
    const heads = lines.slice(0, line).filter((one) => /^ {2}\w+:/.test(one));
    expect(heads.at(-1)?.trim()).toBe(`${subject.id}:`);
  }
});

test('the templates are written with short forms, and say what they say in JSON', () => {
  const rows = groups.flatMap((group) => group.rows.filter((row) => !isExempt('cli', row)));
  const template = templateOf(rows);
  const text = yamlOf(template);
  for (const form of ['!Ref ', '!Join', '!If', '!GetAtt ', '!Equals']) expect(text).toContain(form);
  expect(text).not.toMatch(/Fn::/);
  expect(parseYaml(text)).toMatchObject({ value: JSON.parse(JSON.stringify(template)) as object, problems: [] });
});

test('few rows are left out', () => {
  const rows = groups.flatMap((group) => group.rows);
  expect(rows.filter((row) => isExempt('cli', row)).length / rows.length).toBeLessThan(0.05);
});
