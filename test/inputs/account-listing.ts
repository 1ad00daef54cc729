import type { Identity, IdentitySubject, RoleSubject } from '../../shared';
import { Text } from '../../shared/model/text';
import { Choice, isList, isMap, type Tree } from '../../shared/model/tree';
import { type ParityRow, type ParitySubject, treesOf } from '../parity/rows';
import { holesIn } from '../table/witness';

/** What IAM would list of rows, and where in it the documents of each subject stand: `arn within`, by its id. */
export interface RowListing {
  readonly listing: object;
  readonly places: ReadonlyMap<string, string>;
}

/** Why a row is no account: undefined where it is one. */
export const reasons: readonly (readonly [why: string, holds: (row: ParityRow) => boolean])[] = [
  ['an account that is there holds nothing that is not known', (row) => treesOf(row).some(isOpen)],
  [
    'the ARN of each entry tells whose it is',
    ({ owner }) => owner.account?.literal === undefined || owner.partition?.literal === undefined,
  ],
  [
    'IAM lists roles and permissions',
    ({ subjects }) => subjects.some(({ seed }) => seed.kind !== 'role' && seed.kind !== 'identity'),
  ],
  ['permission sets are listed elsewhere', ({ subjects }) => subjects.some(({ seed }) => isOfSet(seed))],
  ['a listing says what a document is', ({ subjects }) => subjects.some(({ seed }) => documentIn(seed) === undefined)],
];

function documentIn(seed: ParitySubject['seed']): unknown {
  return seed.kind === 'role' ? seed.trust : seed.kind === 'identity' ? seed.document : seed;
}

function isOfSet(seed: ParitySubject['seed']): boolean {
  return seed.kind === 'identity' && seed.identities.some(({ of }) => of === 'permissionSet');
}

function isOpen(tree: Tree | undefined): boolean {
  return holesIn(tree).length > 0 || hasChoice(tree);
}

function hasChoice(tree: Tree | undefined): boolean {
  if (tree instanceof Choice) return true;
  if (isList(tree)) return tree.some(hasChoice);
  return isMap(tree) && Object.values(tree).some(hasChoice);
}

type Entry = { [key: string]: unknown };

/** The rows as one listing, with durations that only the list of roles has. */
export function listingOf(rows: readonly ParityRow[]): RowListing {
  const listing = {
    RoleDetailList: [] as Entry[],
    UserDetailList: [] as Entry[],
    GroupDetailList: [] as Entry[],
    Policies: [] as Entry[],
  };
  const places = new Map<string, string>();
  for (const row of rows) {
    const prefix = `arn:${row.owner.partition?.literal ?? 'aws'}:iam::${row.owner.account?.literal ?? ''}`;
    for (const { id, seed } of row.subjects) {
      if (seed.kind === 'role') places.set(id, addRole(seed, id));
      else if (seed.kind === 'identity') places.set(id, addDocument(seed, id, prefix));
    }
    function addRole({ trust, maxSeconds, arn }: Omit<RoleSubject, 'place' | 'owner'>, id: string): string {
      const Arn = arn?.literal ?? `${prefix}:role/${id}`;
      const entry = { Arn, RoleName: id, Path: '/', AssumeRolePolicyDocument: plain(trust) };
      listing.RoleDetailList.push(
        maxSeconds === undefined ? entry : { ...entry, MaxSessionDuration: plain(maxSeconds) },
      );
      return `${Arn} `;
    }
  }
  return { listing, places };

  function addDocument(
    { document, identities }: Omit<IdentitySubject, 'place' | 'owner'>,
    id: string,
    prefix: string,
  ): string {
    const [only, ...others] = identities;
    if (only !== undefined && others.length === 0) return addHolder(only, id, prefix, document);
    const arn = addPolicy(id, prefix, document, 1);
    identities.forEach((one, index) => addHolder(one, `${id}H${index}`, prefix, undefined, arn));
    return `${arn} /PolicyVersionList/1/Document`;
  }

  function addPolicy(name: string, prefix: string, document: Tree | undefined, attachments: number): string {
    const Arn = `${prefix}:policy/${name}`;
    const old = { VersionId: 'v1', IsDefaultVersion: false, Document: { Statement: [] } };
    const PolicyVersionList = [old, { VersionId: 'v2', IsDefaultVersion: true, Document: plain(document) }];
    listing.Policies.push({ PolicyName: name, Arn, AttachmentCount: attachments, PolicyVersionList });
    return Arn;
  }

  function addHolder(
    { of, documents, boundary }: Identity,
    name: string,
    prefix: string,
    first: Tree | undefined,
    attached?: string,
  ): string {
    const kind = { role: 'Role', user: 'User', group: 'Group', permissionSet: '' }[of];
    const inline = [...(first === undefined ? [] : [first]), ...documents];
    const entry: Entry = {
      Arn: `${prefix}:${of}/${name}`,
      Path: '/',
      [`${kind}Name`]: name,
      [`${kind}PolicyList`]: inline.map((one, index) => ({ PolicyName: `p${index}`, PolicyDocument: plain(one) })),
      AttachedManagedPolicies: attached === undefined ? [] : [{ PolicyName: 'p', PolicyArn: attached }],
    };
    if (of === 'role') entry['AssumeRolePolicyDocument'] = forInstances;
    if (boundary !== undefined) {
      const arn = boundary instanceof Text ? boundary.literal : addPolicy(`${name}-boundary`, prefix, boundary, 0);
      entry['PermissionsBoundary'] = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn };
    }
    const list = { role: listing.RoleDetailList, user: listing.UserDetailList, group: listing.GroupDetailList };
    if (of !== 'permissionSet') list[of].push(entry);
    return `${prefix}:${of}/${name} /${kind}PolicyList/0/PolicyDocument`;
  }
}

const forInstances = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

function plain(tree: Tree | undefined): unknown {
  if (tree instanceof Text) return tree.literal;
  if (isList(tree)) return tree.filter((item) => item !== undefined).map(plain);
  return isMap(tree) ? Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, plain(value)])) : tree;
}
