import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(__dirname, '../..');

/** What a command came to; `printed` is stdout and stderr. */
export interface Outcome {
  readonly status: number | null;
  readonly printed: string;
}

/** A folder of a user who has installed the packed package. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-package-'));
  private readonly tarball: string;

  /** Installs packages of the host first, each in the version that this repository tests with. */
  constructor(packages: readonly string[] = []) {
    this.write({ 'package.json': '{ "private": true }' });
    this.tarball = pack(this.folder);
    if (packages.length > 0) this.must(install(packages.map((name) => `${name}@${tested(name)}`).join(' ')));
  }

  write(files: { readonly [name: string]: string }): void {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
  }

  /** Runs a command as a shell does; where it installs this package, it installs the packed one. */
  run(command: string): Outcome {
    const packed = /^npm install (?:--save-dev )?sts-guardrails$/.test(command);
    const line = packed ? install(this.tarball) : command;
    const { error, status, stdout, stderr } = spawnSync('bash', ['-c', line], {
      cwd: this.folder,
      encoding: 'utf8',
      env: environment(),
    });
    if (error !== undefined) throw error;
    return { status, printed: stdout + stderr };
  }

  /** As `run`; throws what was printed when the command fails. */
  must(command: string): Outcome {
    const outcome = this.run(command);
    if (outcome.status !== 0) throw new Error(`${command} ended with ${outcome.status}: ${outcome.printed}`);
    return outcome;
  }

  /** The path of something in the installed package. */
  installed(path = ''): string {
    return join(this.folder, 'node_modules/sts-guardrails', path);
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** As a shell of a user has it: Jest's own variables change what CDK does, and its own template checks take seconds. */
export function environment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _mode, JEST_WORKER_ID: _worker, ...env } = process.env;
  return { ...env, CDK_VALIDATION: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1' };
}

// What `npm ci` has just fetched lies in npm's cache.
function install(what: string): string {
  return `npm install --prefer-offline --no-audit --no-fund --ignore-scripts ${what}`;
}

// Without scripts: other tests read what is built at this moment.
function pack(folder: string): string {
  if (!existsSync(join(root, 'dist/packs/sts-guardrails'))) throw new Error('run `npm run build` first');
  const args = ['pack', '--ignore-scripts', '--pack-destination', folder];
  const { status, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (status !== 0 || tarball === undefined) throw new Error(`npm pack failed: ${stderr}`);
  return join(folder, tarball);
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: { [path: string]: { version?: string } | undefined };
};

function tested(name: string): string {
  const version = lock.packages[`node_modules/${name}`]?.version;
  if (version === undefined) throw new Error(`package-lock.json has no ${name}`);
  return version;
}
