/** A word that findings of one rule are accepted, written where the role is declared and not in the settings. */
export interface Acknowledgement {
  /** The rule's name, alone or with `[undecided]`. */
  readonly rule: string;
  /** Why; `expires=YYYY-MM-DD` (inclusive, UTC) and `ticket=…` in it count. */
  readonly reason: string;
  /** Where it is written, for people: `the acknowledgement at Payments/LogShipping`. */
  readonly by: string;
}
