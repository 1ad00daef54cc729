import type { Place } from './subject';

export type Level = 'error' | 'warning' | 'info';

/** `fail`: a request gets through however the holes are filled. `unknown`: it depends, and `because` says on what. */
export type Verdict = 'fail' | 'unknown';

/** A concrete STS call. Only context keys that are present stand in it, so it can be fed to an IAM simulator. */
export interface Request {
  readonly actions: readonly string[];
  readonly principal: { readonly type: 'AWS' | 'Service' | 'Federated'; readonly id: string };
  readonly resource?: string;
  readonly context: { readonly [key: string]: string | readonly string[] };
}

/** What a rule found in one place; the shape that `--format json` prints. */
export interface Finding {
  readonly rule: string;
  readonly guardrail?: string;
  readonly verdict: Verdict;
  readonly level: Level;
  /** One lower-case sentence without a full stop: who may do what. */
  readonly message: string;
  readonly fix: string;
  /** The rule's own page. */
  readonly docs: string;
  /** Stays the same while rule, subject and who gets in stay the same, wherever the lines move. */
  readonly fingerprint: string;
  /** With `within` for what one resource may hold several of: policies that give permissions, environments, blocks. */
  readonly subject: Omit<Place, 'pointer'>;
  /** JSON pointer from the root of the policy or value that was judged. */
  readonly at: string;
  readonly line?: number;
  readonly column?: number;
  readonly request?: Request;
  readonly because?: string;
}

/** A finding that an exception or the baseline covers. */
export interface Accepted extends Finding {
  readonly accepted: {
    readonly reason: string;
    readonly owner?: string;
    /** Last day it holds, `YYYY-MM-DD`, UTC. */
    readonly expires?: string;
    readonly ticket?: string;
    /** Where the word was given: `exceptions[0]`, `baseline`, or where the role is declared. */
    readonly by: string;
  };
}

export interface Summary {
  readonly subjects: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly undecided: number;
  readonly accepted: number;
  readonly skipped: number;
}

/** What a run comes to. */
export interface Report {
  readonly formatVersion: 1;
  readonly findings: readonly Finding[];
  readonly accepted: readonly Accepted[];
  readonly summary: Summary;
  /** Everything that was judged, each place as often as something in it was, in the order of reading; not printed as JSON. */
  readonly judged?: readonly Place[];
  /** The day it was judged by, `YYYY-MM-DD`, UTC; not printed as JSON. */
  readonly today?: string;
}
