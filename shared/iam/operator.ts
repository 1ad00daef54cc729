import type { Glob, Reading } from './glob';
import type { Wildcards } from './value';

/** One policy value, ready to be compared. */
export interface Test {
  matches(value: string, reading: Reading): boolean;
  /** The texts that match, for operators that compare texts. */
  readonly glob?: { readonly sure: Glob; readonly maybe: Glob };
  /** Values on either side of every edge that the comparison knows, for the other operators. */
  readonly edges?: readonly string[];
}

/** A condition operator in its positive sense, with whether its name negates it. */
export interface Operator {
  /** AWS's spelling. */
  readonly name: string;
  readonly negated: boolean;
  readonly family: 'text' | 'numeric' | 'date' | 'bool' | 'ip' | 'null';
  readonly wildcards: Wildcards;
  /** Whether policy variables are replaced in its values. */
  readonly variables: boolean;
  /** The comparison with one coded policy value; undefined where the value makes no sense to the operator. */
  read(code: string): Test | undefined;
}
