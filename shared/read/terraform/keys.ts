import type { Identity } from '../../model/subject';
import type { Text } from '../../model/text';
import type { Estate } from './estate';
import type { Instance } from './instance';
import { accountOf, arnOf, nameOf } from './names';
import { identities } from './types';
import { entryOf } from './written';

type Kind = Identity['of'];

/** The keys of those who have permissions: names count in one account, the ARN of a permission set counts everywhere. */
export class HolderKeys {
  readonly #accounts = new Map<string, Set<string>>();

  constructor(
    instances: readonly Instance[],
    private readonly estate: Estate,
  ) {
    for (const instance of instances) {
      const { of } = entryOf(identities, instance.type) ?? {};
      const { account } = estate.owners.of(instance);
      if (of === undefined || account === undefined) continue;
      const name = `${of} ${nameOf(instance).toString()}`;
      this.#accounts.set(name, (this.#accounts.get(name) ?? new Set()).add(account.toString()));
    }
  }

  /** The key of a role, user, group or permission set of the file. */
  of(of: Kind, instance: Instance): string {
    const owner = this.estate.owners.of(instance);
    return this.named(of, of === 'permissionSet' ? arnOf(instance, owner) : nameOf(instance), instance);
  }

  /** The key of somebody whom an argument of a resource names. */
  named(of: Kind, name: Text, instance: Instance): string {
    if (of === 'permissionSet') return `${of} ${name.toString()}`;
    const owner = this.estate.owners.of(instance);
    // where nothing tells the account, it is that of the only one who is called so
    const known = owner.account === undefined ? this.#accounts.get(`${of} ${name.toString()}`) : undefined;
    const [only] = known?.size === 1 ? known : [];
    return `${of} ${only ?? accountOf(owner).toString()} ${name.toString()}`;
  }
}
