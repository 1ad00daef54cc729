import { Text } from '../../model/text';
import { isMap, type Tree } from '../../model/tree';
import { managedByAws } from '../managed-policies';
import type { Estate } from './estate';
import type { Instance } from './instance';
import { arnOf } from './names';
import { policies } from './types';
import { documentsIn, entryOf, textOf } from './written';

/** A managed policy: the key of its document where it stands in the file, and the document. */
export interface Managed {
  readonly key?: string;
  readonly document: Tree;
}

/** The managed policies that a file makes, and those of AWS, by their ARNs. */
export class ManagedPolicies {
  readonly #policies = new Map<string, Managed>();
  readonly #limits = new Set<string>();

  constructor(instances: readonly Instance[], estate: Estate) {
    for (const instance of instances) {
      if (entryOf(policies, instance.type) === undefined) continue;
      const arn = arnOf(instance, estate.owners.of(instance)).toString();
      for (const { at, document } of documentsIn(instance, estate))
        this.#policies.set(arn, { key: `${instance.address}${at}`, document });
    }
  }

  /** The policy of that ARN; undefined where neither the file nor this package has it. */
  of(arn: Text): Managed | undefined {
    const made = this.#policies.get(arn.toString());
    const ofAws = made === undefined ? managedByAws(arn) : undefined;
    return made ?? (ofAws && { document: ofAws });
  }

  /** A boundary, by its ARN or as the block of a permission set: its document where that is known, else the ARN. */
  boundary(tree: Tree | undefined): Tree | undefined {
    if (isMap(tree)) {
      const arn = textOf(tree['managed_policy_arn']);
      return arn === undefined
        ? Text.of({ id: 'the policy of each account that is the boundary', domain: 'free' })
        : this.boundary(arn);
    }
    const arn = textOf(tree);
    if (arn === undefined) return undefined;
    const policy = this.of(arn);
    if (policy?.key !== undefined) this.#limits.add(policy.key);
    return policy?.document ?? arn;
  }

  /** Whether the document of that key is somebody's boundary. */
  isBoundary(key: string): boolean {
    return this.#limits.has(key);
  }
}
