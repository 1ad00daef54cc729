import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../shared';
import { cdkRun, cdkSynth, newFolder, removeFolders } from './_cdk';

afterAll(removeFolders);

const app = (role: string, ...more: string[]) => ['--context', `role=${role}`, ...more];

describe('what other commands and options of cdk make of findings', () => {
  test('a warning stops only where --strict asks for it', () => {
    const folder = newFolder();
    expect(cdkSynth('around.ts', app('warned'), folder).status).toBe(0);
    const strict = cdkSynth(folder, ['--strict']);
    expect(strict.stderr).toContain('WARNING trusted-account: ');
    expect(strict.status).toBe(1);
  });

  test('what is accepted stops nothing, with --strict neither', () => {
    const outcome = cdkSynth('around.ts', app('accepted', '--strict'));
    expect(outcome.stderr).toContain('INFO trusted-account: accepted: ');
    expect(outcome.status).toBe(0);
  });

  test('diff and deploy stop at an error, ls and metadata do not look', () => {
    const folder = newFolder();
    const first = cdkRun('ls', 'around.ts', app('open'), { outdir: folder });
    expect([first.status, first.stdout.trim()]).toEqual([0, 'Payments']);
    expect(cdkRun('metadata', folder, ['Payments']).status).toBe(0);
    for (const command of [['diff'], ['deploy', '--require-approval', 'never']]) {
      const { status, stderr } = cdkRun(command[0] ?? '', folder, ['Payments', ...command.slice(1)]);
      expect(stderr).toContain('ERROR wildcard-principal: ');
      expect(status).toBe(1);
    }
  });

  test('diff of an app without findings goes through', () => {
    const folder = newFolder();
    expect(cdkSynth('around.ts', app('fine'), folder).status).toBe(0);
    const old = join(folder, 'Payments.template.json');
    expect(cdkRun('diff', folder, ['Payments', '--template', old]).status).toBe(0);
  });

  test('--ignore-errors lets errors pass, as it says, and shows them; --no-validation does not', () => {
    const folder = newFolder();
    expect(cdkSynth('around.ts', app('open', '--no-validation'), folder).status).toBe(1);
    const ignoring = cdkSynth(folder, ['--ignore-errors']);
    expect(ignoring.stderr).toContain('ERROR wildcard-principal: ');
    expect(ignoring.status).toBe(0);
  });
});

test('a role that was mended is not held against its earlier self; a report nobody renews is', () => {
  const folder = newFolder();
  const without = app('fine', '--context', 'guardrails=off');
  expect(cdkSynth('around.ts', app('open'), folder).status).toBe(1);
  expect(cdkSynth('around.ts', without, folder).status).toBe(1);
  expect(cdkSynth('around.ts', app('fine'), folder).status).toBe(0);
  expect(cdkSynth('around.ts', without, folder).status).toBe(0);
});

describe('STS_GUARDRAILS_REPORT', () => {
  const run = (role: string, STS_GUARDRAILS_REPORT: string) =>
    cdkRun('synth', 'around.ts', app(role, '--quiet'), { env: { STS_GUARDRAILS_REPORT } });

  test('holds what the run found, as the command line writes it', () => {
    const file = join(newFolder(), 'out.json');
    expect(run('open', `json=${file}`).status).toBe(1);
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    expect(report.formatVersion).toBe(1);
    expect(report.summary).toMatchObject({ subjects: 1, error: 1 });
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        rule: 'wildcard-principal',
        subject: expect.objectContaining({ path: 'Payments/Open', file: 'Payments.template.json' }) as object,
      }),
    );
  });

  test('that cannot be written stops a run without findings', () => {
    const { status, stderr } = run('fine', 'json=/dev/full');
    expect(stderr).toContain('FATAL report: the report could not be written to /dev/full (ENOSPC)');
    expect(status).toBe(1);
  });
});

test('a settings file that cannot be read stops the app', () => {
  const env = { STS_GUARDRAILS_SETTINGS: '/no/such/settings.json' };
  const { status, stderr } = cdkRun('synth', 'around.ts', app('fine', '--quiet'), { env });
  expect(stderr).toContain('/no/such/settings.json: there is no such file');
  expect(status).toBe(1);
});
