// How long the pack takes to be ready, as one file and as a folder, beside a folder pack without a single policy.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './measure.mjs';

const require = createRequire(import.meta.url);
const engine = '127.0.0.1:1';

/** Milliseconds until a pack prints its port. */
function ready(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const begin = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => (said += text));
    child.stdout.once('data', () => {
      const spent = Number(process.hrtime.bigint() - begin) / 1e6;
      child.removeAllListeners('close');
      child.once('close', () => resolve(spent));
      child.kill();
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`a pack ended with exit status ${code}: ${said}`)));
  });
}

/** A folder with an empty pack, which finds its packages where this one does. */
export function emptyPack() {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'PulumiPolicy.yaml'), 'runtime:\n  name: nodejs\n  options:\n    typescript: false\n');
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', main: 'index.js' }));
    writeFileSync(join(folder, 'index.js'), `new (require('@pulumi/policy').PolicyPack)('empty', { policies: [] });\n`);
  });
}

/** A folder with what users have of this package: no sources, and no configuration of a compiler. */
export function ourPack() {
  return inFolder((folder) => {
    symlinkSync(join(root, 'dist'), join(folder, 'dist'));
    for (const file of ['package.json', 'PulumiPolicy.yaml']) copyFileSync(join(root, file), join(folder, file));
  });
}

function inFolder(fill) {
  const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-bench-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  fill(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Milliseconds of one start of each, one after the other. */
export async function starts(empty, ours) {
  const runner = require.resolve('@pulumi/pulumi/cmd/run-policy-pack');
  return {
    empty: await ready(process.execPath, [runner, engine, empty], empty),
    folder: await ready(process.execPath, [runner, engine, ours], ours),
    file: await ready(join(root, 'dist/packs/sts-guardrails'), [engine], root),
  };
}
