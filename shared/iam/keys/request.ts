import { forEverybody, forPrincipals, presentFor, type KeyRow } from './facts';
import { tagKeys, tagValues, type Language } from './language';

const account: Language = { kind: 'account' };
const organization: Language = { kind: 'organization' };
const orgPath: Language = { kind: 'org-path' };

const service = presentFor({ service: 'maybe' });
const forwarded = forPrincipals('maybe');

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-request-properties

/** Keys of the request itself. The Source* keys stand only where a service acts for a resource and says for which. */
export const requestKeys: readonly KeyRow[] = [
  { name: 'aws:SourceArn', type: 'arn', presence: service, setBy: 'aws', printable: true },
  { name: 'aws:SourceAccount', type: 'string', presence: service, setBy: 'aws', language: account, printable: true },
  { name: 'aws:SourceOrgID', type: 'string', presence: service, setBy: 'aws', language: organization, printable: true },
  {
    name: 'aws:SourceOrgPaths',
    type: 'string',
    many: true,
    presence: service,
    setBy: 'aws',
    language: orgPath,
    printable: true,
  },
  // the older name of aws:SourceAccount: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
  { name: 'aws:SourceOwner', type: 'string', presence: service, setBy: 'aws', language: account, printable: true },
  { name: 'aws:CalledVia', type: 'string', many: true, presence: forwarded, setBy: 'caller' },
  { name: 'aws:CalledViaFirst', type: 'string', presence: forwarded, setBy: 'caller' },
  { name: 'aws:CalledViaLast', type: 'string', presence: forwarded, setBy: 'caller' },
  { name: 'aws:CalledViaAWSMCP', type: 'string', presence: forwarded, setBy: 'caller' },
  { name: 'aws:ViaAWSService', type: 'bool', presence: forEverybody('always'), setBy: 'caller' },
  { name: 'aws:ViaAWSMCPService', type: 'bool', presence: forEverybody('maybe'), setBy: 'caller' },
  { name: 'aws:IsMcpServiceAction', type: 'bool', presence: forEverybody('maybe'), setBy: 'caller' },
  // the caller chooses the moment
  { name: 'aws:CurrentTime', type: 'date', presence: forEverybody('always'), setBy: 'caller' },
  // date operators and numeric operators both take it
  { name: 'aws:EpochTime', type: 'date', presence: forEverybody('always'), setBy: 'caller' },
  { name: 'aws:RequestedRegion', type: 'string', presence: forEverybody('always'), setBy: 'caller' },
  { name: 'aws:SecureTransport', type: 'bool', presence: forEverybody('always'), setBy: 'caller' },
  // both are headers: a caller may leave them out or write what it likes
  { name: 'aws:UserAgent', type: 'string', presence: forEverybody('maybe'), setBy: 'caller', fixedCounts: true },
  { name: 'aws:Referer', type: 'string', presence: forEverybody('maybe'), setBy: 'caller', fixedCounts: true },
  {
    name: 'aws:TagKeys',
    type: 'string',
    many: true,
    presence: forEverybody('maybe'),
    setBy: 'caller',
    language: tagKeys,
    fixedCounts: true,
  },
];

/** `aws:RequestTag/…`: a session tag that the call passes, or that the token or assertion carries. */
export const requestTag: KeyRow = {
  name: 'aws:RequestTag/',
  type: 'string',
  presence: forEverybody('maybe'),
  setBy: 'caller',
  language: tagValues,
  fixedCounts: true,
};

// A federated call can come through a VPC endpoint too; whether a service's own call can is not documented.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties

/** Keys of the way the request took: aws:SourceIp outside VPC endpoints, the others only through one. */
export const networkKeys: readonly KeyRow[] = [
  onTheWay('aws:SourceIp', 'ip'),
  onTheWay('aws:VpcSourceIp', 'ip'),
  onTheWay('aws:SourceVpc', 'string'),
  onTheWay('aws:SourceVpce', 'string'),
  onTheWay('aws:SourceVpcArn', 'arn'),
  { ...onTheWay('aws:VpceAccount', 'string'), language: account },
  { ...onTheWay('aws:VpceOrgID', 'string'), language: organization },
  { ...onTheWay('aws:VpceOrgPaths', 'string'), many: true, language: orgPath },
];

function onTheWay(name: string, type: KeyRow['type']): KeyRow {
  return { name, type, presence: forEverybody('maybe'), setBy: 'network' };
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resource-properties

/** Keys of the role that is assumed. */
export const resourceKeys: readonly KeyRow[] = [
  { name: 'aws:ResourceAccount', type: 'string', presence: forEverybody('always'), setBy: 'role', language: account },
  { name: 'aws:ResourceOrgID', type: 'string', presence: forEverybody('maybe'), setBy: 'role', language: organization },
  {
    name: 'aws:ResourceOrgPaths',
    type: 'string',
    many: true,
    presence: forEverybody('maybe'),
    setBy: 'role',
    language: orgPath,
  },
];

/** `aws:ResourceTag/…` and its older name `iam:ResourceTag/…`: tags of the role that is assumed. */
export const resourceTags: readonly KeyRow[] = ['aws:ResourceTag/', 'iam:ResourceTag/'].map((name) => ({
  name,
  type: 'string',
  presence: forEverybody('maybe'),
  setBy: 'role',
  language: tagValues,
  fixedCounts: true,
}));
