#!/usr/bin/env node
import { run } from './run';
import { processTerminal } from './terminal';

// A reader that has seen enough, such as `head`, may close the pipe; what was found stays the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = run(process.argv.slice(2), processTerminal());
