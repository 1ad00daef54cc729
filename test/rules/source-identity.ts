import type { Tree } from '../../shared/model/tree';
import { sourceIdentity } from '../../shared/rules/source-identity';
import { table } from '../table';
import {
  allow,
  choice,
  deny,
  doc,
  everybody,
  hole,
  iam,
  organization,
  ourselves,
  own,
  text,
  vendor,
  when,
} from '../table/build';

const key = 'sts:SourceIdentity';
const both = ['sts:AssumeRole', 'sts:SetSourceIdentity'];
const ann = iam(own, 'user/ann');
/** Everybody in the own account, who may set a source identity under these conditions. */
const under = (operator: string, name: string, value: Tree): Tree =>
  allow(ourselves, when(operator, name, value), { Action: both });
const guarded = (operator: string, name: string, value: Tree, action: Tree = 'sts:*'): Tree =>
  doc(allow(ourselves, undefined, { Action: both }), deny(everybody, when(operator, name, value), { Action: action }));

export default table(sourceIdentity, {
  settings: { rules: { 'source-identity': 'warning' } },
  pass: [
    { name: 'one of these people', trust: under('StringEquals', key, ['ann', 'bob']) },
    { name: 'anybody, but somebody', trust: under('StringLike', key, '*') },
    { name: 'the user’s own name', trust: under('StringEquals', key, '${aws:username}') },
    { name: 'a key in other letters', trust: under('StringLike', 'STS:sourceidentity', 'team-*') },
    { name: 'it must be there', trust: under('Null', key, 'false') },
    { name: 'a Deny where there is none', trust: guarded('Null', key, true) },
    { name: 'a Deny of every other', trust: guarded('StringNotEquals', key, 'ann') },
    { name: 'a Deny of every other, missing ones too', trust: guarded('StringNotLikeIfExists', key, 'team-*') },
    { name: 'one that an earlier role of the chain has set', trust: under('Null', 'aws:SourceIdentity', false) },
    {
      name: 'required and not granted, so that nobody gets in',
      trust: allow(ourselves, when('StringLike', key, '*')),
    },
    {
      name: 'granted in a statement of its own',
      trust: doc(
        allow(ourselves, when('StringLike', key, '*')),
        allow(ourselves, undefined, { Action: 'sts:SetSourceIdentity' }),
      ),
    },
    { name: 'a value not known yet', trust: under('StringEquals', key, text(hole('Ref Person'))) },
    { name: 'a service', trust: allow({ Service: 'rolesanywhere.amazonaws.com' }, undefined, { Action: both }) },
    {
      name: 'a SAML provider, which says who it is in the assertion',
      trust: allow({ Federated: `arn:aws:iam::${own}:saml-provider/corp` }, undefined, {
        Action: 'sts:AssumeRoleWithSAML',
      }),
    },
    { name: 'nobody can assume the role', trust: allow(ourselves, undefined, { Action: 'sts:SetSourceIdentity' }) },
  ],
  fail: [
    {
      name: 'no word of a source identity',
      trust: allow(ourselves),
      says: 'without a source identity',
      gets: { account: own, type: 'AWS', actions: ['sts:AssumeRole'], without: [key] },
    },
    { name: 'granted and not required', trust: allow(ourselves, undefined, { Action: both }) },
    { name: 'a user', trust: allow(ann) },
    { name: 'a role', trust: allow(iam(own, 'role/Deploy')) },
    { name: 'somebody else’s account', trust: allow(vendor) },
    { name: 'everybody', trust: allow(everybody) },
    {
      name: 'everybody in the organization',
      trust: allow(everybody, when('StringEquals', 'aws:PrincipalOrgID', organization)),
    },
    {
      name: 'required where it is set, and the role is had without',
      trust: doc(allow(ourselves), allow(ourselves, when('StringLike', key, '*'), { Action: 'sts:SetSourceIdentity' })),
    },
    { name: 'required if it exists', trust: under('StringEqualsIfExists', key, 'ann') },
    { name: 'every other than one', trust: under('StringNotEquals', key, 'root') },
    { name: 'every one of none', trust: under('ForAllValues:StringEquals', key, 'ann') },
    { name: 'none at all', trust: under('Null', key, true) },
    {
      name: 'one that was set earlier, if there is one',
      trust: under('StringLikeIfExists', 'aws:SourceIdentity', '*'),
    },
    { name: 'a Deny of an empty one, which a missing one is not', trust: guarded('StringEquals', key, '') },
    {
      name: 'a Deny of any other under IfExists in the wrong place',
      trust: guarded('ForAnyValue:StringNotEquals', key, 'ann'),
    },
    { name: 'a Deny of one person', trust: guarded('StringEquals', key, 'mallory') },
    { name: 'a Deny of setting it', trust: guarded('Null', key, true, 'sts:SetSourceIdentity') },
    {
      name: 'a Deny with an escape hatch',
      trust: doc(
        allow(ourselves),
        deny(everybody, { ...when('Null', key, true), ...when('StringNotEquals', 'sts:RoleSessionName', 'emergency') }),
      ),
    },
    {
      name: 'required in one statement of two',
      trust: doc(under('StringLike', key, '*'), allow(ann)),
      at: '/Statement/1',
    },
  ],
  unknown: [
    {
      name: 'the operators are a parameter',
      trust: allow(ourselves, undefined, { Action: both, Condition: text(hole('Ref Conditions')) }),
      because: 'Ref Conditions',
    },
    {
      name: 'whether it must be there is a parameter',
      trust: under('Null', key, text(hole('Ref Required'))),
      because: 'Ref Required',
    },
    {
      name: 'required in one of two cases',
      trust: allow(ourselves, choice('IsProd', when('Null', key, false), {}) as never, { Action: both }),
      because: 'IsProd',
    },
    {
      name: 'an action not known yet',
      trust: allow(ourselves, undefined, { Action: text(hole('Ref Action')) }),
      because: 'Ref Action',
    },
  ],
});
