import { isObject, own } from '../json';

/** An entry of a listing, and the JSON pointer from the root of its file to it. */
export interface Entry {
  readonly pointer: string;
  readonly value: unknown;
}

/** What one answer of IAM lists. */
export interface Page {
  readonly roles: readonly Entry[];
  readonly users: readonly Entry[];
  readonly groups: readonly Entry[];
  readonly policies: readonly Entry[];
  /** Which command prints such pages, the pages of one being no pages of the other; none prints entries alone. */
  readonly of?: 'details' | 'roles';
  /** Whether more pages follow this one. */
  readonly isTruncated: boolean;
}

/**
 * The pages that a file holds: one, several that were put after one another, or the entries alone, as `--query` prints
 * them. Undefined where it holds none.
 */
export function pagesIn(value: unknown): readonly Page[] | undefined {
  if (!Array.isArray(value)) return isPage(value) ? [pageOf(value, '')] : undefined;
  const entries = value.map((one: unknown, index): Entry => ({ pointer: `/${index}`, value: one }));
  const [first] = kinds.filter(([, is]) => value.some(is));
  if (first !== undefined) return [entriesAlone(entries, first[0])];
  const listed = entries.filter((entry) => isPage(entry.value));
  return listed.length === 0 ? undefined : listed.map((entry) => pageOf(entry.value, entry.pointer));
}

/** Entries by what they are; what is none of them cannot be read as one of those beside it. */
function entriesAlone(entries: readonly Entry[], otherwise: Kind): Page {
  const page = { roles: [] as Entry[], users: [] as Entry[], groups: [] as Entry[], policies: [] as Entry[] };
  for (const entry of entries) page[kinds.find(([, is]) => is(entry.value))?.[0] ?? otherwise].push(entry);
  return { ...page, isTruncated: false };
}

/** What the listing calls one entry: IAM names each by its ARN and its name, which are both texts. */
export function nameOf({ value }: Entry, kind: 'Role' | 'User' | 'Group' | 'Policy'): Named | undefined {
  const [arn, name] = [own(value, 'Arn'), own(value, `${kind}Name`)];
  return typeof arn === 'string' && typeof name === 'string' && name !== '' ? { arn, name } : undefined;
}

export interface Named {
  readonly arn: string;
  readonly name: string;
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html and API_ListRoles.html
const details = ['RoleDetailList', 'UserDetailList', 'GroupDetailList'];

function isPage(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (details.some((name) => Array.isArray(own(value, name)))) return true;
  const [roles, policies] = [own(value, 'Roles'), own(value, 'Policies')];
  if (Array.isArray(roles)) return roles.length === 0 ? isEmptyPage(value) : roles.some(isRole);
  if (Array.isArray(policies)) return policies.some(isPolicy);
  return isRole(value) || isRole(own(value, 'Role'));
}

function isEmptyPage(value: object): boolean {
  const known = ['Roles', 'IsTruncated', 'Marker', 'NextToken', 'ResponseMetadata'];
  return Object.keys(value).every((key) => known.includes(key));
}

function isRole(value: unknown): boolean {
  const parts = ['Arn', 'RoleName', 'AssumeRolePolicyDocument'];
  return parts.every((name) => own(value, name) !== undefined);
}

function isPolicy(value: unknown): boolean {
  return own(value, 'PolicyName') !== undefined && Array.isArray(own(value, 'PolicyVersionList'));
}

function holds(value: unknown, ...lists: readonly string[]): boolean {
  return own(value, 'Arn') !== undefined && lists.some((name) => Array.isArray(own(value, name)));
}

type Kind = 'roles' | 'users' | 'groups' | 'policies';
const kinds: readonly (readonly [kind: Kind, is: (value: unknown) => boolean])[] = [
  ['roles', isRole],
  ['policies', isPolicy],
  ['users', (value) => own(value, 'UserName') !== undefined && holds(value, 'UserPolicyList', 'GroupList')],
  ['groups', (value) => own(value, 'GroupName') !== undefined && holds(value, 'GroupPolicyList')],
];

/** What prints such a page; undefined for one role. */
function commandOf(value: unknown): Page['of'] {
  const isThere = (name: string) => Array.isArray(own(value, name));
  if (isThere('Roles')) return 'roles';
  return [...details, 'Policies'].some(isThere) ? 'details' : undefined;
}

function pageOf(value: unknown, pointer: string): Page {
  const entries = (name: string): Entry[] => {
    const list = own(value, name);
    return Array.isArray(list)
      ? list.map((one: unknown, index) => ({ pointer: `${pointer}/${name}/${index}`, value: one }))
      : [];
  };
  const role = own(value, 'Role');
  const command = commandOf(value);
  const alone = isRole(value)
    ? [{ pointer, value }]
    : role === undefined
      ? []
      : [{ pointer: `${pointer}/Role`, value: role }];
  return {
    roles: [...entries('RoleDetailList'), ...entries('Roles'), ...alone],
    users: entries('UserDetailList'),
    groups: entries('GroupDetailList'),
    policies: entries('Policies'),
    ...(command !== undefined && { of: command }),
    // the AWS CLI says in its own way that --max-items has cut a listing
    isTruncated: own(value, 'IsTruncated') === true || own(value, 'NextToken') !== undefined,
  };
}
