import type { Rule } from './rule';

/** The rules of the package, in the order in which they are asked. */
export const rules: readonly Rule[] = [];
