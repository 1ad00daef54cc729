import type { Owner, Place, Subject } from '../../model/subject';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { own } from '../json';
import { attachedIn, defaultVersionIn, type Document, documentOf, inlineIn } from './documents';
import { type Holders, isOfAws, keyOf } from './holders';
import { isKeptByAws } from './kept';
import { type Entry, nameOf, type Named, type Page } from './pages';
import type { SameRoles } from './twice';

/** Reads the entries of a listing one by one; `skipped` counts what is not judged. */
export class EntryReader {
  skipped = 0;

  constructor(
    private readonly holders: Holders,
    private readonly same: SameRoles,
    private readonly file: string,
    private readonly owner: Owner,
  ) {}

  page({ roles, users, groups, policies }: Page): Subject[] {
    return [
      ...roles.flatMap((entry) => this.#named(entry, 'Role', (named) => this.#role(entry, named))),
      ...users.flatMap((entry) => this.#named(entry, 'User', (named) => this.#grants(entry, named, 'User'))),
      ...groups.flatMap((entry) => this.#named(entry, 'Group', (named) => this.#grants(entry, named, 'Group'))),
      ...policies.flatMap((entry) => this.#named(entry, 'Policy', (named) => this.#policy(entry, named))),
    ];
  }

  #named(entry: Entry, kind: 'Role' | 'User' | 'Group' | 'Policy', read: (named: Named) => Subject[]): Subject[] {
    const named = nameOf(entry, kind);
    if (named !== undefined) return read(named);
    const place = { id: `${this.file}${entry.pointer}`, type: 'listing', path: this.file, file: this.file };
    const problem = `this entry of the listing has no Arn or no ${kind}Name`;
    return [{ kind: 'unreadable', place: { ...place, pointer: entry.pointer }, owner: this.owner, problem }];
  }

  #role(entry: Entry, named: Named): Subject[] {
    if (isKeptByAws(entry)) {
      this.skipped++;
      return [];
    }
    const { value } = entry;
    const name = 'AssumeRolePolicyDocument';
    const { within: _, ...place } = this.#place(entry, named, 'Role', `/${name}`);
    const role = this.#subject(documentOf(own(value, name)), place, named, (trust) => ({
      kind: 'role',
      trust,
      maxSeconds: this.same.longest(entry, named.arn) as Tree | undefined,
      arn: Text.of(named.arn),
    }));
    return [
      ...(this.same.isJudgedElsewhere(entry, named.arn) ? [] : [role]),
      ...(this.same.isGivenElsewhere(entry, named.arn) ? [] : this.#grants(entry, named, 'Role')),
    ];
  }

  /** The documents that stand in an entry itself, and those of AWS that it names; others are judged where they stand. */
  #grants(entry: Entry, named: Named, kind: 'Role' | 'User' | 'Group'): Subject[] {
    const inline = inlineIn(entry, `${kind}PolicyList`).map(({ within, document }) => ({
      within,
      document,
      identities: this.holders.having(keyOf(named.arn, within)),
    }));
    const ofAws = attachedIn(entry).flatMap(({ arn, within }) => {
      const document = this.holders.managed(arn);
      // a policy of the customer that a filter has left out
      if (document === undefined && !isOfAws(arn)) this.skipped++;
      if (document === undefined || !isOfAws(arn)) return [];
      return [{ within, document, identities: this.holders.having(arn, named.arn) }];
    });
    return [...inline, ...ofAws].map(({ within, document, identities }) =>
      this.#subject(document, this.#place(entry, named, kind, within), named, (tree) => ({
        kind: 'identity',
        document: tree,
        identities,
      })),
    );
  }

  #policy(entry: Entry, named: Named): Subject[] {
    // nobody has it: it gives nothing, or is a boundary; those of AWS are judged with each who has them
    if (isOfAws(named.arn) || own(entry.value, 'AttachmentCount') === 0) {
      this.skipped++;
      return [];
    }
    const version = defaultVersionIn(entry);
    const missing: Document = { problem: 'the listing does not have the default version of this policy' };
    const { within, document } = version ?? { within: '', document: missing };
    const identities = this.holders.having(named.arn);
    return [
      this.#subject(document, this.#place(entry, named, 'ManagedPolicy', within), named, (tree) => ({
        kind: 'identity',
        document: tree,
        identities,
      })),
    ];
  }

  #subject(document: Document, place: Place, { arn }: Named, make: (tree: Tree | undefined) => Made): Subject {
    const [, partition, , , account] = arn.split(':');
    const isAccount = account !== undefined && /^\d{12}$/.test(account);
    const told =
      isAccount && partition !== undefined ? { account: Text.of(account), partition: Text.of(partition) } : {};
    const base = { place, owner: { ...this.owner, ...told } };
    if ('problem' in document) return { ...base, kind: 'unreadable', problem: document.problem };
    return { ...base, ...make(document.tree) };
  }

  #place({ pointer }: Entry, { arn, name }: Named, kind: string, within: string): Place {
    const path = `${this.file}#${name}`;
    return { id: arn, type: `AWS::IAM::${kind}`, path, file: this.file, pointer: `${pointer}${within}`, within };
  }
}

type Made = Subject extends infer S ? (S extends Subject ? Omit<S, 'place' | 'owner' | 'acknowledged'> : never) : never;
