import type { JsonObject } from '../json';

/** A resource as a file of Pulumi has it, or why it cannot be read; `pointer` leads from the root of the file to it. */
export type Entry =
  | { readonly pointer: string; readonly resource: JsonObject; readonly urn: string; readonly type: string }
  | { readonly pointer: string; readonly problem: string };

/** An entry that can be read. */
export type Resource = Extract<Entry, { resource: JsonObject }>;

/** What a file lists. */
export interface Listed {
  readonly entries: readonly Entry[];
  /** What is wrong with the file as a whole: lower-case sentences without a full stop. */
  readonly problems: readonly string[];
  /** The configuration of the stack, where the file tells it: `aws:region` and the like. */
  readonly config?: unknown;
}

/** A file of which nothing can be said but that. */
export function nothingBut(problem: string): Listed {
  return { entries: [], problems: [problem] };
}
