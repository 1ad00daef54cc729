import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../shared';
import { runAspect } from './drivers/aspect';
import { runCdk } from './drivers/cdk';
import { runNag2, runNag3 } from './drivers/nag';
import { seenIn, startPack } from './drivers/pulumi';
import type { CdkRow } from './drivers/rows-app';
import { Writer } from './parity/cloudformation';
import { exemptions, isExempt, type Host } from './parity/exempt';
import { resourceOf } from './parity/pulumi';
import { groups, type Group, type ParityRow } from './parity/rows';
import { own } from './table/build';
import { gist } from './table';

const command = join(__dirname, '../dist/cli/main.js');
if (!existsSync(command)) throw new Error(`${command} is missing: run \`npm run build\` first`);

const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-parity-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Outcome = ReadonlyMap<string, readonly string[]>;

/** Holds what a host says on each row against what the engine said. */
function compare(rows: readonly ParityRow[], outcome: Outcome): void {
  const differing = rows.flatMap(({ id, name, expected }) => {
    const seen = [...(outcome.get(id) ?? [])].sort();
    return seen.join() === expected.join() ? [] : [{ name, expected, seen }];
  });
  expect(differing).toEqual([]);
}

function rowsFor(host: Host, { rows }: Group): readonly ParityRow[] {
  return rows.filter((row) => !isExempt(host, row));
}

/** The groups that have rows for a host, each under a name. */
function tested(host: Host): [string, Group, readonly ParityRow[]][] {
  return groups.flatMap((group): [string, Group, readonly ParityRow[]][] => {
    const rows = rowsFor(host, group);
    return rows.length === 0 ? [] : [[JSON.stringify(group.settings), group, rows]];
  });
}

function settingsFile({ settings }: Group): string {
  const file = join(folder, `settings-${groups.findIndex((group) => group.settings === settings)}.json`);
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

test.each(tested('cli'))('the command line says the same under %s', (_name, group, rows) => {
  const writer = new Writer();
  const roles = rows.map(({ id, subject }): [string, object] => [
    id,
    {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: writer.write(subject.trust),
        MaxSessionDuration: writer.write(subject.maxSeconds),
      },
    },
  ]);
  const { Resources, ...sections } = writer.beside;
  const template = join(folder, `${rows[0]?.id}.template.json`);
  writeFileSync(template, JSON.stringify({ ...sections, Resources: { ...Object.fromEntries(roles), ...Resources } }));
  const args = [command, 'check', template, '--settings', settingsFile(group), '--account', own, '--format', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as Report;
  const outcome = new Map<string, string[]>();
  for (const finding of findings)
    outcome.set(finding.subject.id, [...(outcome.get(finding.subject.id) ?? []), gist(finding)]);
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
    const writer = new Writer();
    const roles = rows.map(({ id, subject }) => ({
      id,
      trust: writer.write(subject.trust),
      maxSessionDuration: writer.write(subject.maxSeconds),
    }));
    const seen = run(roles, group.settings, writer.beside);
    compare(
      rows,
      new Map([...seen].map(([id, found]) => [id, found.map((one) => gist(one as Parameters<typeof gist>[0]))])),
    );
  });
});

describe.each(['executable', 'folder'] as const)('the Pulumi pack as %s', (kind) => {
  test.each(tested('pulumi'))('says the same under %s', async (_name, group, rows) => {
    const pack = await startPack(kind, { env: { STS_GUARDRAILS_SETTINGS: settingsFile(group) } });
    try {
      const answers = rows.map(async (row): Promise<[string, string[]]> => {
        const diagnostics = await pack.analyze(resourceOf(row));
        return [row.id, diagnostics.map((each) => gist(seenIn(each, row.id)))];
      });
      compare(rows, new Map(await Promise.all(answers)));
      expect(pack.printed()).toBe('');
    } finally {
      await pack.stop();
    }
  });
});

test('each reason to leave rows out names some, and most rows go through every host', () => {
  const rows = groups.flatMap((group) => group.rows);
  for (const { why, holds } of exemptions) expect([why, rows.some(holds)]).toEqual([why, true]);
  for (const host of ['cli', 'cdk', 'aspect', 'nag3', 'nag2', 'pulumi'] as const) {
    const gone = rows.filter((row) => isExempt(host, row)).length;
    expect([host, gone / rows.length < (host === 'pulumi' ? 0.1 : 0.01)]).toEqual([host, true]);
  }
});
