import type { Identity } from '../../model/subject';
import type { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { Choice } from '../../model/tree';
import { isObject, own } from '../json';
import { managedByAws } from '../managed-policies';
import { arnsIn, documentsIn, holdersOf, identityTypes, type Named, writtenIn } from './grants';
import { ref } from './references';
import { read } from './resolve';
import type { Scope } from './scope';
import { asText } from './text';
import { entriesOf, type Entry, readWhen, whenMade } from './ways';

type Kind = Exclude<Identity['of'], 'permissionSet'>;

/** Somebody of a template, or whom a template names, with all documents that are known to be theirs, by where they stand. */
interface Holder {
  readonly of: Kind;
  readonly id: string;
  readonly documents: Map<string, Tree>;
  boundary?: Tree;
}

/** Who has which documents in one template. Documents go by a key: the resource's logical id and where they stand in it. */
export class Holders {
  readonly #holders: Holder[] = [];
  readonly #namesakes = new Map<string, Holder[]>();
  readonly #policies = new Map<string, { readonly id: string; readonly document: () => Tree | undefined }>();
  readonly #members: [user: Holder, group: Holder][] = [];
  readonly #limits = new Set<string>();

  constructor(private readonly scope: Scope) {
    const resources = own(scope.template, 'Resources');
    const all = isObject(resources) ? Object.entries(resources) : [];
    for (const [id, resource] of all) this.#policy(id, resource);
    for (const [id, resource] of all) this.#identity(id, resource);
    for (const [id, resource] of all) this.#attachment(id, resource);
    for (const [user, group] of this.#members) for (const [key, tree] of group.documents) add(user, key, tree);
  }

  /** Everybody who has the document of that key. */
  of(key: string): readonly Identity[] {
    return this.#holders.flatMap(({ of, id, documents, boundary }) => {
      if (!documents.has(key)) return [];
      const others = [...documents].flatMap(([other, tree]) => (other === key ? [] : [tree]));
      return [{ of, id, documents: others, ...(boundary !== undefined && { boundary }) }];
    });
  }

  /** Whether a managed policy is there to limit identities and gives nobody anything. */
  isLimit(id: string): boolean {
    return this.#limits.has(id) && !this.#holders.some(({ documents }) => documents.has(keyOf(id)));
  }

  /** A boundary: the document where the template, or AWS, has it, else the ARN as a text. */
  boundary(raw: unknown): Tree | undefined {
    return this.#limit(read(raw, this.scope));
  }

  #limit(tree: Tree | undefined): Tree | undefined {
    if (tree instanceof Choice) return new Choice(tree.condition, this.#limit(tree.then), this.#limit(tree.otherwise));
    const arn = asText(tree);
    if (arn === undefined) return undefined;
    const policy = this.#policies.get(arn.toString());
    if (policy !== undefined) this.#limits.add(policy.id);
    return policy?.document() ?? managedByAws(arn) ?? arn;
  }

  #policy(id: string, resource: unknown): void {
    if (own(resource, 'Type') !== 'AWS::IAM::ManagedPolicy') return;
    const arn = asText(ref(id, this.scope));
    const document = () =>
      readWhen(writtenIn(own(resource, 'Properties'), 'PolicyDocument'), whenMade(resource), this.scope);
    if (arn !== undefined) this.#policies.set(arn.toString(), { id, document });
  }

  #identity(id: string, resource: unknown): void {
    const type = own(resource, 'Type');
    const of = typeof type === 'string' && Object.hasOwn(identityTypes, type) ? identityTypes[type] : undefined;
    if (typeof type !== 'string' || of === undefined) return;
    const properties = own(resource, 'Properties');
    const key = `${of} ${asText(ref(id, this.scope))?.toString() ?? ''}`;
    const holder = this.#made(of, key, id);
    for (const entry of documentsIn(type, properties)) this.#add(holder, `${id}${entry.at}`, entry);
    for (const entry of arnsIn(type, properties, this.scope)) this.#attach(holder, `${id}${entry.at}`, entry);
    const boundary = this.boundary(own(properties, 'PermissionsBoundary'));
    if (boundary !== undefined) holder.boundary = boundary;
    for (const name of this.#names(own(properties, 'Groups')))
      for (const group of this.#named('group', name)) this.#members.push([holder, group]);
  }

  #attachment(id: string, resource: unknown): void {
    const type = own(resource, 'Type');
    const properties = own(resource, 'Properties');
    if (type === 'AWS::IAM::UserToGroupAddition') {
      const [group] = this.#names(own(properties, 'GroupName'));
      for (const name of this.#names(own(properties, 'Users')))
        for (const user of this.#named('user', name))
          for (const one of this.#named('group', group)) this.#members.push([user, one]);
    }
    if (typeof type !== 'string' || !Object.hasOwn(holdersOf, type)) return;
    const raw = writtenIn(properties, 'PolicyDocument');
    for (const [property, of] of Object.entries(holdersOf[type] ?? {}))
      for (const { raw: name, when } of entriesOf(own(properties, property))) {
        const entry = { raw, at: '', when: [...whenMade(resource), ...when] };
        for (const holder of this.#named(of, asText(read(name, this.scope)))) this.#add(holder, keyOf(id), entry);
      }
  }

  #attach(holder: Holder, key: string, { arn, when }: Named): void {
    const policy = arn === undefined ? undefined : this.#policies.get(arn.toString());
    if (policy !== undefined) {
      const document = writtenIn(own(this.scope.find('Resources', policy.id), 'Properties'), 'PolicyDocument');
      this.#add(holder, keyOf(policy.id), { raw: document, at: '', when });
    } else if (arn !== undefined) {
      const document = managedByAws(arn);
      if (document !== undefined) this.#add(holder, key, { raw: document, at: '', when });
    }
  }

  #add(holder: Holder, key: string, { raw, when }: Entry): void {
    add(holder, key, readWhen(raw, when, this.scope));
  }

  #names(raw: unknown): readonly (Text | undefined)[] {
    return entriesOf(raw).map((entry) => asText(read(entry.raw, this.scope)));
  }

  /**
   * The holders of that name, which the template need not make itself; of a name that is none a holder of its own. Two of
   * one name stand for one another, each under a condition, and either may have what is given to the name.
   */
  #named(of: Kind, name: Text | undefined): readonly Holder[] {
    const key = name === undefined ? `${of} number ${this.#holders.length}` : `${of} ${name.toString()}`;
    return this.#namesakes.get(key) ?? [this.#made(of, key, name?.toString() ?? 'somebody')];
  }

  #made(of: Kind, key: string, id: string): Holder {
    const holder: Holder = { of, id, documents: new Map<string, Tree>() };
    this.#holders.push(holder);
    this.#namesakes.set(key, [...(this.#namesakes.get(key) ?? []), holder]);
    return holder;
  }
}

/** The key of the one document of a policy. */
export function keyOf(id: string): string {
  return `${id}/PolicyDocument`;
}

function add({ documents }: Holder, key: string, tree: Tree | undefined): void {
  if (tree === undefined) return;
  // given under one condition here and under another one there, it is theirs under either
  documents.set(documents.has(key) && tree instanceof Choice ? `${key} ${documents.size}` : key, tree);
}
