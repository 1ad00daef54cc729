import type { CompiledGrant, Grant } from '../iam/grant';
import { accountOfOwner, compileGrant } from '../iam/grant';
import type { Policy } from '../model/policy';
import { parsePolicy } from '../model/policy';
import type { Identity, IdentitySubject, Owner } from '../model/subject';
import { Text } from '../model/text';
import { isMap, isTooDeep, settle, type Tree } from '../model/tree';
import { grantParts } from '../search/grant-parts';
import type { GrantQuestion } from '../search/grant-question';
import type { Circumstances } from './circumstances';
import { partAbout } from './grant-part';
import { assignments, ownerOf } from './readings';

export type Credentials = 'session' | 'user';

/** An identity with all that it has, when conditions go one way. */
export interface Holder {
  /** The credentials that it calls with. */
  readonly kinds: readonly Credentials[];
  /** Its documents ready for a question: once for each pair of accounts in which the call may be allowed. */
  readonly compiled: (question: GrantQuestion) => Iterable<CompiledGrant>;
}

/** A document of an identity as it is when its conditions go one way. */
export interface GrantReading {
  readonly branch: string;
  readonly policy: Policy;
  readonly holders: readonly Holder[];
}

/** The readings of a document; none where there are too many, undefined where it allows nothing that is asked about. */
export type GrantReadings = readonly GrantReading[] | undefined;

const remembered = new WeakMap<IdentitySubject, { circumstances: Circumstances; read: Map<string, GrantReadings> }>();

/** The readings of a document with what everybody who has it has besides, as far as they are about these services. */
export function grantReadingsOf(
  subject: IdentitySubject,
  services: ReadonlySet<string>,
  circumstances: Circumstances,
): GrantReadings {
  let before = remembered.get(subject);
  if (before?.circumstances.settings !== circumstances.settings) {
    before = { circumstances, read: new Map() };
    remembered.set(subject, before);
  }
  const name = [...services].sort().join(' ');
  if (!before.read.has(name)) before.read.set(name, read(subject, services, circumstances));
  return before.read.get(name);
}

function read(subject: IdentitySubject, services: ReadonlySet<string>, circumstances: Circumstances): GrantReadings {
  const part = (document: Tree | undefined): Tree | undefined => partAbout(services, document);
  const document = part(subject.document);
  if (document === undefined && subject.document !== undefined) return undefined;
  const identities = distinct(subject.identities).map(({ of, documents, boundary }) => ({
    of,
    documents: documents.map(part).filter((one) => one !== undefined),
    // what a boundary does not speak of it forbids, so nothing of it is left out
    boundary,
  }));
  const trees = [document, ...identities.flatMap(({ documents, boundary }) => [...documents, boundary])];
  const ways = trees.some((tree) => isTooDeep(tree)) ? [{ branch: '', assignment: new Map() }] : assignments(trees);
  const owner = ownerOf(subject, circumstances);
  return ways.map(({ branch, assignment }) => {
    const settled = (tree: Tree | undefined): Tree | undefined => (branch === '' ? tree : settle(tree, assignment));
    const policy = parsePolicy(settled(document), 'identity');
    const holders = (identities.length === 0 ? [unknownHolder] : identities).map(
      ({ of, documents, boundary }): Holder => {
        const bound = settled(boundary);
        const others = documents.map((other) => otherPolicy(settled(other)));
        return holderOf(
          credentialsOf(of),
          { own: policy, others, ...(bound === undefined ? {} : { boundary: boundaryPolicy(bound) }) },
          owner,
        );
      },
    );
    return { branch, policy, holders };
  });
}

const unknownHolder = { of: undefined, documents: [], boundary: undefined };

/** Whoever has nothing beside the document differs from others like it in name alone. */
function distinct(identities: readonly Identity[]): Identity[] {
  const seen = new Set<string>();
  return identities.filter(({ of, documents, boundary }) => {
    if (documents.length > 0 || boundary !== undefined) return true;
    const name = credentialsOf(of).join();
    return seen.has(name) ? false : seen.add(name);
  });
}

function credentialsOf(of: Identity['of'] | undefined): readonly Credentials[] {
  switch (of) {
    case 'role':
    case 'permissionSet':
      return ['session'];
    case 'user':
    case 'group':
      return ['user'];
    case undefined:
      return ['session', 'user'];
  }
}

function holderOf(kinds: readonly Credentials[], grant: Grant, owner: Owner): Holder {
  const made = new Map<string, CompiledGrant>();
  return { kinds, compiled };

  function* compiled(question: GrantQuestion): Iterable<CompiledGrant> {
    const { tags } = question;
    const tagKey = typeof tags === 'object' ? tags.valueOf : undefined;
    for (const part of grantParts(grant, question, accountOfOwner(owner))) {
      const name = `${part.name} ${tagKey ?? ''}`;
      const ready = made.get(name) ?? compileGrant(part.grant, owner, part.accounts, tagKey);
      made.set(name, ready);
      yield ready;
    }
  }
}

/** Another document of an identity; of one that is not known it is not known what it allows and denies. */
function otherPolicy(document: Tree | undefined): Policy {
  const policy = parsePolicy(document, 'identity');
  return policy.hole === undefined ? policy : hiddenPolicy(policy.hole);
}

/** The boundary, which may be nothing but the name of a policy that stands elsewhere. */
function boundaryPolicy(boundary: Tree): Policy {
  const text = typeof boundary === 'string' || boundary instanceof Text ? Text.of(boundary) : undefined;
  const isDocument = isMap(boundary) || text?.pieces[0]?.toString().trimStart().startsWith('{') === true;
  const policy = isDocument ? parsePolicy(boundary, 'identity') : undefined;
  if (policy !== undefined && !policy.unreadable) return policy;
  return hiddenPolicy(
    text === undefined || isDocument ? 'the permissions boundary' : `the permissions boundary ${text.toString()}`,
  );
}

function hiddenPolicy(hole: string): Policy {
  const nothing = { not: false, entries: [], names: [] };
  const statement = {
    at: '',
    effect: 'unknown',
    notPrincipal: false,
    principals: nothing,
    actions: nothing,
    conditions: [],
    hole,
  } as const;
  return { variables: true, statements: [statement], problems: [], unreadable: false };
}
