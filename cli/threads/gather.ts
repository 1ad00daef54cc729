import { existsSync } from 'node:fs';
import type { Input } from '../inputs';
import { Crew } from './crew';

/** What a process has to run threads with. */
export interface Threads {
  /** How many of them can run at the same time. */
  readonly cores: number;
  /** The compiled script of a thread. */
  readonly script: string;
}

// a thread is ready after the time that 100 kB of YAML take, and each core has to have something to do after that
const worthwhile = 1_000_000;
const most = 4;
const neverYaml = /\.(?:json|jsonl|ndjson|tfstate)$/i;

/** A crew for these inputs; undefined where one thread is done sooner, or where `size` asks for none. */
export function gather(
  inputs: readonly Input[],
  threads: Threads | undefined,
  size: number | undefined,
): Crew | undefined {
  if (threads === undefined || !existsSync(threads.script)) return undefined;
  const paying = threads.cores > 1 && mayBeYaml(inputs) >= worthwhile ? Math.min(threads.cores, most) : 0;
  const chosen = size ?? paying;
  return chosen === 0 ? undefined : new Crew(chosen, threads.script);
}

/** How many bytes of the inputs may be YAML, as far as their names tell. */
function mayBeYaml(inputs: readonly Input[]): number {
  const sizes = inputs.map((input) => (input.kind === 'file' && !neverYaml.test(input.name) ? input.size : 0));
  return sizes.reduce((sum, one) => sum + one, 0);
}
