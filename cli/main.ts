#!/usr/bin/env node

// A reader that has seen enough, such as `head`, may close the pipe; what was found stays the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
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
