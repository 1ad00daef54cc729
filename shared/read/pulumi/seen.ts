import type { Identity } from '../../model/subject';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { managedByAws } from '../managed-policies';
import { tellApart } from './tree';

interface Holder {
  readonly of: Identity['of'];
  readonly name: string;
  /** By the URN of the resource that hands them over, and where they stand in it. */
  readonly documents: Map<string, Tree>;
  readonly groups: Set<string>;
  boundary?: Tree;
}

/** A document as a resource hands it to somebody. */
export interface Given {
  /** The URN, and where the document stands in the resource. */
  readonly key: string;
  readonly document: Tree | undefined;
}

// URN and JSON pointer hold none
const separator = '\n';

/**
 * Who has which documents, as far as a run has shown it: an engine shows resources one by one, in the order in which a
 * program makes them. Names count in one account; what is not known yet belongs to nobody.
 */
export class Seen {
  readonly #holders = new Map<string, Holder>();
  readonly #policies = new Map<string, Given>();

  /** Somebody takes shape, with the ARN of a permissions boundary where there is one. */
  identity(of: Identity['of'], name: Tree | undefined, account: string, boundary: Tree | undefined): void {
    const holder = this.#holder(of, name, account);
    if (holder === undefined) return;
    const found = this.#boundary(boundary, account);
    if (found === undefined) delete holder.boundary;
    else holder.boundary = found;
  }

  /** A customer managed policy takes shape; `path` ends in its name. */
  policy(path: string, account: string, given: Given): void {
    this.#policies.set([account, path].join(separator), given);
  }

  /** Somebody is given a document. */
  give(of: Identity['of'], name: Tree | undefined, account: string, { key, document }: Given): void {
    if (document !== undefined) this.#holder(of, name, account)?.documents.set(key, tellApart(document, key));
  }

  /** A user is in a group. */
  join(user: Tree | undefined, group: Tree | undefined, account: string): void {
    if (typeof group === 'string') this.#holder('user', user, account)?.groups.add(group);
  }

  /** The document of a managed policy, of the run or of AWS. */
  managed(arn: Tree | undefined, account: string): Given | undefined {
    if (typeof arn !== 'string') return undefined;
    const [, home, path = ''] = /^arn:[\w-]+:iam::(\d{12}):policy(\/.*)$/.exec(arn) ?? [];
    const own = this.#policies.get([account, path].join(separator));
    if (own !== undefined && (account === '' || home === account)) return own;
    const document = managedByAws(Text.of(arn));
    return document === undefined ? undefined : { key: arn, document };
  }

  /** What somebody has beside the document of that key: nothing is known of whom nothing names. */
  as(of: Identity['of'], name: Tree | undefined, account: string, key: string): readonly Identity[] {
    const holder = this.#holder(of, name, account);
    if (holder === undefined) return [];
    const { boundary } = holder;
    const groups = [...holder.groups].flatMap((group) => [...(this.#holder('group', group, account)?.documents ?? [])]);
    const documents = [...holder.documents, ...groups].flatMap(([other, tree]) => (other === key ? [] : [tree]));
    return [{ of, id: holder.name, documents, ...(boundary !== undefined && { boundary }) }];
  }

  /** The users who are known to be in a group. */
  members(group: Tree | undefined, account: string): readonly string[] {
    if (typeof group !== 'string') return [];
    const isThere = (key: string) => key.startsWith(`user${separator}${account}${separator}`);
    return [...this.#holders].flatMap(([key, { name, groups }]) => (isThere(key) && groups.has(group) ? [name] : []));
  }

  #boundary(boundary: Tree | undefined, account: string): Tree | undefined {
    if (boundary === undefined || boundary === null || boundary === '') return undefined;
    const given = this.managed(boundary, account);
    if (given !== undefined) return given.document === undefined ? undefined : tellApart(given.document, given.key);
    if (boundary instanceof Text) return boundary;
    return typeof boundary === 'string'
      ? Text.of(boundary)
      : Text.of({ id: 'the permissions boundary', domain: 'free' });
  }

  #holder(of: Identity['of'], name: Tree | undefined, account: string): Holder | undefined {
    if (typeof name !== 'string' || name === '') return undefined;
    const key = [of, account, name].join(separator);
    const holder = this.#holders.get(key) ?? {
      of,
      name,
      documents: new Map<string, Tree>(),
      groups: new Set<string>(),
    };
    this.#holders.set(key, holder);
    return holder;
  }
}
