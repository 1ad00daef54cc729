import type { Tree } from '../../shared/model/tree';
import { tagValues } from '../../shared/rules/tag-values';
import { table } from '../table';
import { allow, choice, deny, doc, everybody, hole, iam, own, ourselves, text, when } from '../table/build';

const both = ['sts:AssumeRole', 'sts:TagSession'];
const key = 'aws:RequestTag/team';
const keys = (...names: string[]): object => when('ForAllValues:StringEquals', 'aws:TagKeys', names);
const tagging = (...conditions: object[]): Tree =>
  allow(ourselves, Object.assign({}, ...conditions) as never, { Action: both });
const valued = (operator: string, value: Tree): Tree => tagging(keys('team'), when(operator, key, value));
const guarded = (conditions: object): Tree =>
  doc(tagging(keys('team')), deny(everybody, conditions as never, { Action: 'sts:TagSession' }));

export default table(tagValues, {
  pass: [
    { name: 'a listed key with listed values', trust: valued('StringEquals', ['core', 'web']) },
    { name: 'the caller’s own tag, passed on', trust: valued('StringEquals', '${aws:PrincipalTag/team}') },
    {
      name: 'the caller’s own tag, or a value given in its place',
      trust: valued('StringEquals', "${aws:PrincipalTag/team, 'none'}"),
    },
    { name: 'no tags at all', trust: allow(ourselves) },
    { name: 'no listed keys, which another rule says', trust: tagging() },
    { name: 'a value that must be right if it is sent', trust: valued('StringEqualsIfExists', 'core') },
    { name: 'a value in any letter case', trust: valued('StringEqualsIgnoreCase', 'core') },
    { name: 'a pattern without a wildcard', trust: valued('StringLike', 'core') },
    { name: 'a pattern that begins with text', trust: valued('StringLike', 'team-*') },
    { name: 'a value under ForAllValues, which is sent', trust: valued('ForAllValues:StringEquals', 'core') },
    { name: 'a value not known yet', trust: valued('StringEquals', text(hole('Ref Team'))) },
    {
      name: 'other letter case of the key',
      trust: tagging(keys('team'), when('StringEquals', 'aws:requesttag/TEAM', 'core')),
    },
    {
      name: 'two keys, each with its values',
      trust: tagging(keys('team', 'stage'), { StringEquals: { [key]: 'core', 'aws:RequestTag/stage': 'prod' } }),
    },
    { name: 'a Deny of every other value', trust: guarded(when('StringNotEquals', key, ['core', 'web'])) },
    {
      name: 'a Deny of every other value, with IfExists',
      trust: guarded(when('StringNotEqualsIfExists', key, 'core')),
    },
    { name: 'a Deny of every tag', trust: guarded(when('Null', 'aws:TagKeys', false)) },
    {
      name: 'tags of any value, where the role itself is had with listed values only',
      trust: doc(valued('StringEquals', 'core'), allow(ourselves, keys('team') as never, { Action: 'sts:TagSession' })),
    },
    {
      name: 'tags for nobody who can assume the role',
      trust: allow(ourselves, keys('team') as never, { Action: 'sts:TagSession' }),
    },
    {
      name: 'tags signed by a SAML provider',
      trust: allow({ Federated: `arn:aws:iam::${own}:saml-provider/corp` }, keys('team') as never, {
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      }),
    },
    {
      name: 'tags that EKS Pod Identity sets',
      trust: allow({ Service: 'pods.eks.amazonaws.com' }, keys('kubernetes-namespace') as never, { Action: both }),
    },
  ],
  fail: [
    {
      name: 'a listed key with any value',
      trust: tagging(keys('team')),
      says: 'session tag team to any value',
      gets: { type: 'AWS', actions: both },
    },
    {
      name: 'two listed keys, one with its values',
      trust: tagging(keys('team', 'stage'), when('StringEquals', key, 'core')),
      says: 'stage',
    },
    { name: 'a value that must be there', trust: valued('Null', false) },
    { name: 'any value for a role', trust: allow(iam(own, 'role/Deploy'), keys('team') as never, { Action: both }) },
    { name: 'any value for a user', trust: allow(iam(own, 'user/ann'), keys('team') as never, { Action: both }) },
    { name: 'any value for everybody', trust: allow(everybody, keys('team') as never, { Action: both }) },
    {
      name: 'any value for everybody in the organization',
      trust: allow(
        everybody,
        { ...keys('team'), ...when('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5') } as never,
        { Action: both },
      ),
    },
    { name: 'a star', trust: valued('StringLike', '*') },
    { name: 'a pattern that does not begin with text', trust: valued('StringLike', '*-team') },
    { name: 'listed values or any', trust: valued('StringLike', ['core', '*']) },
    { name: 'every value but one', trust: valued('StringNotEquals', 'admin') },
    {
      name: 'the caller’s own tag, in a version that knows no variables, or any',
      trust: { ...(doc(valued('StringLike', ['${aws:PrincipalTag/team}', '*'])) as object), Version: '2008-10-17' },
    },
    { name: 'the caller’s own tag or any', trust: valued('StringLike', ['${aws:PrincipalTag/team}', '*']) },
    {
      name: 'a listed key that goes on to the next role, with any value',
      trust: tagging({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team', 'sts:TransitiveTagKeys': 'team' } }),
    },
    { name: 'a value equal to itself', trust: valued('StringEquals', '${aws:RequestTag/team}') },
    { name: 'a value equal to another that is free', trust: valued('StringEquals', '${aws:RequestTag/Other}') },
    { name: 'a Deny of one value', trust: guarded(when('StringEquals', key, 'admin')) },
    {
      name: 'a Deny with an escape hatch',
      trust: guarded({ StringNotEquals: { [key]: 'core', 'sts:RoleSessionName': 'emergency' } }),
    },
    { name: 'a Deny of an empty value', trust: guarded(when('StringEquals', key, '')) },
    {
      name: 'values in one statement on tags, none in the other',
      trust: doc(
        allow(ourselves),
        allow(ourselves, { ...keys('team'), ...when('StringEquals', key, 'core') } as never, {
          Action: 'sts:TagSession',
        }),
        allow(ourselves, keys('team') as never, { Action: 'sts:TagSession' }),
      ),
    },
    {
      name: 'values in the first statement, none in the second',
      trust: doc(valued('StringEquals', 'core'), tagging(keys('team'))),
      at: '/Statement/1',
    },
  ],
  unknown: [
    { name: 'a pattern not known yet', trust: valued('StringLike', text(hole('Ref Pattern'))), because: 'Ref Pattern' },
    {
      name: 'values in one of two cases',
      trust: tagging(keys('team'), { StringEquals: { [key]: choice('IsProd', 'core', undefined) } }),
      because: 'IsProd',
    },
    { name: 'a Deny not known yet', trust: guarded({ StringNotEquals: text(hole('Ref Keys')) }), because: 'Ref Keys' },
    {
      name: 'an action not known yet',
      trust: allow(ourselves, keys('team') as never, { Action: ['sts:AssumeRole', text(hole('Ref Action'))] }),
      because: 'Ref Action',
    },
  ],
});
