import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readStandardInput } from './pipe';
import type { Threads } from './threads/gather';

/** Something to write to, such as standard output. */
export interface Stream {
  readonly isTTY?: boolean;
  /** How many characters fit into a line of a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** What a command may know and use of the process that it runs in. */
export interface Terminal {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly out: Stream;
  readonly err: Stream;
  /** All of standard input, to its end; throws the system's error where there is none. */
  readonly stdin: () => Buffer;
  /** Milliseconds since some fixed moment. */
  readonly now: () => number;
  /** Left out where everything is read by one thread. */
  readonly threads?: Threads;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

// A folder that somebody has removed meanwhile has no path; by its old one nothing is found in it, and the rest is judged.
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return process.env['PWD'] ?? '/';
  }
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    cwd: workingFolder(),
    env: process.env,
    out: process.stdout,
    err: process.stderr,
    stdin: readStandardInput,
    now: () => performance.now(),
    threads: { cores: availableParallelism(), script: join(__dirname, 'thread.js') },
    today: new Date().toISOString().slice(0, 10),
  };
}
