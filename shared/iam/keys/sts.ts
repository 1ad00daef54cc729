import { forEverybody, forPrincipals, presentFor, type KeyRow } from './facts';
import { externalIds, sessionNames, tagKeys } from './language';

const ofAssumeRole = presentFor({ ...forPrincipals('maybe'), service: 'maybe' });

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-sts
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html

/** Keys that STS itself defines. */
export const stsKeys: readonly KeyRow[] = [
  {
    name: 'sts:ExternalId',
    type: 'string',
    presence: ofAssumeRole,
    setBy: 'caller',
    language: externalIds,
    fixedCounts: true,
  },
  {
    name: 'sts:RoleSessionName',
    type: 'string',
    presence: forEverybody('always'),
    setBy: 'caller',
    language: sessionNames,
    fixedCounts: true,
  },
  {
    name: 'sts:SourceIdentity',
    type: 'string',
    presence: forEverybody('maybe'),
    setBy: 'caller',
    language: sessionNames,
    fixedCounts: true,
  },
  {
    name: 'sts:TransitiveTagKeys',
    type: 'string',
    many: true,
    presence: forEverybody('maybe'),
    setBy: 'caller',
    language: tagKeys,
    fixedCounts: true,
  },
  { name: 'sts:RequestContextProviders', type: 'arn', many: true, presence: ofAssumeRole, setBy: 'caller' },
  { name: 'sts:RoleAuthorizedByIdp', type: 'bool', presence: presentFor({ 'web-identity': 'maybe' }), setBy: 'idp' },
  // These belong to other calls (bearer tokens, AssumeRoot, GetWebIdentityToken). In particular no key limits the
  // duration of an assumed role's session.
  ofOtherCalls('sts:AWSServiceName', 'string'),
  ofOtherCalls('sts:DurationSeconds', 'numeric'),
  ofOtherCalls('sts:TaskPolicyArn', 'arn'),
  ofOtherCalls('sts:SigningAlgorithm', 'string'),
  { ...ofOtherCalls('sts:IdentityTokenAudience', 'string'), many: true },
];

/** `sts:RequestContext/…`: a pair of a trusted context that AssumeRole passes on. */
export const requestContext: KeyRow = {
  name: 'sts:RequestContext/',
  type: 'string',
  presence: ofAssumeRole,
  setBy: 'caller',
  fixedCounts: true,
};

function ofOtherCalls(name: string, type: KeyRow['type']): KeyRow {
  return { name, type, presence: forEverybody('never'), setBy: 'caller' };
}
