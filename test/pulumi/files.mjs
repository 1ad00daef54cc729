// The files that the genuine engine writes of one stack, for tests: prints them as a JSON object of names and texts.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePulumi } from '../../tools/pulumi-cli.mjs';
import { createStack, offline } from '../../tools/pulumi-run.mjs';
import { spawnSync } from 'node:child_process';

const { before, program } = JSON.parse(process.argv[2]);
const pulumi = await ensurePulumi();
const home = mkdtempSync(join(tmpdir(), 'sts-guardrails-pulumi-'));
const files = {};

/** A stack whose commands are run as people run them: with these options, and what they print is kept under that name. */
async function stackOf(main, name, options = [], env = {}) {
  const stack = await createStack({ pulumi, program: main, home, files: {}, env: {} });
  const command = stack.workspace.pulumiCommand;
  const run = command.run.bind(command);
  command.run = async (args, cwd, variables, ...rest) => {
    if (!['preview', 'up'].includes(args[0])) return run(args, cwd, variables, ...rest);
    const log = join(home, `${name}.log`);
    const own = args.filter((arg, index) => arg !== '--event-log' && args[index - 1] !== '--event-log');
    const result = await run([...own, ...options, '--event-log', log], cwd, { ...variables, ...env }, ...rest);
    files[`${name}.json`] = result.stdout;
    files[`${name}.log`] = readFileSync(log, 'utf8');
    return result;
  };
  return stack;
}

/** What the command prints about the stack as it is. */
function exported(...options) {
  const env = { ...process.env, ...offline(home), PULUMI_HOME: join(home, 'home') };
  const args = ['stack', 'export', '--stack', 'dev', ...options];
  const { status, stdout, stderr } = spawnSync(pulumi, args, { cwd: join(home, 'project'), env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

try {
  const quiet = { onOutput: () => undefined };
  files['new.json'] = (await stackOf(before, 'none'), exported());
  await (await stackOf(before, 'before', ['--json'])).up(quiet);
  await (await stackOf(program, 'preview', ['--json', '--show-sames'])).preview(quiet);
  const streaming = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: 'true' };
  await (await stackOf(program, 'stream', ['--json', '--show-sames'], streaming)).preview(quiet);
  await (await stackOf(program, 'up', ['--json'])).up(quiet);
  files['state.json'] = exported();
  files['shown.json'] = exported('--show-secrets');
  files['checkpoint.json'] = readFileSync(join(home, 'state/.pulumi/stacks/guarded/dev.json'), 'utf8');
  process.stdout.write(JSON.stringify(files));
} finally {
  rmSync(home, { recursive: true, force: true });
}
