#!/usr/bin/env node
// The Pulumi command that tests and demo use. Run it to have one ready: `node tools/pulumi-cli.mjs [--print | --find]`.
// --print builds one if need be and writes its path to stdout; --find never builds.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The first release that starts a policy pack which is one executable file.
const oldest = [3, 255];
const recipe = fileURLToPath(new URL('./pulumi-cli', import.meta.url));
const cache = fileURLToPath(new URL('../.cache/pulumi', import.meta.url));
const binary = join(cache, 'bin', process.platform === 'win32' ? 'pulumi.exe' : 'pulumi');
const stamp = join(cache, 'built-from');
const missing =
  'no Pulumi command found: install pulumi 3.255 or newer, or Go 1.25 or newer to build one, put it on PATH and run again';

/** The path of a Pulumi command that is new enough, from PATH or built before; undefined when there is none. */
export function findPulumi() {
  return onPath() ?? (existsSync(binary) && read(stamp) === fingerprint() ? binary : undefined);
}

/** The path of a Pulumi command, built from its published Go module when there is none; throws one line when it cannot. */
export async function ensurePulumi() {
  const found = findPulumi();
  if (found !== undefined) return found;
  if (spawnSync('go', ['version']).status !== 0) throw new Error(missing);
  await build();
  return binary;
}

function onPath() {
  const name = process.platform === 'win32' ? 'pulumi.exe' : 'pulumi';
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file) && isNewEnough(file));
}

function isNewEnough(file) {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: 'true' };
  const { stdout } = spawnSync(file, ['version'], { env, encoding: 'utf8' });
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(stdout ?? '') ?? [];
  return Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
}

async function build() {
  const version = pinnedVersion();
  const fresh = join(cache, `pulumi-${process.pid}`);
  mkdirSync(join(cache, 'bin'), { recursive: true });
  const args = ['build', '-trimpath', '-tags', 'osusergo,grpcnotrace', '-o', fresh];
  const setVersion = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  args.push('-ldflags', `-s -w ${setVersion}`, 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi');
  say(`building pulumi ${version} from its Go module, once (a few minutes, and 1.4 GB of Go modules, the first time)`);
  await run('go', args, { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' });
  // Into place in one step, so that two builds at once do no harm.
  renameSync(fresh, binary);
  writeFileSync(stamp, fingerprint());
  say(`pulumi ${version} is ready`);
}

function run(command, args, env) {
  const begin = Date.now();
  const clock = setInterval(() => say(`still building (${Math.round((Date.now() - begin) / 1000)} s)`), 30_000);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: recipe, env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(failure(code)))));
  }).finally(() => clearInterval(clock));
}

function failure(code) {
  return `building pulumi with Go failed (exit status ${code}, see above): install pulumi 3.255 or newer and run again`;
}

function pinnedVersion() {
  return /pulumi\/pkg\/v3 (v\S+)/.exec(readFileSync(join(recipe, 'go.mod'), 'utf8'))[1];
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(recipe, file)));
  return `${pinnedVersion()} ${process.platform}-${process.arch} ${hash.digest('hex')}\n`;
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const path = process.argv.includes('--find') ? findPulumi() : await ensurePulumi();
    if (path === undefined) throw new Error(`${missing}; \`node tools/pulumi-cli.mjs\` builds one`);
    if (process.argv.includes('--print') || process.argv.includes('--find')) process.stdout.write(`${path}\n`);
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}
