import type { MessagePort } from 'node:worker_threads';
import type { Yaml } from '../../load/yaml';

/** What a thread is started for: to keep the threads that parse, or to be one of them. */
export type Job = WardenJob | { readonly job: 'parser' };

export interface WardenJob {
  readonly job: 'warden';
  /** The script that all threads run. */
  readonly script: string;
  /** One place for each parser, where texts come in and answers go out. */
  readonly ports: readonly MessagePort[];
  /** For each parser 1 as soon as its answer is sent, and at the end a number that grows as long as the warden lives. */
  readonly bells: Int32Array;
}

/** What comes back for a text: what it says, its value as JSON, or why the thread that parsed it ended. */
export type Answer =
  | { readonly kind: 'read'; readonly json: string; readonly rest: Omit<Extract<Yaml, { value: unknown }>, 'value'> }
  | { readonly kind: 'refused'; readonly yaml: Extract<Yaml, { problem: unknown }> }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ended'; readonly reason: string };

/** How often the warden shows that it lives, in milliseconds. */
export const pulse = 250;
