import type { Identity } from '../../model/subject';
import { Text } from '../../model/text';
import { isMap, many, pointer, type Tree } from '../../model/tree';
import { managedByAws } from '../managed-policies';
import type { Estate } from './estate';
import type { Instance } from './instance';
import { accountOf, arnOf, nameOf } from './names';
import { attachments, boundaries, grants, identities, memberships, policies } from './types';
import { valueIn } from './values';
import { documentsIn, entryOf, textOf, textsIn, type Written } from './written';

type Kind = Identity['of'];

interface Holder {
  readonly of: Kind;
  readonly id: string;
  readonly documents: Map<string, Tree>;
  readonly groups: Set<string>;
  boundary?: Tree;
}

/** Who has which documents in one plan or state. Documents go by a key: the address and where they stand in the values. */
export class Holders {
  readonly #holders = new Map<string, Holder>();
  readonly #policies = new Map<string, { readonly key: string; readonly document: Tree }>();
  readonly #limits = new Set<string>();
  readonly #shared = new Set<string>();

  constructor(
    instances: readonly Instance[],
    private readonly estate: Estate,
  ) {
    for (const one of instances) this.#policy(one);
    for (const one of instances) this.#made(one);
    for (const one of instances) this.#given(one);
    for (const one of instances) this.#attached(one);
    for (const one of instances) this.#itself(one);
  }

  /** Everybody who has the document of that key. */
  of(key: string): readonly Identity[] {
    return [...this.#holders.values()].flatMap((holder) => {
      const all = this.#allOf(holder);
      if (!all.has(key)) return [];
      const documents = [...all].flatMap(([other, tree]) => (other === key ? [] : [tree]));
      const { of, id, boundary } = holder;
      return [{ of, id, documents, ...(boundary !== undefined && { boundary }) }];
    });
  }

  /** Whether a managed policy is there to limit identities and gives nobody anything. */
  isLimit(key: string): boolean {
    return this.#limits.has(key) && ![...this.#holders.values()].some(({ documents }) => documents.has(key));
  }

  /**
   * What an identity shows itself: not the inline policies and attachments that are resources of their own, which a
   * provider finds again at the identity when it looks at it.
   */
  shownBy(instance: Instance): { readonly inline: readonly Written[]; readonly arns: ReturnType<typeof textsIn> } {
    const { of, arns } = entryOf(identities, instance.type) ?? {};
    if (of === undefined) return { inline: [], arns: [] };
    const key = this.#keyOf(of, instance);
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

  #policy(instance: Instance): void {
    if (entryOf(policies, instance.type) === undefined) return;
    for (const { at, document } of documentsIn(instance, this.estate))
      this.#policies.set(this.#arn(instance).toString(), { key: `${instance.address}${at}`, document });
  }

  #made(instance: Instance): void {
    const { of } = entryOf(identities, instance.type) ?? {};
    if (of === undefined) return;
    const key = this.#keyOf(of, instance);
    const holder = this.#holder(of, key, instance.address);
    // the set of aws is given its boundary by a resource of its own
    const boundary = this.#limit(valueIn(instance, 'permissions_boundary', this.estate, 'arn'));
    if (boundary !== undefined) holder.boundary = boundary;
    const { groups } = entryOf(identities, instance.type) ?? {};
    if (groups !== undefined)
      for (const { text } of textsIn(valueIn(instance, groups, this.estate, 'name'), ''))
        holder.groups.add(this.#keyNamed('group', text, instance));
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
        const boundary = this.#limit(block);
        if (boundary !== undefined) one.boundary = boundary;
      }
  }

  #itself(instance: Instance): void {
    const { of } = entryOf(identities, instance.type) ?? {};
    if (of === undefined) return;
    const holder = this.#holder(of, this.#keyOf(of, instance), instance.address);
    const { inline, arns } = this.shownBy(instance);
    for (const { at, document } of inline) holder.documents.set(`${instance.address}${at}`, document);
    for (const { text, at } of arns) this.#attach(holder, text, `${instance.address}${at}`);
  }

  #attach(holder: Holder, arn: Text, key: string): void {
    const policy = this.#policies.get(arn.toString());
    const document = policy?.document ?? managedByAws(arn);
    if (document !== undefined) holder.documents.set(policy?.key ?? key, document);
  }

  /** A boundary: the document where the file, or AWS, has it, else the ARN as a text. */
  #limit(tree: Tree | undefined): Tree | undefined {
    if (isMap(tree)) {
      const arn = tree['managed_policy_arn'];
      const elsewhere = Text.of({ id: 'the policy of each account that is the boundary', domain: 'free' });
      return arn === undefined || arn === null || arn === '' ? elsewhere : this.#limit(arn);
    }
    const arn = textOf(tree);
    if (arn === undefined) return undefined;
    const policy = this.#policies.get(arn.toString());
    if (policy !== undefined) this.#limits.add(policy.key);
    return policy?.document ?? managedByAws(arn) ?? arn;
  }

  #allOf({ documents, groups }: Holder): ReadonlyMap<string, Tree> {
    return new Map([...documents, ...[...groups].flatMap((key) => [...(this.#holders.get(key)?.documents ?? [])])]);
  }

  /** Those whom the arguments of a resource name. */
  #named(
    instance: Instance,
    holders: { readonly [argument: string]: Kind },
  ): { readonly key: string; readonly one: Holder }[] {
    return Object.entries(holders).flatMap(([argument, of]) =>
      textsIn(valueIn(instance, argument, this.estate, of === 'permissionSet' ? 'arn' : 'name'), '').map(({ text }) => {
        const key = this.#keyNamed(of, text, instance);
        return { key, one: this.#holder(of, key, text.toString()) };
      }),
    );
  }

  #holder(of: Kind, key: string, id: string): Holder {
    const known = this.#holders.get(key);
    if (known !== undefined) return known;
    const holder: Holder = { of, id, documents: new Map(), groups: new Set() };
    this.#holders.set(key, holder);
    return holder;
  }

  #keyOf(of: Kind, instance: Instance): string {
    return this.#keyNamed(of, of === 'permissionSet' ? this.#arn(instance) : nameOf(instance), instance);
  }

  #arn(instance: Instance): Text {
    return arnOf(instance, this.estate.owners.of(instance));
  }

  /** Names count in one account; the ARN of a permission set counts everywhere. */
  #keyNamed(of: Kind, name: Text, instance: Instance): string {
    const account = of === 'permissionSet' ? '' : accountOf(this.estate.owners.of(instance)).toString();
    return `${of} ${account} ${name.toString()}`;
  }
}
