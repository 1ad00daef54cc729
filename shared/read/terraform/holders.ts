import type { Identity } from '../../model/subject';
import type { Text } from '../../model/text';
import { many, pointer } from '../../model/tree';
import type { Estate } from './estate';
import type { Instance } from './instance';
import { HolderKeys } from './keys';
import { type Holder, Ledger } from './ledger';
import { ManagedPolicies } from './managed';
import { attachments, boundaries, grants, identities, memberships, policies } from './types';
import { valueIn } from './values';
import { documentsIn, entryOf, textsIn, type Written } from './written';

type Kind = Identity['of'];

/** Who has which documents in one plan or state. Documents go by a key: the address and where they stand in the values. */
export class Holders {
  readonly #ledger = new Ledger();
  readonly #managed: ManagedPolicies;
  readonly #shared = new Set<string>();
  readonly #keys: HolderKeys;

  constructor(
    instances: readonly Instance[],
    private readonly estate: Estate,
  ) {
    this.#managed = new ManagedPolicies(instances, estate);
    this.#keys = new HolderKeys(instances, estate);
    for (const one of instances) this.#made(one);
    for (const one of instances) this.#given(one);
    for (const one of instances) this.#attached(one);
    for (const one of instances) this.#itself(one);
  }

  /** Everybody who has the document of that key. */
  of(key: string): readonly Identity[] {
    return this.#ledger.having(key);
  }

  /** Whether a managed policy is there to limit identities and gives nobody anything. */
  isLimit(key: string): boolean {
    return this.#managed.isBoundary(key) && this.of(key).length === 0;
  }

  /**
   * What an identity shows itself: not the inline policies and attachments that are resources of their own, which a
   * provider finds again at the identity when it looks at it.
   */
  shownBy(instance: Instance): { readonly inline: readonly Written[]; readonly arns: ReturnType<typeof textsIn> } {
    const { of, arns } = entryOf(identities, instance.type) ?? {};
    if (of === undefined) return { inline: [], arns: [] };
    const key = this.#keys.of(of, instance);
    const inline = documentsIn(instance, this.estate).filter(
      ({ name }) => !this.#shared.has(`${key} named ${name ?? ''}`),
    );
    const listed = arns === undefined ? [] : textsIn(valueIn(instance, arns, this.estate, 'arn'), pointer('', arns));
    return { inline, arns: listed.filter(({ text }) => !this.#shared.has(`${key} with ${text.toString()}`)) };
  }

  /** The ARNs of the managed policies that a resource gives to somebody. */
  attachedBy(instance: Instance): ReturnType<typeof textsIn> {
    const { arns } = entryOf(attachments, instance.type) ?? {};
    return arns === undefined ? [] : textsIn(valueIn(instance, arns, this.estate, 'arn'), pointer('', arns));
  }

  #made(instance: Instance): void {
    const { of } = entryOf(identities, instance.type) ?? {};
    if (of === undefined) return;
    const key = this.#keys.of(of, instance);
    const holder = this.#ledger.holder(of, key, instance.address);
    // the set of aws is given its boundary by a resource of its own
    const boundary = this.#managed.boundary(valueIn(instance, 'permissions_boundary', this.estate, 'arn'));
    if (boundary !== undefined) holder.boundary = boundary;
    const { groups } = entryOf(identities, instance.type) ?? {};
    if (groups !== undefined)
      for (const { text } of textsIn(valueIn(instance, groups, this.estate, 'name'), ''))
        holder.groups.add(this.#keys.named('group', text, instance));
  }

  #given(instance: Instance): void {
    const grant = entryOf(grants, instance.type) ?? entryOf(policies, instance.type);
    if (grant === undefined) return;
    for (const holder of this.#named(instance, grant.holders))
      for (const { at, document, name } of documentsIn(instance, this.estate)) {
        holder.one.documents.set(`${instance.address}${at}`, document);
        if (name !== undefined) this.#shared.add(`${holder.key} named ${name}`);
      }
  }

  #attached(instance: Instance): void {
    const attachment = entryOf(attachments, instance.type);
    const membership = entryOf(memberships, instance.type);
    if (attachment !== undefined)
      for (const holder of this.#named(instance, attachment.holders))
        for (const arn of this.attachedBy(instance)) {
          this.#attach(holder.one, arn.text, `${instance.address}${arn.at}`);
          this.#shared.add(`${holder.key} with ${arn.text.toString()}`);
        }
    if (membership !== undefined)
      for (const { one } of this.#named(instance, { [membership.users]: 'user' }))
        for (const { key } of this.#named(instance, { [membership.groups]: 'group' })) one.groups.add(key);
    if (boundaries.has(instance.type))
      for (const { one } of this.#named(instance, { permission_set_arn: 'permissionSet' })) {
        const [block] = many(valueIn(instance, 'permissions_boundary', this.estate, 'arn'));
        const boundary = this.#managed.boundary(block);
        if (boundary !== undefined) one.boundary = boundary;
      }
  }

  #itself(instance: Instance): void {
    const { of } = entryOf(identities, instance.type) ?? {};
    if (of === undefined) return;
    const holder = this.#ledger.holder(of, this.#keys.of(of, instance), instance.address);
    const { inline, arns } = this.shownBy(instance);
    for (const { at, document } of inline) holder.documents.set(`${instance.address}${at}`, document);
    for (const { text, at } of arns) this.#attach(holder, text, `${instance.address}${at}`);
  }

  #attach(holder: Holder, arn: Text, key: string): void {
    const policy = this.#managed.of(arn);
    if (policy !== undefined) holder.documents.set(policy.key ?? key, policy.document);
  }

  /** Those whom the arguments of a resource name. */
  #named(
    instance: Instance,
    holders: { readonly [argument: string]: Kind },
  ): { readonly key: string; readonly one: Holder }[] {
    return Object.entries(holders).flatMap(([argument, of]) =>
      textsIn(valueIn(instance, argument, this.estate, of === 'permissionSet' ? 'arn' : 'name'), '').map(({ text }) => {
        const key = this.#keys.named(of, text, instance);
        return { key, one: this.#ledger.holder(of, key, text.toString()) };
      }),
    );
  }
}
