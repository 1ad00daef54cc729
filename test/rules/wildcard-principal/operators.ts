import type { Tree } from '../../../shared/model/tree';
import type { FailRow, Row, UnknownRow } from '../../table';
import {
  allow,
  choice,
  deny,
  doc,
  everybody,
  hole,
  organization,
  otherOrganization,
  own,
  text,
  when,
} from '../../table/build';

const key = 'aws:PrincipalOrgID';
const org = (operator: string, value: Tree = organization): Tree => allow(everybody, when(operator, key, value));
const both = (first: object, second: object): Tree => allow(everybody, { ...first, ...second } as never);
const present = when('Null', key, false);
const in2008 = (statement: Tree): Tree => ({ Version: '2008-10-17', Statement: [statement] });

/** Operators under which a value is required. */
export const pass: readonly Row[] = [
  { name: 'StringEqualsIgnoreCase', trust: org('StringEqualsIgnoreCase', organization.toUpperCase()) },
  { name: 'StringLike without a wildcard', trust: org('StringLike') },
  { name: 'ForAnyValue on a single-valued key', trust: org('ForAnyValue:StringEquals') },
  {
    name: 'ForAllValues with a check that the key is there',
    trust: both(when('ForAllValues:StringEquals', key, organization), present),
  },
  {
    name: 'IfExists with a check that the key is there',
    trust: both(when('StringEqualsIfExists', key, organization), present),
  },
  {
    name: 'IfExists on a key that is always there',
    trust: allow(everybody, when('StringEqualsIfExists', 'aws:PrincipalAccount', own)),
  },
  {
    name: 'IfExists on an ARN, which is always there',
    trust: allow(everybody, when('ArnLikeIfExists', 'aws:PrincipalArn', `arn:aws:iam::${own}:*`)),
  },
  {
    name: 'ForAllValues on a key that is always there',
    trust: allow(everybody, when('ForAllValues:StringEquals', 'aws:PrincipalAccount', own)),
  },
  { name: 'ForAnyValue:Null, which never holds', trust: org('ForAnyValue:Null', true) },
  { name: 'ForAnyValue without values, which never holds', trust: org('ForAnyValue:StringEquals', []) },
  { name: 'a star that StringEquals takes for a character', trust: org('StringEquals', 'o-*') },
  { name: 'capital letters, which no id has', trust: org('StringEquals', organization.toUpperCase()) },
  { name: 'an escaped star', trust: org('StringLike', 'o-${*}') },
  { name: 'an escaped question mark', trust: org('StringLike', 'o-a1b2c3d4e${?}') },
  { name: 'a variable in the older version is text', trust: in2008(org('StringEquals', '${aws:PrincipalOrgID}')) },
  { name: 'a variable without a version is text', trust: { Statement: [org('StringLike', '${aws:PrincipalOrgID}')] } },
  {
    name: 'a day that is over',
    trust: allow(everybody, when('DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z')),
  },
  { name: 'a second that is over', trust: allow(everybody, when('NumericLessThan', 'aws:EpochTime', 1577836800)) },
  {
    name: 'private addresses, which nobody calls from',
    trust: allow(everybody, when('IpAddress', 'aws:SourceIp', '10.0.0.0/8')),
  },
  {
    name: 'two conditions of which one restricts',
    trust: both(when('StringEquals', key, organization), when('StringLike', 'sts:ExternalId', '*')),
  },
  {
    name: 'two conditions that never hold together',
    trust: both(when('Null', 'sts:ExternalId', true), when('StringEquals', 'sts:ExternalId', 'agreed-id')),
  },
];

