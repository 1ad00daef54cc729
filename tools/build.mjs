// Compiles the package to dist/ and makes its two executables: the command line and the one-file Pulumi pack.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePack, joinModules } from './bundle-pack.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const shebang = '#!/usr/bin/env node\n';

/** Builds dist/ anew; throws one line when it cannot. What was built before stays until the new one is whole. */
export async function build() {
  const fresh = join(root, '.cache', `dist-${process.pid}`);
  try {
    compile(fresh);
    await bundlePack({ root, entry: join(fresh, 'packs/index.js'), outfile: join(fresh, 'packs/sts-guardrails') });
    chmodSync(join(fresh, 'packs/sts-guardrails'), 0o755);
    await joinModules({ root, entry: join(fresh, 'packs/index.js') });
    for (const file of ['cli/whole.js', 'cli/thread.js']) await joinModules({ root, entry: join(fresh, file) });
    makeExecutable(join(fresh, 'cli/main.js'));
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function compile(outDir) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const args = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', outDir];
  if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0) {
    throw new Error('build: the TypeScript compiler found errors, see above');
  }
}

function makeExecutable(file) {
  if (!existsSync(file)) throw new Error(`build: ${file} is missing: package.json promises it as a command`);
  const code = readFileSync(file, 'utf8');
  if (!code.startsWith('#!')) writeFileSync(file, shebang + code);
  chmodSync(file, 0o755);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
