// Shows the package at work on real input: examples/cdk under the cdk command, examples/pulumi under the Pulumi engine.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { demoCdk } from './demo-cdk.mjs';
import { findPulumi } from './pulumi-cli.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['shared', 'load', 'packs', 'aspects', 'cli', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
const print = (text) => process.stdout.write(text);

try {
  if (newest('dist') <= Math.max(...sources.map(newest))) await build();
  print('== CDK ==\n\n');
  await demoCdk({ print });
  print('== Pulumi ==\n\n');
  if (findPulumi() !== undefined || runs('go', 'version')) {
    const { demoPulumi } = await import('./demo-pulumi.mjs');
    await demoPulumi({ print });
  } else {
    print('Not shown: this half needs a pulumi command on PATH, or Go to build one from its published module.\n');
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** When the youngest file at or under this path was written, in ms; 0 where there is none. */
function newest(path) {
  const full = join(root, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(full).map((name) => newest(join(path, name))));
}

function runs(command, ...args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
