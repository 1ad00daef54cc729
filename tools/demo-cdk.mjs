// The CDK half of the demo: the real cdk command on both variants of examples/cdk.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cdk = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin/cdk');

/** Shows the blocked variant stopped and the clean one passing; throws when either comes out otherwise. */
export async function demoCdk({ print }) {
  show(print, ['synth', '--quiet'], 1);
  show(print, ['synth', '--quiet', '--context', 'variant=clean'], 0);
}

function show(print, args, expected) {
  print(`examples/cdk$ cdk ${args.join(' ')}\n`);
  const { status, output } = synth(args);
  print(output.trim() === '' ? '(nothing to report)\n' : `${output.trimEnd()}\n`);
  print(`exit status ${status}\n\n`);
  if (status !== expected) throw new Error(`demo: cdk ${args.join(' ')} exited ${status}, expected ${expected}`);
}

function synth(args) {
  const outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-demo-'));
  try {
    const { status, error, stdout, stderr } = spawnSync(
      process.execPath,
      [cdk, ...args, '--no-notices', '--output', outdir],
      // the library's own template checks have nothing to say here and take seconds
      { cwd: join(root, 'examples/cdk'), encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false' } },
    );
    if (error !== undefined) throw error;
    return { status, output: stdout + stderr };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
