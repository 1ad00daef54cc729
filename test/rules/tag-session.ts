import type { Tree } from '../../shared/model/tree';
import { tagSession } from '../../shared/rules/tag-session';
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
  own,
  ourselves,
  text,
  vendor,
  when,
} from '../table/build';

const both = ['sts:AssumeRole', 'sts:TagSession'];
const keys = when('ForAllValues:StringEquals', 'aws:TagKeys', ['team', 'stage']);
const team = when('StringEquals', 'aws:RequestTag/team', ['core', 'web']);
/** One statement that lets a principal of the own account assume the role and pass tags under these conditions. */
const tagging = (conditions?: object, action: Tree = both): Tree =>
  allow(ourselves, conditions as never, { Action: action });
/** The same in two statements, the conditions on the tags alone. */
const apart = (conditions?: object, principal: Tree = ourselves): Tree =>
  doc(allow(ourselves), allow(principal, conditions as never, { Action: 'sts:TagSession' }));
const guarded = (conditions?: object, principal: Tree = everybody): Tree =>
  doc(tagging(), deny(principal, conditions as never, { Action: 'sts:TagSession' }));
const federated = (of: string, action: string): Tree =>
  allow({ Federated: of }, undefined, { Action: [action, 'sts:TagSession'] });
const service = (name: string, ...more: string[]): Tree =>
  allow({ Service: name }, undefined, { Action: [...both, ...more] });

