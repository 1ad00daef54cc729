#!/usr/bin/env node

// A reader that has seen enough, such as `head`, may close the pipe; what was found stays the same.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  process.exitCode = 2;
  process.stderr.write(`error: the report could not be written to standard output (${code}): check where it leads\n`);
});
// where nobody hears it, nothing more can be said
process.stderr.on('error', () => {});
const args = process.argv.slice(2);
const { run, processTerminal } = args.some((arg) => arg.startsWith('--rules')) ? parts() : whole();
process.exitCode = run(args, processTerminal());

function whole(): typeof import('./whole') {
  return require('./whole') as typeof import('./whole');
}

// rules of one's own are made by the modules of the package, and have to meet those
function parts(): typeof import('./whole') {
  const { run } = require('./run') as typeof import('./run');
  const { processTerminal } = require('./terminal') as typeof import('./terminal');
  return { run, processTerminal };
}
