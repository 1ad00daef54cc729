/** All of the command line; the build puts it and all that it is made of into this one file. */
export { run } from './run';
export { processTerminal } from './terminal';
