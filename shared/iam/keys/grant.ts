import { keyFacts } from '../keys';
import { resourceFacts, resourceKey } from '../resource';
import { factsOf, forPrincipals, type KeyFacts, type KeyRow } from './facts';

const sent = forPrincipals('maybe');
const always = forPrincipals('always');

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html

/** Keys of the calls that identities make and no trust policy decides about. */
const rows: readonly KeyRow[] = [
  { name: 'sts:AWSServiceName', type: 'string', presence: sent, setBy: 'caller' },
  // a call that names no duration has the usual one
  { name: 'sts:DurationSeconds', type: 'numeric', presence: sent, setBy: 'caller' },
  { name: 'sts:TaskPolicyArn', type: 'arn', presence: always, setBy: 'caller', fixedCounts: true, printable: true },
  { name: 'sts:SigningAlgorithm', type: 'string', presence: always, setBy: 'caller', printable: true },
  {
    name: 'sts:IdentityTokenAudience',
    type: 'string',
    many: true,
    presence: always,
    setBy: 'caller',
    fixedCounts: true,
  },
  {
    name: 'iam:PassedToService',
    type: 'string',
    presence: always,
    setBy: 'caller',
    fixedCounts: true,
    printable: true,
  },
  { name: 'iam:AssociatedResourceArn', type: 'arn', presence: sent, setBy: 'caller', printable: true },
];

const facts = new Map<string, KeyFacts>(rows.map((row) => [row.name.toLowerCase(), factsOf(row)]));
facts.set(resourceKey, resourceFacts);
// whose a role is stands in every finding on it
for (const name of ['aws:ResourceAccount', 'aws:ResourceOrgID'])
  facts.set(name.toLowerCase(), { ...keyFacts(name), printable: true });

/** What AWS says of a condition key in a call that an identity makes; never fails. */
export function grantFacts(key: string): KeyFacts {
  return facts.get(key) ?? facts.get(key.toLowerCase()) ?? keyFacts(key);
}

const whose: ReadonlySet<string> = new Set(['aws:resourceaccount', 'aws:resourceorgid']);

/** The same for a call on a resource of an account that no policy means: one that is not known yet is not that one. */
export function factsOfUnnamed(key: string): KeyFacts {
  const known = grantFacts(key);
  return whose.has(key.toLowerCase()) ? { ...known, fixedCounts: true } : known;
}

const ofAssumeRole = ['sts:externalid', 'sts:rolesessionname', 'sts:sourceidentity', 'sts:transitivetagkeys'];

/** The keys of STS and of IAM's own that a call carries; of those that are not listed none. */
const carried: { readonly [action: string]: readonly string[] } = {
  'sts:assumerole': [...ofAssumeRole, 'sts:requestcontextproviders'],
  'sts:assumeroot': ['sts:taskpolicyarn'],
  'sts:getwebidentitytoken': ['sts:identitytokenaudience', 'sts:durationseconds', 'sts:signingalgorithm'],
  'sts:getfederationtoken': [],
  'sts:getsessiontoken': [],
  'sts:getdelegatedaccesstoken': [],
  'iam:updateassumerolepolicy': [],
  'iam:passrole': ['iam:passedtoservice', 'iam:associatedresourcearn'],
};

/** Whether a call of this action never carries the key, as far as AWS's pages list what it carries. */
export function isNeverSent(key: string, action: string): boolean {
  const keys = carried[action.toLowerCase()];
  if (keys === undefined || keys.includes(key) || key.startsWith('sts:requestcontext/')) return false;
  return key.startsWith('sts:') || key === 'iam:passedtoservice' || key === 'iam:associatedresourcearn';
}
