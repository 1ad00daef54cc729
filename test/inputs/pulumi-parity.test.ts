import type { Finding } from '../../shared';
import { Desk } from '../cli/desk';
import { exemptions, isExempt } from '../parity/exempt';
import { groups, type Group, type ParityRow, programRules, said } from '../parity/rows';
import { eventsOf, isHalfKnown, previewOf, stateOf } from './pulumi-files';

const forms = {
  state: ['state.json', stateOf],
  preview: ['preview.json', previewOf],
  events: ['events.json', eventsOf],
} as const;
type Form = keyof typeof forms;

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

const isExempted = (form: Form, row: ParityRow) => isExempt('pulumi', row) || (form === 'state' && isHalfKnown(row));

function runs(form: Form): [name: string, settings: object, rows: readonly ParityRow[]][] {
  return groups.flatMap(({ settings, rows }: Group): ReturnType<typeof runs> => {
    const wanted = rows.filter((row) => !isExempted(form, row));
    const shared = wanted.filter(({ isProgram }) => !isProgram);
    const alone = wanted.filter(({ isProgram }) => isProgram);
    return [
      ...(shared.length === 0 ? [] : [[JSON.stringify(settings), settings, shared] as ReturnType<typeof runs>[number]]),
      ...alone.map((row): ReturnType<typeof runs>[number] => [row.name, settings, [row]]),
    ];
  });
}

describe.each(['state', 'preview', 'events'] as const)('rows as %s', (form) => {
  test.each(runs(form))('the same is found under %s', (_name, settings, rows) => {
    const [file, write] = forms[form];
    const { findings } = desk.check(desk.put(file, write(rows)), '--settings', desk.put('settings.json', settings));
    const found = new Map<string, Finding[]>();
    for (const one of findings) {
      const name = one.subject.id.split('::').at(-1) ?? '';
      found.set(name, [...(found.get(name) ?? []), one]);
    }
    const differing = rows.flatMap(({ name, subjects, expected, isProgram }) => {
      const seen = subjects.flatMap(({ id }) =>
        (found.get(id) ?? []).filter(({ rule }) => isProgram || !programRules.has(rule)).map((one) => said(id, one)),
      );
      return seen.sort().join() === expected.join() ? [] : [{ name, expected, seen }];
    });
    expect(differing).toEqual([]);
  });
});

test('few rows are left out, each for a reason that names some', () => {
  const rows = groups.flatMap((group) => group.rows);
  for (const { host, why, holds } of exemptions) {
    if (host === 'pulumi') expect([why, rows.some(holds)]).toEqual([why, true]);
  }
  expect(rows.some((row) => !isExempt('pulumi', row) && isHalfKnown(row))).toBe(true);
  for (const form of Object.keys(forms) as Form[]) {
    const share = rows.filter((row) => isExempted(form, row)).length / rows.length;
    expect([form, share < (form === 'state' ? 0.2 : 0.15)]).toEqual([form, true]);
  }
});
