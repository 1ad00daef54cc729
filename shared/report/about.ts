import type { Level } from '../model/finding';
import type { Manner } from './text';

/** What a report says about one rule, whether the rule found anything or not. */
export interface RuleCard {
  readonly name: string;
  readonly guardrail?: string;
  /** The level without any settings. */
  readonly level: Level | 'off';
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly references: readonly string[];
  /** The page of a rule of the package, as a path inside it, or the address that a rule of somebody's own names. */
  readonly docs: string;
}

/** What a form of the report needs to know beside the report. */
export interface About {
  /** The version of this package. */
  readonly version: string;
  /** All rules that were asked, and those of the guard. */
  readonly rules: readonly RuleCard[];
  /** `YYYY-MM-DD`, UTC. */
  readonly today?: string;
  /** The file that stands for a finding without one, where a form must name a file. */
  readonly anchor?: string;
  /** How the text form is shown; no other form looks at it. */
  readonly text?: Manner;
}

/** The file that a finding stands in, or the one that stands for it, for forms that must name a file. */
export function fileOf(file: string | undefined, { anchor = 'sts-guardrails.json' }: About): string {
  return file?.replace(/^(?:\.\/+)+/, '') || anchor;
}
