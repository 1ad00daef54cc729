import type { Tree } from '../../../shared/model/tree';
import type { FailRow, Row, UnknownRow } from '../../table';
import { allow, deny, doc, everybody, hole, iam, organization, own, text, when } from '../../table/build';

const key = 'aws:PrincipalOrgID';
const guarded = (...conditions: readonly object[]): Tree =>
  doc(allow(everybody), deny(everybody, Object.assign({}, ...conditions)));
const by = (operator: string, value: Tree = organization): Tree => guarded(when(operator, key, value));
const outside = when('StringNotEquals', key, organization);

/** A Deny that closes what an Allow leaves open. */
export const pass: readonly Row[] = [
  { name: 'a Deny of every other organization', trust: by('StringNotEquals') },
  { name: 'a Deny of every other organization, with IfExists', trust: by('StringNotEqualsIfExists') },
  { name: 'a Deny of everything unlike the organization', trust: by('StringNotLike') },
  { name: 'a Deny by ForAllValues, which absence meets', trust: by('ForAllValues:StringNotEquals') },
  { name: 'a Deny of the bare star', trust: doc(allow('*'), deny('*', outside)) },
  {
    name: 'a Deny of other organizations, services spared',
    trust: guarded(outside, when('BoolIfExists', 'aws:PrincipalIsAWSService', false)),
  },
  {
    name: 'a Deny of those outside the organization and the account',
    trust: guarded({ StringNotEquals: { [key]: organization, 'aws:PrincipalAccount': own } }),
  },
  {
    name: 'a Deny of other organizations that spares a role of the own account',
    trust: guarded(outside, when('ArnNotLike', 'aws:PrincipalArn', `arn:aws:iam::${own}:role/Break*`)),
  },
  {
    name: 'a Deny of other accounts',
    trust: guarded(when('StringNotEquals', 'aws:PrincipalAccount', '${aws:ResourceAccount}')),
  },
  { name: 'a Deny that stands first', trust: doc(deny(everybody, outside), allow(everybody)) },
  {
    name: 'a Deny of all actions but some',
    trust: doc(allow(everybody), deny(everybody, outside, { Action: undefined, NotAction: 'sts:TagSession' })),
  },
  {
    name: 'two Denies that leave nobody',
    trust: doc(
      allow(everybody),
      deny(everybody, when('Null', key, true)),
      deny(everybody, when('StringNotEqualsIfExists', key, organization)),
    ),
  },
  {
    name: 'a Deny since a day that has passed',
    trust: guarded(when('DateGreaterThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z')),
  },
  {
    name: 'a Deny of every address but private ones',
    trust: guarded(when('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8')),
  },
  {
    name: 'a Deny of every address and of none',
    trust: guarded(when('IpAddressIfExists', 'aws:SourceIp', ['0.0.0.0/0', '::/0'])),
  },
  {
    name: 'one tag is wanted and denied, whatever it is',
    trust: doc(
      allow(everybody, when('StringEquals', 'aws:PrincipalTag/team', text(hole('Ref Team')))),
      deny(everybody, when('StringEquals', 'aws:PrincipalTag/team', text(hole('Ref Team')))),
    ),
  },
];

/** A Deny that leaves somebody a way around it. */
export const fail: readonly FailRow[] = [
  { name: 'a Deny of callers without an organization', trust: by('Null', true), gets: { context: {} } },
  {
    name: 'a Deny of those with another organization, where one has none',
    trust: by('ForAnyValue:StringNotEquals'),
    gets: { without: [key] },
  },
  { name: 'a Deny of an empty organization', trust: by('StringEquals', '') },
  { name: 'a Deny of one foreign organization', trust: by('StringEquals', 'o-zzzz9999yy') },
  {
    name: 'a Deny with an external ID as escape hatch',
    trust: guarded(outside, when('StringNotEquals', 'sts:ExternalId', 'break-glass-id')),
  },
  {
    name: 'a Deny with a tag of the caller as escape hatch',
    trust: guarded(outside, when('StringNotEquals', 'aws:PrincipalTag/team', 'core')),
  },
  {
    name: 'a Deny with a session name as escape hatch',
    trust: guarded(outside, when('StringNotLike', 'sts:RoleSessionName', 'emergency-*')),
  },
  {
    name: 'a Deny with a user agent as escape hatch',
    trust: guarded(outside, when('StringNotLike', 'aws:UserAgent', 'our-tool/*')),
  },
  {
    name: 'a Deny that fires only for one caller-made key',
    trust: guarded(outside, when('Null', 'sts:ExternalId', false)),
  },
  {
    name: 'a Deny that spares a role name in every account',
    trust: guarded(outside, when('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/Break')),
  },
  {
    name: 'a Deny that spares an account number inside a path',
    trust: guarded(outside, when('StringNotLike', 'aws:PrincipalArn', `*:${own}:*`)),
  },
  {
    name: 'a Deny of calls without MFA, which keys of users lack altogether',
    trust: guarded(outside, when('Bool', 'aws:MultiFactorAuthPresent', false)),
  },
  { name: 'a Deny of one role', trust: doc(allow(everybody), deny(iam(own, 'role/Deploy'), outside)) },
  { name: 'a Deny under an operator that AWS does not have', trust: by('StringUnlike') },
  { name: 'a Deny without values', trust: by('StringNotEquals', []) },
  {
    name: 'a Deny of units without a set operator',
    trust: guarded(when('StringNotLike', 'aws:PrincipalOrgPaths', `${organization}/*`)),
  },
  {
    name: 'a Deny by an ARN pattern with too few parts',
    trust: guarded(when('ArnNotLike', 'aws:PrincipalArn', 'arn:aws')),
  },
  {
    name: 'a Deny from a day to come',
    trust: guarded(when('DateGreaterThan', 'aws:CurrentTime', '2099-01-01T00:00:00Z')),
  },
  {
    name: 'a Deny of every address, where a call may have none',
    trust: guarded(when('IpAddress', 'aws:SourceIp', ['0.0.0.0/0', '::/0'])),
    gets: { without: ['aws:SourceIp'] },
  },
  {
    name: 'a Deny of all addresses but listed ones',
    trust: guarded(when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')),
  },
  {
    name: 'a Deny of those outside the organization guards the first statement and the second has its own caller',
    trust: doc(
      allow(everybody, when('StringLike', 'aws:userid', '*:ci')),
      deny(everybody, when('StringEquals', key, organization)),
    ),
  },
];

export const unknown: readonly UnknownRow[] = [
  {
    name: 'a Deny with a condition not known yet',
    trust: doc(allow(everybody), deny(everybody, undefined, { Condition: text(hole('Ref Conditions')) })),
    because: 'Ref Conditions',
  },
  {
    name: 'a Deny by a pattern not known yet',
    trust: by('StringNotLike', text(hole('Ref Pattern'))),
    because: 'Ref Pattern',
  },
];