/** Operators that a caller without the key, or with another value, meets. */
export const fail: readonly FailRow[] = [
  { name: 'StringEqualsIfExists', trust: org('StringEqualsIfExists') },
  { name: 'StringLikeIfExists', trust: org('StringLikeIfExists') },
  { name: 'StringNotEquals of the own organization', trust: org('StringNotEquals') },
  { name: 'StringNotEquals of another organization', trust: org('StringNotEquals', otherOrganization) },
  { name: 'StringNotEqualsIgnoreCase', trust: org('StringNotEqualsIgnoreCase', otherOrganization) },
  { name: 'StringNotLike', trust: org('StringNotLike', 'o-zzzz*') },
  {
    name: 'StringNotEquals with a check that the key is there',
    trust: both(when('StringNotEquals', key, otherOrganization), present),
  },
  { name: 'ArnNotLike', trust: allow(everybody, when('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/Deploy')) },
  {
    name: 'ArnNotEquals',
    trust: allow(everybody, when('ArnNotEquals', 'aws:PrincipalArn', `arn:aws:iam::${own}:root`)),
  },
  { name: 'NumericNotEquals', trust: allow(everybody, when('NumericNotEquals', 'aws:MultiFactorAuthAge', 5)) },
  { name: 'NumericEquals', trust: allow(everybody, when('NumericEquals', 'aws:MultiFactorAuthAge', '5')) },
  {
    name: 'NumericGreaterThanEquals',
    trust: allow(everybody, when('NumericGreaterThanEquals', 'aws:MultiFactorAuthAge', 5)),
  },
  { name: 'DateEquals', trust: allow(everybody, when('DateEquals', 'aws:CurrentTime', '2098-01-01T00:00:00Z')) },
  { name: 'DateNotEquals', trust: allow(everybody, when('DateNotEquals', 'aws:CurrentTime', '2098-01-01')) },
  { name: 'DateLessThanEquals', trust: allow(everybody, when('DateLessThanEquals', 'aws:CurrentTime', '2098-01-01')) },
  {
    name: 'DateGreaterThanEquals',
    trust: allow(everybody, when('DateGreaterThanEquals', 'aws:CurrentTime', '2098-01-01')),
  },
  { name: 'BinaryEquals', trust: allow(everybody, when('BinaryEquals', 'aws:PrincipalTag/blob', 'QmluYXJ5')) },
  { name: 'ForAllValues', trust: org('ForAllValues:StringEquals') },
  { name: 'ForAllValues negated', trust: org('ForAllValues:StringNotEquals', otherOrganization) },
  { name: 'ForAnyValue negated', trust: org('ForAnyValue:StringNotEquals', otherOrganization) },
  { name: 'ForAnyValue with IfExists', trust: org('ForAnyValue:StringEqualsIfExists') },
  { name: 'ForAllValues:Null, which always holds', trust: org('ForAllValues:Null', false) },
  { name: 'Null true', trust: org('Null', true) },
  { name: 'Null false', trust: org('Null', 'FALSE') },
  { name: 'Null either way', trust: org('Null', ['true', 'false']) },
  { name: 'an empty Condition', trust: allow(everybody, {}) },
  { name: 'an operator without keys', trust: allow(everybody, { StringEquals: {} }) },
  { name: 'no values', trust: org('StringEquals', []) },
  { name: 'ForAllValues without values, which only absence meets', trust: org('ForAllValues:StringEquals', []) },
  { name: 'an operator that AWS does not have', trust: org('StringMatches') },
  {
    name: 'an ARN pattern with too few parts',
    trust: allow(everybody, when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam')),
  },
  {
    name: 'a negated variable in the older version is text',
    trust: in2008(org('StringNotEquals', '${aws:PrincipalOrgID}')),
  },
  { name: 'a negated variable that is missing', trust: org('StringNotEquals', '${aws:PrincipalTag/org}') },
  { name: 'every address', trust: allow(everybody, when('IpAddress', 'aws:SourceIp', ['0.0.0.0/0', '::/0'])) },
  {
    name: 'conditions that are the same in both cases',
    trust: allow(everybody, choice('IsProd', when('Null', key, true), {}) as never),
  },
];

export const unknown: readonly UnknownRow[] = [
  {
    name: 'a condition in one of two cases',
    trust: allow(everybody, { StringEquals: { [key]: choice('IsProd', organization, undefined) } }),
    because: 'IsProd',
  },
  {
    name: 'a stricter condition in one of two cases',
    trust: allow(everybody, choice('IsProd', when('StringEquals', key, organization), {}) as never),
    because: 'IsProd',
  },
  {
    name: 'whether the key must be there is not known yet',
    trust: both(when('StringEqualsIfExists', key, organization), when('Null', key, text(hole('Ref Strict')))),
    because: 'Ref Strict',
  },
  {
    name: 'one of two tags not known yet, and a Deny of the other',
    trust: doc(
      allow(everybody, when('StringEquals', 'aws:PrincipalTag/team', text(hole('Ref Team')))),
      deny(everybody, when('StringEquals', 'aws:PrincipalTag/team', text(hole('Ref Kept')))),
    ),
    because: 'Ref Kept',
  },
];
