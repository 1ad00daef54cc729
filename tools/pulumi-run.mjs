// Runs Pulumi programs against the genuine engine with nothing but this machine: no account, no login, no network.
import { buildSync } from 'esbuild';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation/index.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);

/**
 * What `pulumi preview` or `pulumi up` (`command`) makes of a TypeScript program under policy packs. `pulumi` is the
 * command's path, `program` the path of the program's main file, `packs` and `configs` absolute paths in the same order,
 * `files` what lies in the project's folder (text by name), `env` more variables, `before` a program that is deployed
 * first, without packs, `target` the URNs to which the command is limited. Gives `{ ok, output, events }`: whether it
 * succeeded, all that was printed, and the engine's events.
 */
export async function runPulumi(run) {
  const { pulumi, command, program, packs = [], configs = [], files = {}, env = {}, before, target } = run;
  const home = mkdtempSync(join(tmpdir(), 'sts-guardrails-pulumi-'));
  const events = [];
  let output = '';
  const onOutput = (text) => (output += text);
  try {
    if (before !== undefined) {
      await (await createStack({ pulumi, program: before, home, files: {}, env })).up();
    }
    const stack = await createStack({ pulumi, program, home, files, env });
    const options = { policyPacks: packs, onOutput, onError: onOutput, onEvent: (event) => events.push(event) };
    if (configs.length > 0) options.policyPackConfigs = configs;
    if (target !== undefined) options.target = target;
    await stack[command](options);
    return { ok: true, output, events };
  } catch (error) {
    if (error.commandResult === undefined) throw error;
    return { ok: false, output, events };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A stack of a project in the folder `home`, with a backend and a provider of its own there; `program` as for `runPulumi`. */
export async function createStack({ pulumi, program, home, files, env }) {
  const folder = dirname(pulumi);
  const pulumiCommand = await PulumiCommand.get(basename(folder) === 'bin' ? { root: dirname(folder) } : {});
  const workDir = join(home, 'project');
  for (const name of ['state', 'project']) mkdirSync(join(home, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workDir, name), text);
  const projectSettings = {
    name: 'guarded',
    runtime: 'nodejs',
    backend: { url: `file://${join(home, 'state')}` },
    plugins: { providers: ['aws', 'aws-native'].map((name) => ({ name, path: here('../test/pulumi/aws') })) },
  };
  return LocalWorkspace.createOrSelectStack(
    { stackName: 'dev', projectName: 'guarded', program: async () => load(program) },
    { workDir, pulumiHome: join(home, 'home'), projectSettings, pulumiCommand, envVars: { ...offline(home), ...env } },
  );
}

// Compiled beside the packages that it asks for, and run anew each time, since a program acts while it loads.
function load(program) {
  const folder = here('../.cache/programs');
  const outfile = join(mkdtempSync(join((mkdirSync(folder, { recursive: true }), folder), 'run-')), 'index.cjs');
  try {
    buildSync({ entryPoints: [program], outfile, bundle: true, packages: 'external', platform: 'node', format: 'cjs' });
    return require(outfile);
  } finally {
    rmSync(dirname(outfile), { recursive: true, force: true });
  }
}

/** The variables that keep a `pulumi` command on this machine; a folder pack is started by the shim they put on PATH. */
export function offline(home) {
  return {
    PATH: [writeShim(home), dirname(process.execPath), process.env.PATH].join(delimiter),
    PULUMI_CONFIG_PASSPHRASE: '',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    PULUMI_DISABLE_REGISTRY_RESOLVE: 'true',
  };
}

// Pulumi's Node language host starts folder packs, and is not published as a Go module; this is the command it runs.
function writeShim(home) {
  const folder = join(home, 'shim');
  const shim = join(folder, 'pulumi-analyzer-policy-nodejs');
  const runner = require.resolve('@pulumi/pulumi/cmd/run-policy-pack');
  mkdirSync(folder, { recursive: true });
  writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${runner}" "$@"\n`);
  chmodSync(shim, 0o755);
  return folder;
}
