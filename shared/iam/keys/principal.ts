import { forEverybody, forPrincipals, presentFor, type KeyRow } from './facts';
import { principalTypes, sessionNames, tagValues } from './language';

// A federated call is not signed, so keys about the signing principal are absent. Console users and users with
// GetSessionToken credentials keep their user's ARN, hence `maybe` for the keys of temporary credentials.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties

/** Keys that tell who calls; each stands on the page above under its own name. */
export const principalKeys: readonly KeyRow[] = [
  {
    name: 'aws:PrincipalArn',
    type: 'arn',
    presence: forPrincipals('always'),
    setBy: 'aws',
    language: { kind: 'iam-arn' },
    printable: true,
  },
  {
    name: 'aws:PrincipalAccount',
    type: 'string',
    presence: forPrincipals('always'),
    setBy: 'aws',
    language: { kind: 'account' },
    printable: true,
  },
  {
    name: 'aws:PrincipalOrgID',
    type: 'string',
    presence: forPrincipals('maybe'),
    setBy: 'aws',
    language: { kind: 'organization' },
    printable: true,
  },
  {
    name: 'aws:PrincipalOrgPaths',
    type: 'string',
    many: true,
    presence: forPrincipals('maybe'),
    setBy: 'aws',
    language: { kind: 'org-path' },
    printable: true,
  },
  {
    name: 'aws:PrincipalIsAWSService',
    type: 'bool',
    presence: presentFor({ ...forPrincipals('always'), service: 'always' }),
    setBy: 'aws',
    printable: true,
  },
  {
    name: 'aws:PrincipalServiceName',
    type: 'string',
    presence: presentFor({ service: 'always' }),
    setBy: 'aws',
    printable: true,
  },
  {
    name: 'aws:PrincipalServiceNamesList',
    type: 'string',
    many: true,
    presence: presentFor({ service: 'always' }),
    setBy: 'aws',
    printable: true,
  },
  {
    name: 'aws:PrincipalType',
    type: 'string',
    presence: forEverybody('always'),
    setBy: 'aws',
    language: principalTypes,
    printable: true,
  },
  {
    name: 'aws:userid',
    type: 'string',
    // "all signed requests"; what a service or a federated call carries is not documented
    presence: presentFor({ ...forPrincipals('always'), service: 'maybe', 'web-identity': 'maybe', saml: 'maybe' }),
    setBy: 'aws',
    fixedCounts: true,
  },
  // the owner of a foreign account names its users
  {
    name: 'aws:username',
    type: 'string',
    presence: presentFor({ user: 'always' }),
    setBy: 'caller',
    fixedCounts: true,
  },
];

/** `aws:PrincipalTag/…`: tags of the user or role and of its session, by whoever owns the caller's account. */
export const principalTag: KeyRow = {
  name: 'aws:PrincipalTag/',
  type: 'string',
  presence: presentFor({ user: 'maybe', session: 'maybe' }),
  setBy: 'caller',
  language: tagValues,
  fixedCounts: true,
};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-role-session-properties

/** Keys that tell how the caller came by its credentials; the keys with a service's prefix stand on the same page. */
export const sessionKeys: readonly KeyRow[] = [
  { name: 'aws:AssumedRoot', type: 'bool', presence: presentFor({ session: 'maybe', root: 'maybe' }), setBy: 'aws' },
  { name: 'aws:FederatedProvider', type: 'string', presence: presentFor({ session: 'maybe' }), setBy: 'aws' },
  {
    name: 'aws:TokenIssueTime',
    type: 'date',
    presence: presentFor({ user: 'maybe', session: 'always', root: 'maybe' }),
    setBy: 'caller',
  },
  { name: 'aws:MultiFactorAuthPresent', type: 'bool', presence: forPrincipals('maybe'), setBy: 'caller' },
  { name: 'aws:MultiFactorAuthAge', type: 'numeric', presence: forPrincipals('maybe'), setBy: 'caller' },
  {
    name: 'aws:SourceIdentity',
    type: 'string',
    presence: presentFor({ session: 'maybe' }),
    setBy: 'caller',
    language: sessionNames,
    fixedCounts: true,
  },
  ...ofSession(
    'arn',
    'aws:ChatbotSourceArn',
    'ec2:SourceInstanceArn',
    'lambda:SourceFunctionArn',
    'ssm:SourceInstanceArn',
  ),
  ...ofSession('string', 'aws:Ec2InstanceSourceVpc', 'glue:RoleAssumedBy', 'glue:CredentialIssuingService'),
  ...ofSession('string', 'identitystore:UserId'),
  ...ofSession('ip', 'aws:Ec2InstanceSourcePrivateIPv4'),
  ...ofSession('numeric', 'ec2:RoleDelivery'),
];

function ofSession(type: KeyRow['type'], ...names: readonly string[]): KeyRow[] {
  return names.map((name) => ({ name, type, presence: presentFor({ session: 'maybe' }), setBy: 'aws' }));
}
