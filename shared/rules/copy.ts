// the same in every copy of the package that a process has loaded
export const copyMark = Symbol.for('sts-guardrails.copy');

/** What tells this copy of the package from another one in the same process. */
export const thisCopy: object = {};

/** Something that says which copy of the package has made it. */
export interface Marked {
  readonly [copyMark]?: object;
}

/** The rule with the mark of this copy: another copy would not know values that are not known yet as such. */
export function marked<T extends object>(rule: T): T {
  return Object.assign(rule, { [copyMark]: thisCopy });
}
