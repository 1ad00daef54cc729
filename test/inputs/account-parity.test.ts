import type { Finding } from '../../shared';
import { Desk } from '../cli/desk';
import { groups, type Group, type ParityRow, programRules, said } from '../parity/rows';
import { listingOf, reasons } from './account-listing';

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

const isExempted = (row: ParityRow) => reasons.some(([, holds]) => holds(row));

function runs(): [name: string, settings: object, rows: readonly ParityRow[]][] {
  return groups.flatMap(({ settings, rows }: Group): ReturnType<typeof runs> => {
    const wanted = rows.filter((row) => !isExempted(row));
    const shared = wanted.filter(({ isProgram }) => !isProgram);
    const alone = wanted.filter(({ isProgram }) => isProgram);
    return [
      ...(shared.length === 0 ? [] : [[JSON.stringify(settings), settings, shared] as ReturnType<typeof runs>[number]]),
      ...alone.map((row): ReturnType<typeof runs>[number] => [row.name, settings, [row]]),
    ];
  });
}

test.each(runs())('a listing of rows gives what the engine finds under %s', (_name, settings, rows) => {
  const { listing, places } = listingOf(rows);
  const { findings } = desk.check(desk.put('account.json', listing), '--settings', desk.put('settings.json', settings));
  const found = new Map<string, Finding[]>();
  for (const one of findings) {
    const place = `${one.subject.id} ${one.subject.within ?? ''}`;
    found.set(place, [...(found.get(place) ?? []), one]);
  }
  const differing = rows.flatMap(({ name, subjects, expected, isProgram }) => {
    const seen = subjects.flatMap(({ id }) =>
      (found.get(places.get(id) ?? '') ?? [])
        .filter(({ rule }) => isProgram || !programRules.has(rule))
        .map((one) => said(id, one)),
    );
    return seen.sort().join() === expected.join() ? [] : [{ name, expected, seen }];
  });
  expect(differing).toEqual([]);
});

test('the rows that are left out each have a reason that names some, and most others are judged', () => {
  const rows = groups.flatMap((group) => group.rows);
  for (const [why, holds] of reasons) expect([why, rows.some(holds)]).toEqual([why, true]);
  const known = rows.filter((row) => reasons[0]?.[1](row) !== true);
  const share = known.filter(isExempted).length / known.length;
  expect(share).toBeLessThan(0.15);
});
