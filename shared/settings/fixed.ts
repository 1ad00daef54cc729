/** Rules that report what could not be judged; nothing turns them off or down. */
export const fixedRules: readonly string[] = ['unreadable', 'rule-crash'];

/** The ending of an exception's rule that narrows it to verdicts that are not decided. */
export const undecidedSuffix = '[undecided]';

/** The name of a rule without that ending. */
export function bareRule(rule: string): string {
  return rule.endsWith(undecidedSuffix) ? rule.slice(0, -undecidedSuffix.length) : rule;
}
