import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');

/** The two forms of the pack that users have. */
export const packs = { executable: join(root, 'dist/packs/sts-guardrails'), folder: root } as const;

/** The two variants of the example, and the settings that belong to them. */
export const blocked = 'examples/pulumi/blocked/index.ts';
export const clean = 'examples/pulumi/clean/index.ts';
export const settings: unknown = JSON.parse(readFileSync(join(root, 'examples/pulumi/sts-guardrails.json'), 'utf8'));

/** What one policy said about one resource, as the engine passed it on. */
export interface Violation {
  readonly policyName: string;
  readonly resourceUrn: string;
  readonly enforcementLevel: string;
  readonly message: string;
}

export interface EngineRun {
  readonly ok: boolean;
  /** All that `pulumi` printed. */
  readonly output: string;
  readonly violations: readonly Violation[];
  /** `resource policy before after` of each remediation, with the duration before and after it. */
  readonly remediations: readonly string[];
}

export interface EngineOptions {
  readonly command?: 'preview' | 'up';
  readonly pack?: keyof typeof packs;
  /** Settings that lie beside the program as `sts-guardrails.json`. */
  readonly settings?: unknown;
  /** The `--policy-pack-config` file's content. */
  readonly config?: unknown;
  readonly env?: { readonly [name: string]: string };
  /** Another pack instead, by its path; null where no option names one. */
  readonly packPath?: string | null;
  /** A program that is deployed first, without a pack. */
  readonly before?: string;
  /** The URNs to which the command is limited. */
  readonly target?: readonly string[];
}

/** Runs a program, named by its path from the root of the repository, under the pack and the genuine engine. */
export async function runEngine(program: string, options: EngineOptions = {}): Promise<EngineRun> {
  const { command = 'preview', pack = 'executable', settings, config, env = {}, packPath, before, target } = options;
  return inFolder(async (folder) => {
    const configs = config === undefined ? [] : [write(folder, 'config.json', config)];
    // An executable pack runs in the project's folder, a folder pack in its own: that one is told where the file is.
    const file = settings === undefined ? undefined : write(folder, 'sts-guardrails.json', settings);
    const files =
      file !== undefined && pack === 'executable' ? { 'sts-guardrails.json': JSON.stringify(settings) } : {};
    const named = file !== undefined && pack === 'folder' ? { STS_GUARDRAILS_SETTINGS: file } : {};
    const first = before === undefined ? undefined : join(root, before);
    const used = packPath === null ? [] : [packPath ?? built(packs[pack])];
    const run = { command, program: join(root, program), packs: used, configs, files, before: first, target };
    const args = [join(__dirname, 'run.mjs'), JSON.stringify({ ...run, env: { ...named, ...env } })];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
    return JSON.parse(stdout) as EngineRun;
  });
}

/** Runs with a folder pack of somebody's own: a JavaScript file that finds this package and the SDK beside it. */
export async function withPack<T>(code: string, work: (folder: string) => Promise<T>): Promise<T> {
  built(packs.executable);
  return inFolder(async (folder) => {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(root, 'node_modules/@pulumi'), join(folder, 'node_modules/@pulumi'));
    symlinkSync(root, join(folder, 'node_modules/sts-guardrails'));
    write(folder, 'package.json', { name: 'own-pack', version: '1.2.3', main: 'index.js' });
    writeFileSync(join(folder, 'PulumiPolicy.yaml'), 'runtime: nodejs\n');
    writeFileSync(join(folder, 'index.js'), code);
    return work(folder);
  });
}

/** `role rule level` of each violation, in order of the alphabet. */
export function said({ violations }: EngineRun): string[] {
  return violations
    .map(({ resourceUrn, policyName, enforcementLevel }) => {
      return `${resourceUrn.split('::').at(-1)} ${policyName} ${enforcementLevel}`;
    })
    .sort();
}

/** Runs `pulumi policy analyze --json` over a state; gives its exit status as well. */
export async function analyzeState(
  state: unknown,
  { settings }: { settings?: unknown } = {},
): Promise<EngineRun & { status: number | null }> {
  return inFolder((folder) => {
    const file = write(folder, 'state.json', state);
    if (settings !== undefined) write(folder, 'sts-guardrails.json', settings);
    const args = ['policy', 'analyze', '--file', file, '--policy-pack', built(packs.executable), '--json'];
    const env = { ...process.env, PULUMI_HOME: folder, PULUMI_SKIP_UPDATE_CHECK: 'true' };
    const { status, stdout, stderr } = spawnSync(pulumi(), args, { cwd: folder, env, encoding: 'utf8' });
    const events = stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map(eventOf);
    const violations = events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent]));
    return Promise.resolve({ ok: status === 0, status, output: stdout + stderr, violations, remediations: [] });
  });
}

function eventOf(line: string): { policyEvent?: Violation } {
  return JSON.parse(line) as { policyEvent?: Violation };
}

function pulumi(): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'tools/pulumi-cli.mjs'), '--print'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

function built(pack: string): string {
  if (!existsSync(packs.executable)) throw new Error('the pack is not built: run `npm run build` first');
  return pack;
}

function write(folder: string, name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** Works in a folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-test-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
