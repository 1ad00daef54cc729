import type { Accepted, Finding, Report } from './model/finding';
import type { Subject } from './model/subject';
import type { Rule } from './rules/rule';
import type { Settings } from './settings';

export interface GuardOptions {
  /** The day to judge by, `YYYY-MM-DD` in UTC; settings that expire are compared with it. */
  readonly today: string;
  /** Rules to ask instead of the package's own. */
  readonly rules?: readonly Rule[];
}

export interface Judged {
  readonly findings: readonly Finding[];
  readonly accepted: readonly Accepted[];
}

/** Judges subjects one by one and keeps the books of a run. */
export interface Guard {
  /** The findings on one subject. Never throws: a rule that crashes is itself a finding. */
  judge(subject: Subject): Judged;
  /** Findings that need the whole run (such as an exception that matched nothing), and the sum of all. */
  finish(skipped?: number): Judged & { readonly report: Report };
}

/** A guard for one run under these settings. */
export declare function createGuard(settings: Settings, options: GuardOptions): Guard;

/** Judges all subjects of a run at once. */
export declare function check(subjects: readonly Subject[], settings: Settings, options: GuardOptions): Report;
