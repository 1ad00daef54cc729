import { createGuard, type Finding, type Request } from '../shared';
import { assignments } from '../shared/rules/readings';
import { gist, placesOf, settingsOf, subjectOf, today, type FailRow, type Row, type Table } from './table';
import { tables } from './table/all';
import { decided } from './table/witness';

/** What the rule of the table alone finds. */
function found(row: Row, of: Table): readonly Finding[] {
  const { findings } = createGuard(settingsOf(row, of), { today, rules: [of.rule] }).judge(subjectOf(row));
  return findings;
}

test('a row is named once in its table', () => {
  for (const { rule, pass, fail, unknown } of tables) {
    const names = [...pass, ...fail, ...unknown].map(({ name }) => name);
    expect([rule.name, names.filter((name, index) => names.indexOf(name) !== index)]).toEqual([rule.name, []]);
  }
});

describe.each(tables.map((each) => [each.rule.name, each] as const))('%s', (name, each) => {
  if (each.pass.length > 0) {
    test.each(each.pass.map((row) => [row.name, row] as const))('passes: %s', (_name, row) => {
      expect(found(row, each).map((finding) => `${gist(finding)}: ${finding.message}`)).toEqual([]);
    });
  }

  if (each.fail.length > 0) {
    test.each(each.fail.map((row) => [row.name, row] as const))('fails: %s', (_name, row) => {
      const findings = found(row, each);
      expect(findings.map(({ rule, verdict, at }) => `${rule} ${verdict} ${at}`).sort()).toEqual(
        placesOf(row).map((at) => `${name} fail ${at}`),
      );
      for (const finding of findings) hold(finding, row, each);
    });
  }

  if (each.unknown.length > 0) {
    test.each(each.unknown.map((row) => [row.name, row] as const))('cannot tell: %s', (_name, row) => {
      const findings = found(row, each);
      expect(findings.map(({ rule, verdict, at }) => `${rule} ${verdict} ${at}`).sort()).toEqual(
        placesOf(row).map((at) => `${name} unknown ${at}`),
      );
      for (const { because, request, level, message } of findings) {
        expect(because).toContain(row.because);
        // where a condition decides, the request of one branch may be shown
        if (request !== undefined) expectAllowed(request, row);
        expect(level).toBe(row.level ?? 'warning');
        expect(message).toContain(row.says ?? '');
      }
    });
  }
});

function hold({ level, message, request }: Finding, row: FailRow, { rule }: Table): void {
  if (row.level !== undefined) expect(level).toBe(row.level);
  else if (typeof rule.level === 'string') expect(level).toBe(rule.level);
  expect(message).toContain(row.says ?? '');
  expect(request === undefined).toBe(rule.kind !== 'trust');
  if (request === undefined) return;
  const { account, type, actions, context = {}, without = [] } = row.gets ?? {};
  if (account !== undefined) expect(request.principal.id).toContain(`:${account}:`);
  if (type !== undefined) expect(request.principal.type).toBe(type);
  if (actions !== undefined) expect([...request.actions].sort()).toEqual([...actions].sort());
  expect(request.context).toMatchObject(context);
  for (const key of without) expect(Object.keys(request.context)).not.toContain(key);
  expectAllowed(request, row);
}

/** That the request gets through in one branch of the policy at least: a finding shows one request for all of them. */
function expectAllowed(request: Request, row: Row): void {
  const ways = assignments(subjectOf(row).trust);
  expect(ways.map(({ assignment }) => decided(subjectOf(row), request, assignment).is)).toContain('yes');
}
