/** What is found in the estate at default settings, by construct and rule. Whatever else is found is a false alarm. */
export interface Expected {
  /** The stack, and the path of the construct in it or the logical id of a resource without one. */
  readonly construct: string;
  readonly rules: readonly string[];
  readonly level: 'warning' | 'info';
  readonly why: string;
}

export const expected: readonly Expected[] = [
  {
    construct: 'Kubernetes/Older/Resource/CreationRole',
    rules: ['wildcard-principal[undecided]', 'external-id[undecided]', 'trusted-account[undecided]'],
    level: 'warning',
    why: 'the older library for EKS trusts functions of a nested stack, and what a nested stack puts out is not followed',
  },
];
