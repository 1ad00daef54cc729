/** Rules that report what could not be judged; nothing turns them off or down. */
export const fixedRules: readonly string[] = ['unreadable', 'rule-crash'];

/** The ending of an exception's rule that narrows it to verdicts that are not decided. */
export const undecidedSuffix = '[undecided]';
