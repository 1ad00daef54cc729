import { tagSessionGrant } from '../../shared/rules/tag-session-grant';
import type { Tree } from '../../shared/model/tree';
import { table } from '../table';
import { choice, doc, hole, member, text, when } from '../table/build';
import { aRole, bounded, gives, having, ownRole, refuses } from '../table/grant';

const [assume, tag] = ['sts:AssumeRole', 'sts:TagSession'] as const;
const both = [assume, tag];
const role = ownRole('deploy');
const keys = when('ForAllValues:StringEquals', 'aws:TagKeys', ['team', 'stage']);
const onlyTeam = { settings: { rules: { 'tag-session-grant': { tagKeys: ['team'] } } } };
const tagging = (conditions?: object, resources: Tree = role): Tree => gives(both, resources, conditions as never);

export default table(tagSessionGrant, {
  pass: [
    { name: 'a role without tags', ...having(gives(assume, role)) },
    { name: 'tags without a role', ...having(gives(tag)) },
    { name: 'listed keys', ...having(tagging(keys)) },
    {
      name: 'listed keys in a statement of their own',
      ...having(doc(gives(assume, role), gives(tag, role, keys as never))),
    },
    { name: 'a role, and tags on another one', ...having(doc(gives(assume, role), gives(tag, ownRole('other')))) },
    {
      name: 'roles, and tags on roles of other names',
      ...having(doc(gives(assume, ownRole('app-*')), gives(tag, ownRole('web-*')))),
    },
    { name: 'no tags, by a condition', ...having(tagging(when('Null', 'aws:TagKeys', true))) },
    { name: 'a Deny of tags', ...having(doc(tagging(), refuses(tag))) },
    {
      name: 'a Deny of keys that are not listed',
      ...having(doc(tagging(), refuses(tag, '*', when('ForAnyValue:StringNotEquals', 'aws:TagKeys', ['team'])))),
    },
    { name: 'a Deny of tags in another document', ...having(tagging(), aRole(doc(refuses('sts:Tag*')))) },
    { name: 'a boundary without tags', ...having(tagging(), bounded(doc(gives(assume)))) },
    { name: 'tags of tokens are another action', ...having(gives([assume, 'sts:TagGetWebIdentityToken'], role)) },
    { name: 'tags on what is no role', ...having(tagging(undefined, 'arn:aws:iam::111122223333:user/*')) },
    { name: 'everything, which is another rule’s finding', ...having(gives('*')) },
    {
      name: 'a value of the one key that counts is listed',
      ...onlyTeam,
      ...having(tagging(when('StringEquals', 'aws:RequestTag/team', ['web', 'core']))),
    },
    {
      name: 'the one key that counts is not among those listed',
      ...onlyTeam,
      ...having(tagging(when('ForAllValues:StringEquals', 'aws:TagKeys', ['stage']))),
    },
    {
      name: 'the one key that counts is passed on',
      ...onlyTeam,
      ...having(tagging(when('StringEquals', 'aws:RequestTag/team', '${aws:PrincipalTag/team}'))),
    },
    { name: 'no key counts', settings: { rules: { 'tag-session-grant': { tagKeys: [] } } }, ...having(tagging()) },
    {
      name: 'users, where one key counts',
      ...onlyTeam,
      ...having(tagging(undefined, 'arn:aws:iam::111122223333:user/*')),
    },
  ],
  fail: [
    { name: 'one role with any tags', ...having(tagging()), says: 'any session tag', gets: { actions: both } },
    { name: 'roles whose names begin alike', ...having(tagging(undefined, 'arn:aws:iam::*:role/app-*')) },
    { name: 'a role of another account', ...having(tagging(undefined, `arn:aws:iam::${member}:role/deploy`)) },
    { name: 'any role', ...having(tagging(undefined, '*')) },
    { name: 'two statements on one role', ...having(doc(gives(assume, role), gives(tag))), gets: { actions: both } },
    { name: 'roles that share names', ...having(doc(gives(assume, ownRole('app-*')), gives(tag, ownRole('*-web')))) },
    { name: 'tags by another document', ...having(gives(assume, role), aRole(doc(gives(tag)))) },
    { name: 'every STS action', ...having(gives('sts:*', role)) },
    { name: 'every action that begins with T', ...having(gives([assume, 'sts:T*'], role)) },
    { name: 'small letters', ...having(gives(['sts:assumerole', 'sts:tagsession'], role)) },
    {
      name: 'a value is fixed, and further keys are not',
      ...having(tagging(when('StringEquals', 'aws:RequestTag/team', 'web'))),
    },
    {
      name: 'one of the keys is listed',
      ...having(tagging(when('ForAnyValue:StringEquals', 'aws:TagKeys', ['team']))),
    },
    {
      name: 'transitive keys are listed',
      ...having(tagging(when('ForAllValues:StringEquals', 'sts:TransitiveTagKeys', ['team']))),
    },
    {
      name: 'a Deny of one key',
      ...having(doc(tagging(), refuses(tag, '*', when('ForAnyValue:StringEquals', 'aws:TagKeys', ['admin'])))),
    },
    { name: 'a Deny of tags on another role', ...having(doc(tagging(), refuses(tag, ownRole('other')))) },
    { name: 'a boundary that lets both', ...having(tagging(), bounded(doc(gives(assume), gives(tag)))) },
    { name: 'the role of the template', ...having(tagging(undefined, hole('Deploy.Arn', 'arn'))) },
    {
      name: 'the second of two statements',
      ...having(doc(tagging(keys), tagging(undefined, ownRole('other')))),
      at: '/Statement/1',
    },
    {
      name: 'any value of the one key that counts',
      ...onlyTeam,
      ...having(tagging()),
      says: 'such as team',
      gets: { actions: both, context: { 'aws:RequestTag/team': 'x-invented' } },
    },
    { name: 'any value of the one key that counts, among listed keys', ...onlyTeam, ...having(tagging(keys)) },
    {
      name: 'a value of the one key that counts by a pattern of stars',
      ...onlyTeam,
      ...having(tagging(when('StringLike', 'aws:RequestTag/team', '*'))),
    },
  ],
  unknown: [
    {
      name: 'an action not known yet',
      ...having(gives([assume, text(hole('Ref Action'))], role)),
      because: 'Ref Action',
    },
    {
      name: 'keys in one of two cases',
      ...having(tagging(choice('IsProd', keys as never, {}) as never)),
      because: 'IsProd',
    },
    {
      name: 'a boundary that stands elsewhere',
      ...having(tagging(), bounded(text(hole('Ref Boundary')))),
      because: 'Ref Boundary',
    },
    {
      name: 'tags on a resource that a parameter gives',
      ...having(doc(gives(assume, role), gives(tag, hole('Ref Role')))),
      because: 'Ref Role',
    },
  ],
});
