import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const cdk = join(dirname(require.resolve('aws-cdk/package.json')), 'bin/cdk');
const folders: string[] = [];

/** What the real `cdk` command came to. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new folder that `removeFolders` removes. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-cdk-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Runs the real `cdk synth` on a fixture app (by file name), or on a folder that an earlier run has written. */
export function cdkSynth(app: string, args: readonly string[] = [], outdir = newFolder()): Outcome {
  return cdkRun('synth', app, ['--quiet', ...args], { outdir });
}

/** Runs another command of the real `cdk`; `env` is added to the environment. */
export function cdkRun(
  command: string,
  app: string,
  args: readonly string[] = [],
  { outdir = newFolder(), env = {} }: { outdir?: string; env?: NodeJS.ProcessEnv } = {},
): Outcome {
  const isFolder = app.startsWith('/');
  // one plain word per part: the command is handed to a shell
  const run = isFolder ? app : `"${process.execPath}" -r ts-node/register/transpile-only test/cdk/apps/${app}`;
  const output = isFolder ? [] : ['--output', outdir];
  const { error, status, stdout, stderr } = spawnSync(
    process.execPath,
    [cdk, command, '--no-notices', '--app', run, ...output, ...args],
    { cwd: root, encoding: 'utf8', env: { ...environment(), ...env } },
  );
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Runs a fixture app without the `cdk` command. */
export function runApp(app: string): Outcome {
  const args = ['-r', 'ts-node/register/transpile-only', `test/cdk/apps/${app}`];
  const env = { ...environment(), CDK_OUTDIR: newFolder() };
  const { error, status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** For tests that synthesize by themselves: without the library's own template checks, which take seconds. */
export function skipTemplateChecks(): void {
  beforeEach(() => void (process.env.CDK_VALIDATION = 'false'));
  afterAll(() => void delete process.env.CDK_VALIDATION);
}

/** As a shell has it: Jest's own variables would change what CDK does, and the bundled template checks take seconds. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _mode, JEST_WORKER_ID: _worker, ...env } = process.env;
  return { ...env, CDK_VALIDATION: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1' };
}