export default table(tagSession, {
  pass: [
    { name: 'no tags at all', trust: allow(ourselves) },
    {
      name: 'listed keys with listed values',
      trust: tagging({ ...keys, StringEquals: { 'aws:RequestTag/team': 'core', 'aws:RequestTag/stage': 'prod' } }),
    },
    {
      name: 'listed keys, passed on from the caller',
      trust: tagging({ ...keys, StringEquals: { 'aws:RequestTag/team': '${aws:PrincipalTag/team}' } }),
    },
    { name: 'listed keys with any values, which is a hint of another rule', trust: tagging(keys) },
    { name: 'listed keys in a statement of their own', trust: apart(keys) },
    {
      name: 'listed keys in any letter case',
      trust: tagging(when('ForAllValues:StringEqualsIgnoreCase', 'AWS:tagkeys', ['Team'])),
    },
    {
      name: 'patterns of keys without a wildcard',
      trust: tagging(when('ForAllValues:StringLike', 'aws:TagKeys', 'team')),
    },
    {
      name: 'a key not known yet',
      trust: tagging(when('ForAllValues:StringEquals', 'aws:TagKeys', text(hole('Ref Key')))),
    },
    {
      name: 'listed keys, of which some must be there',
      trust: tagging({ ...keys, ...when('Null', 'aws:TagKeys', false) }),
    },
    { name: 'none of no keys', trust: tagging(when('ForAllValues:StringEquals', 'aws:TagKeys', [])) },
    {
      name: 'one key whose name a pattern spells out, with its value passed on or given',
      trust: tagging({
        ...when('ForAllValues:StringEquals', 'aws:TagKeys', 'team'),
        ...when('StringEquals', 'aws:RequestTag/team', "${aws:PrincipalTag/team, 'none'}"),
      }),
    },
    { name: 'no tags, by a condition', trust: tagging(when('Null', 'aws:TagKeys', true)) },
    { name: 'a Deny of every tag', trust: guarded() },
    { name: 'a Deny of calls with tags', trust: guarded(when('Null', 'aws:TagKeys', false)) },
    {
      name: 'a Deny of every action but assuming the role',
      trust: doc(tagging(), deny(everybody, undefined, { Action: undefined, NotAction: 'sts:AssumeRole' })),
    },
    {
      name: 'a Deny of every other key',
      trust: guarded(when('ForAnyValue:StringNotEquals', 'aws:TagKeys', ['team', 'stage'])),
    },
    {
      name: 'tags for somebody who cannot assume the role',
      trust: doc(allow(iam(own, 'role/Deploy')), allow(iam(own, 'user/ann'), undefined, { Action: 'sts:TagSession' })),
    },
    {
      name: 'tags of any key, where the role itself is had with listed keys only',
      trust: doc(tagging(keys), allow(ourselves, undefined, { Action: 'sts:TagSession' })),
    },
    {
      name: 'tags for everybody, and a role for nobody',
      trust: allow(everybody, undefined, { Action: 'sts:TagSession' }),
    },
    {
      name: 'tags of tokens are another action',
      trust: tagging(undefined, ['sts:AssumeRole', 'sts:TagGetWebIdentityToken']),
    },
    { name: 'a source identity is no tag', trust: tagging(undefined, ['sts:AssumeRole', 'sts:SetSourceIdentity']) },
    {
      name: 'every action but passing tags',
      trust: allow(ourselves, undefined, { Action: undefined, NotAction: 'sts:TagSession' }),
    },
    {
      name: 'tags signed by a SAML provider',
      trust: federated(`arn:aws:iam::${own}:saml-provider/corp`, 'sts:AssumeRoleWithSAML'),
    },
    {
      name: 'tags signed by a web identity provider',
      trust: federated('cognito-identity.amazonaws.com', 'sts:AssumeRoleWithWebIdentity'),
    },
    { name: 'tags that EKS Pod Identity sets', trust: service('pods.eks.amazonaws.com') },
    {
      name: 'tags that EKS Pod Identity sets, in China',
      trust: service('pods.eks.amazonaws.com.cn'),
    },
    { name: 'every service, which another rule says', trust: service('*') },
    {
      name: 'listed keys that another service sets',
      trust: allow({ Service: 'ec2.amazonaws.com' }, keys as never, { Action: both }),
    },
    {
      name: 'tags of a service that cannot assume the role',
      trust: allow({ Service: 'ec2.amazonaws.com' }, undefined, { Action: 'sts:TagSession' }),
    },
    { name: 'tags that an EKS cluster sets', trust: service('eks.amazonaws.com') },
    {
      name: 'tags that EKS Pod Identity sets, for pods of one namespace',
      trust: allow(
        { Service: 'pods.eks.amazonaws.com' },
        when('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'payments'),
        { Action: both },
      ),
    },
    { name: 'tags that Roles Anywhere sets', trust: service('rolesanywhere.amazonaws.com', 'sts:SetSourceIdentity') },
  ],
  fail: [
    { name: 'any tags', trust: tagging(), says: 'can set any session tag', gets: { type: 'AWS', actions: both } },
    {
      name: 'any tags for a role',
      trust: allow(iam(own, 'role/Deploy'), undefined, { Action: both }),
      gets: { type: 'AWS' },
    },
    { name: 'any tags for a user', trust: allow(iam(own, 'user/ann'), undefined, { Action: both }) },
    {
      name: 'any tags for a vendor with its external ID',
      trust: allow(vendor, when('StringEquals', 'sts:ExternalId', 'payments-7f3c'), { Action: both }),
    },
    {
      name: 'any tags for everybody in the organization',
      trust: allow(everybody, when('StringEquals', 'aws:PrincipalOrgID', organization), { Action: both }),
    },
    { name: 'any tags for everybody', trust: allow(everybody, undefined, { Action: both }) },
    { name: 'any tags in a statement of their own', trust: apart(), gets: { actions: both } },
    { name: 'any tags for everybody, the role for the own account', trust: apart(undefined, everybody) },
    { name: 'every STS action', trust: tagging(undefined, 'sts:*'), gets: { actions: both } },
    { name: 'every action', trust: tagging(undefined, '*') },
    { name: 'every action that begins with Tag', trust: tagging(undefined, ['sts:AssumeRole', 'sts:Tag*']) },
    { name: 'every action that begins with T', trust: tagging(undefined, ['sts:AssumeRole', 'sts:T*']) },
    { name: 'every action that ends with Session', trust: tagging(undefined, ['sts:AssumeRole', 'sts:*Session']) },
    { name: 'a question mark inside the action', trust: tagging(undefined, ['sts:AssumeRole', 'sts:TagS?ssion']) },
    { name: 'small letters', trust: tagging(undefined, ['sts:assumerole', 'STS:TAGSESSION']) },
    {
      name: 'every action but one',
      trust: allow(ourselves, undefined, { Action: undefined, NotAction: 'sts:SetSourceIdentity' }),
    },
    {
      name: 'a value is fixed, and further keys are not',
      trust: tagging(team),
      gets: { actions: both },
    },
    {
      name: 'a value is fixed if it is sent',
      trust: tagging(when('StringEqualsIfExists', 'aws:RequestTag/team', 'core')),
    },
    {
      name: 'transitive keys are listed, and others are not',
      trust: tagging(when('ForAllValues:StringEquals', 'sts:TransitiveTagKeys', ['team'])),
    },
    {
      name: 'a Deny of tags that go on to the next role',
      trust: guarded(when('Null', 'sts:TransitiveTagKeys', false)),
    },
    {
      name: 'keys are listed if there are any, and this one in other letters',
      trust: tagging(when('ForAllValues:StringNotEqualsIgnoreCase', 'aws:TagKeys', 'Admin')),
    },
    {
      name: 'values passed on, and any keys',
      trust: tagging(when('StringEquals', 'aws:RequestTag/team', '${aws:PrincipalTag/team}')),
    },
    {
      name: 'EKS Pod Identity, and everybody in the account beside it',
      trust: allow({ Service: 'pods.eks.amazonaws.com', ...ourselves }, undefined, { Action: both }),
      gets: { type: 'AWS' },
    },
    {
      name: 'EKS Pod Identity, and another service beside it',
      trust: allow({ Service: ['pods.eks.amazonaws.com', 'ec2.amazonaws.com'] }, undefined, { Action: both }),
      level: 'info',
      says: 'ec2',
      gets: { type: 'Service' },
    },
    { name: 'one of the keys is listed', trust: tagging(when('ForAnyValue:StringEquals', 'aws:TagKeys', ['team'])) },
    { name: 'a listed key without a set operator', trust: tagging(when('StringEquals', 'aws:TagKeys', 'team')) },
    {
      name: 'keys that begin alike',
      trust: tagging(when('ForAllValues:StringLike', 'aws:TagKeys', ['team', 'app-*'])),
    },
    { name: 'all keys but some', trust: tagging(when('ForAllValues:StringNotEquals', 'aws:TagKeys', ['admin'])) },
    { name: 'some tags, whichever', trust: tagging(when('Null', 'aws:TagKeys', false)) },
    {
      name: 'a laxer second statement on tags',
      trust: doc(
        allow(ourselves),
        allow(ourselves, keys as never, { Action: 'sts:TagSession' }),
        allow(ourselves, undefined, { Action: 'sts:TagSession' }),
      ),
    },
    { name: 'a laxer second statement', trust: doc(tagging(keys), tagging()), at: '/Statement/1' },
    { name: 'a Deny of one key', trust: guarded(when('ForAnyValue:StringEquals', 'aws:TagKeys', ['admin'])) },
    {
      name: 'a Deny that fires only if every key is foreign',
      trust: guarded(when('ForAllValues:StringNotEquals', 'aws:TagKeys', ['team'])),
    },
    { name: 'a Deny of one value', trust: guarded(when('StringEquals', 'aws:RequestTag/team', 'admin')) },
    {
      name: 'a Deny with an escape hatch',
      trust: guarded({
        ...when('Null', 'aws:TagKeys', false),
        ...when('StringNotEquals', 'sts:RoleSessionName', 'emergency'),
      }),
    },
    { name: 'a Deny of somebody else', trust: guarded(undefined, vendor) },
    {
      name: 'another service picks the tags',
      trust: service('ec2.amazonaws.com'),
      level: 'info',
      gets: { type: 'Service' },
    },
  ],
  unknown: [
    {
      name: 'an action not known yet',
      trust: tagging(undefined, ['sts:AssumeRole', text(hole('Ref Action'))]),
      because: 'Ref Action',
    },
    {
      name: 'a pattern of keys not known yet',
      trust: tagging(when('ForAllValues:StringLike', 'aws:TagKeys', text(hole('Ref Keys')))),
      because: 'Ref Keys',
    },
    {
      name: 'tags in one of two cases',
      trust: tagging(undefined, choice('IsProd', 'sts:AssumeRole', both)),
      because: 'IsProd',
    },
    { name: 'keys listed in one of two cases', trust: tagging(choice('IsProd', keys, {}) as never), because: 'IsProd' },
    {
      name: 'a Deny not known yet',
      trust: doc(tagging(), deny(everybody, undefined, { Condition: text(hole('Ref Conditions')) })),
      because: 'Ref Conditions',
    },
    {
      name: 'tags for a principal not known yet',
      trust: doc(allow(ourselves), allow({ AWS: text(hole('Ref Tagger')) }, undefined, { Action: 'sts:TagSession' })),
      because: 'Ref Tagger',
    },
  ],
});
