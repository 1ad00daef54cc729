import type { Identity } from '../../model/subject';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { own } from '../json';
import { managedByAws } from '../managed-policies';
import { attachedIn, defaultVersionIn, inlineIn, type Document } from './documents';
import { type Entry, nameOf, type Page } from './pages';

/** Somebody of an account, with all documents that are theirs: inline ones by where they stand, others by their ARN. */
interface Holder {
  readonly of: 'role' | 'user' | 'group';
  readonly arn: string;
  readonly name: string;
  readonly documents: Map<string, Tree | undefined>;
  readonly boundary?: Tree;
}

const lists = { role: 'RolePolicyList', user: 'UserPolicyList', group: 'GroupPolicyList' } as const;
const names = { role: 'Role', user: 'User', group: 'Group' } as const;

/** Who has which documents, as far as pages of one or more accounts tell. */
export class Holders {
  readonly #policies = new Map<string, Document>();
  readonly #byKey = new Map<string, Holder[]>();
  readonly #groups = new Map<string, Holder>();

  constructor(pages: readonly Page[]) {
    for (const entry of pages.flatMap(({ policies }) => policies)) {
      const named = nameOf(entry, 'Policy');
      const version = defaultVersionIn(entry);
      if (named !== undefined && version !== undefined) this.#policies.set(named.arn, version.document);
    }
    for (const { groups } of pages) for (const entry of groups) this.#add('group', entry);
    for (const { users } of pages) for (const entry of users) this.#add('user', entry);
    for (const { roles } of pages) for (const entry of roles) this.#add('role', entry);
  }

  /** The document of a managed policy: as listed, or as AWS has it. */
  managed(arn: string): Document | undefined {
    const listed = this.#policies.get(arn);
    if (listed !== undefined) return listed;
    const tree = managedByAws(Text.of(arn));
    return tree === undefined ? undefined : { tree };
  }

  /** Everybody who has the document of that key; of these only the one of that ARN, where it is given. */
  having(key: string, arn?: string): readonly Identity[] {
    const holders = this.#byKey.get(key) ?? [];
    return holders.flatMap((holder): Identity[] => {
      if (arn !== undefined && holder.arn !== arn) return [];
      const documents = [...holder.documents].flatMap(([other, tree]) => (other === key ? [] : [tree]));
      const { of, name: id, boundary } = holder;
      return [{ of, id, documents, ...(boundary !== undefined && { boundary }) }];
    });
  }

  #add(of: Holder['of'], entry: Entry): void {
    const named = nameOf(entry, names[of]);
    // a role that two files list is one role
    if (named === undefined) return;
    const documents = new Map<string, Tree | undefined>();
    for (const { within, document } of inlineIn(entry, lists[of]))
      documents.set(keyOf(named.arn, within), treeOf(document));
    for (const { arn } of attachedIn(entry)) documents.set(arn, this.#attached(arn));
    for (const group of of === 'user' ? groupsIn(entry, named.arn) : []) {
      for (const [key, tree] of this.#groups.get(group)?.documents ?? []) documents.set(key, tree);
    }
    const boundary = this.#boundary(entry);
    const holder: Holder = { of, ...named, documents, ...(boundary !== undefined && { boundary }) };
    if (of === 'group') this.#groups.set(groupKey(named.arn, named.name), holder);
    for (const key of documents.keys()) {
      const others = this.#byKey.get(key)?.filter((other) => other.arn !== holder.arn) ?? [];
      this.#byKey.set(key, [...others, holder]);
    }
  }

  /** A policy of the customer's that is not listed may deny what another one allows; those of AWS hardly deny. */
  #attached(arn: string): Tree | undefined {
    const document = this.managed(arn);
    if (document !== undefined || isOfAws(arn)) return treeOf(document);
    return Text.of({ id: `the policy ${arn}, which is not listed`, domain: 'free' });
  }

  #boundary({ value }: Entry): Tree | undefined {
    const arn = own(own(value, 'PermissionsBoundary'), 'PermissionsBoundaryArn');
    if (typeof arn !== 'string') return undefined;
    return treeOf(this.managed(arn)) ?? Text.of(arn);
  }
}

/** Whether AWS keeps the managed policy of that ARN. */
export function isOfAws(arn: string): boolean {
  return /^arn:[\w-]+:iam::aws:policy\//.test(arn);
}

/** The key of a document that stands in an entry itself. */
export function keyOf(arn: string, within: string): string {
  return `${arn} ${within}`;
}

function treeOf(document: Document | undefined): Tree | undefined {
  return document !== undefined && 'tree' in document ? document.tree : undefined;
}

function groupsIn({ value }: Entry, arn: string): string[] {
  const groups = own(value, 'GroupList');
  return Array.isArray(groups)
    ? groups.flatMap((name: unknown) => (typeof name === 'string' ? [groupKey(arn, name)] : []))
    : [];
}

// a name counts in its account
function groupKey(arn: string, name: string): string {
  return `${arn.split(':')[4] ?? ''} ${name}`;
}
