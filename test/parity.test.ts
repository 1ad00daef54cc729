import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../shared';
import type { Tree } from '../shared/model/tree';
import { runAspect } from './drivers/aspect';
import { runCdk } from './drivers/cdk';
import { runNag2, runNag3 } from './drivers/nag';
import { type Diagnostic, type Pack, seenIn, startPack } from './drivers/pulumi';
import type { CdkRow } from './drivers/rows-app';
import { nameHoleOf, resourcesOf } from './drivers/seeds';
import { type Beside, Writer } from './parity/cloudformation';
import { exemptions, isExempt, type Host } from './parity/exempt';
import { shownOf } from './parity/pulumi';
import { groups, type Group, type ParityRow, programRules, said } from './parity/rows';
import { own } from './table/build';

const command = join(__dirname, '../dist/cli/main.js');
if (!existsSync(command)) throw new Error(`${command} is missing: run \`npm run build\` first`);

const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-parity-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said of each resource, by logical id or name. */
type Outcome = ReadonlyMap<string, readonly Parameters<typeof said>[1][]>;

/** Holds what a host says on each row against what the engine said. */
function compare(rows: readonly ParityRow[], outcome: Outcome): void {
  const differing = rows.flatMap(({ name, subjects, expected, isProgram }) => {
    const seen = subjects.flatMap(({ id }) =>
      (outcome.get(id) ?? []).filter(({ rule }) => isProgram || !programRules.has(rule)).map((one) => said(id, one)),
    );
    return [...seen].sort().join() === expected.join() ? [] : [{ name, expected, seen }];
  });
  expect(differing).toEqual([]);
}

/** The rows of a host, each with its settings: those that may share a run together, the others one by one. */
function tested(host: Host): [string, Group, readonly ParityRow[]][] {
  return groups.flatMap((group): [string, Group, readonly ParityRow[]][] => {
    const rows = group.rows.filter((row) => !isExempt(host, row));
    const shared = rows.filter(({ isProgram }) => !isProgram);
    const alone = rows.filter(({ isProgram }) => isProgram);
    return [
      ...(shared.length === 0 ? [] : [[JSON.stringify(group.settings), group, shared] as [string, Group, ParityRow[]]]),
      ...alone.map((row): [string, Group, readonly ParityRow[]] => [row.name, group, [row]]),
    ];
  });
}

function settingsFile({ settings }: Group): string {
  const file = join(folder, `settings-${groups.findIndex((group) => group.settings === settings)}.json`);
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

/** The resources of rows as a template has them, with the sections that they refer to. */
function written(rows: readonly ParityRow[]): { readonly rows: readonly CdkRow[]; readonly beside: Beside } {
  const roles = rows.flatMap(({ subjects }) =>
    subjects.flatMap(({ id, seed }): [string, string][] => {
      const hole = seed.kind === 'role' ? nameHoleOf(seed.arn) : undefined;
      return hole === undefined ? [] : [[hole.id, id]];
    }),
  );
  const writer = new Writer(new Map(roles));
  const made = rows.flatMap(({ subjects }) =>
    subjects.map(({ id, seed }) => ({ resources: writer.write(resourcesOf(seed, id) as unknown as Tree) })),
  );
  return { rows: made as readonly CdkRow[], beside: writer.beside };
}

test.each(tested('cli'))('the command line says the same under %s', (_name, group, rows) => {
  const { rows: made, beside } = written(rows);
  const { Resources, ...sections } = beside;
  const template = join(folder, `${rows[0]?.id}.template.json`);
  const all = Object.assign({}, ...made.map(({ resources }) => resources), Resources) as object;
  writeFileSync(template, JSON.stringify({ ...sections, Resources: all }));
  const args = [command, 'check', template, '--settings', settingsFile(group), '--account', own, '--format', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as Report;
  const outcome = new Map<string, Report['findings'][number][]>();
  for (const finding of findings)
    outcome.set(finding.subject.id, [...(outcome.get(finding.subject.id) ?? []), finding]);
  compare(rows, outcome);
});

const cdkHosts = {
  cdk: [
    'the CDK plugin',
    (rows: readonly CdkRow[], settings: object, beside: object) => runCdk(rows, settings, undefined, beside),
  ],
  aspect: ['the CDK Aspect', runAspect],
  nag3: ['the pack of cdk-nag 3', runNag3],
  nag2: ['the pack of cdk-nag 2', runNag2],
} as const;

describe.each(['cdk', 'aspect', 'nag3', 'nag2'] as const)('%s', (host) => {
  const [title, run] = cdkHosts[host];
  test.each(tested(host))(`${title} says the same under %s`, (_name, group, rows) => {
    const { rows: made, beside } = written(rows);
    compare(rows, run(made, group.settings, beside) as Outcome);
  });
});

describe.each(['executable', 'folder'] as const)('the Pulumi pack as %s', (kind) => {
  // a folder takes its time to start, and a program rule is the same in both
  const wanted = tested('pulumi').filter(([, , rows]) => kind === 'executable' || !rows[0]?.isProgram);
  test.each(wanted)('says the same under %s', async (_name, group, rows) => {
    const pack = await startPack(kind, { env: { STS_GUARDRAILS_SETTINGS: settingsFile(group) } });
    try {
      const outcome = await Promise.all(rows.map((row) => analyzed(row, pack)));
      const merged = new Map<string, ReturnType<typeof seenIn>[]>();
      for (const [id, found] of outcome.flat()) merged.set(id, [...(merged.get(id) ?? []), ...found]);
      compare(rows, merged);
      expect(pack.printed()).toBe('');
    } finally {
      await pack.stop();
    }
  });
});

/** What a pack says of each subject of a row, its resources shown one after the other, and then of the whole program. */
async function analyzed(row: ParityRow, pack: Pack): Promise<[string, ReturnType<typeof seenIn>[]][]> {
  const found: [string, ReturnType<typeof seenIn>[]][] = [];
  for (const subject of row.subjects) {
    let last: readonly Diagnostic[] = [];
    for (const resource of shownOf(subject, row)) last = await pack.analyze(resource);
    found.push([subject.id, last.map((each) => seenIn(each, subject.id))]);
  }
  if (!row.isProgram) return found;
  const resources = row.subjects.flatMap((subject) => shownOf(subject, row));
  const atEnd = await pack.analyzeStack(resources);
  return [...found, ...atEnd.map((each): (typeof found)[number] => [nameIn(each), [seenIn(each, nameIn(each))]])];
}

function nameIn({ urn }: Diagnostic): string {
  return urn.split('::').at(-1) ?? '';
}

test('each reason to leave rows out names some, and most rows go through every host', () => {
  const rows = groups.flatMap((group) => group.rows);
  const single = rows.filter(({ isProgram }) => !isProgram);
  for (const { why, holds } of exemptions) expect([why, rows.some(holds)]).toEqual([why, true]);
  for (const host of ['cli', 'cdk', 'aspect', 'nag3', 'nag2', 'pulumi'] as const) {
    // a row on a whole program is none for those that look at roles one by one
    const asked = host === 'aspect' || host === 'nag2' ? single : rows;
    const gone = asked.filter((row) => isExempt(host, row)).length;
    expect([host, gone / asked.length < (host === 'pulumi' ? 0.15 : 0.05)]).toEqual([host, true]);
  }
});
