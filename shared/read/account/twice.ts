import { own } from '../json';
import { documentOf } from './documents';
import { type Entry, nameOf, type Page } from './pages';

/**
 * The roles of a run by their ARNs: the details of an account and its list of roles tell of the same ones, the first what
 * they may do, the second how long their sessions may last.
 */
export class SameRoles {
  readonly #byArn = new Map<string, unknown[]>();

  /** The pages in the order of the run. */
  constructor(pages: readonly Page[]) {
    for (const entry of pages.flatMap(({ roles }) => roles)) {
      const arn = nameOf(entry, 'Role')?.arn;
      if (arn === undefined) continue;
      const known = this.#byArn.get(arn);
      if (known === undefined) this.#byArn.set(arn, [entry.value]);
      else known.push(entry.value);
    }
  }

  /** Whether a role is judged where another entry tells more of it, or as much and before; never where trust differs. */
  isJudgedElsewhere({ value }: Entry, arn: string): boolean {
    const all = this.#byArn.get(arn) ?? [];
    if (all.length < 2) return false;
    const trust = trustOf(value);
    const same = all.filter((other) => other === value || trustOf(other) === trust);
    return (same.find(isDetailed) ?? same[0]) !== value;
  }

  /** Whether all that a role may do is judged with an earlier entry, too. */
  isGivenElsewhere({ value }: Entry, arn: string): boolean {
    const earlier = (this.#byArn.get(arn) ?? []).slice(0, this.#byArn.get(arn)?.indexOf(value));
    return earlier.some((other) => JSON.stringify(other) === JSON.stringify(value));
  }

  /** The longest session of a role, as any entry has it. */
  longest({ value }: Entry, arn: string): unknown {
    const name = 'MaxSessionDuration';
    return [value, ...(this.#byArn.get(arn) ?? [])].map((one) => own(one, name)).find((one) => one !== undefined);
  }
}

function isDetailed(value: unknown): boolean {
  return ['RolePolicyList', 'AttachedManagedPolicies'].some((list) => Array.isArray(own(value, list)));
}

function trustOf(value: unknown): string {
  const document = documentOf(own(value, 'AssumeRolePolicyDocument'));
  if ('problem' in document) return document.problem;
  const { tree } = document;
  try {
    return JSON.stringify(typeof tree === 'string' ? JSON.parse(tree) : tree) ?? '';
  } catch {
    return String(tree);
  }
}
