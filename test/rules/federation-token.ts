import { federationToken } from '../../shared/rules/federation-token';
import { table } from '../table';
import { choice, doc, hole, member, own, text, when } from '../table/build';
import { aRole, aUser, bounded, gives, having, refuses } from '../table/grant';

const action = 'sts:GetFederationToken';

export default table(federationToken, {
  pass: [
    { name: 'another action', ...having(gives('sts:GetCallerIdentity')) },
    { name: 'another action that begins alike', ...having(gives('sts:GetSession*')) },
    { name: 'for a role, whose sessions cannot make the call', ...having(gives(action), aRole()) },
    { name: 'for a permission set', ...having(gives('sts:*'), { of: 'permissionSet', id: 'Admins', documents: [] }) },
    { name: 'a Deny of the same', ...having(doc(gives('sts:*'), refuses(action))) },
    { name: 'a Deny in another document', ...having(gives(action), aUser(doc(refuses('sts:Get*')))) },
    { name: 'a boundary without it', ...having(gives(action), { ...aUser(), boundary: doc(gives('s3:*')) }) },
    {
      name: 'every STS action but this',
      ...having(gives('*', '*', undefined, { Action: undefined, NotAction: [action, 's3:*'] }), {
        ...aUser(),
        boundary: doc(gives(['sts:*'])),
      }),
    },
    { name: 'everything, which is another rule’s finding', ...having(gives('*')) },
    {
      name: 'every action on roles of AssumeRole',
      ...having(gives('sts:AssumeRole', 'arn:aws:iam::111122223333:role/deploy')),
    },
    { name: 'every STS action on one role', ...having(gives('sts:*', `arn:aws:iam::${own}:role/deploy`), aUser()) },
    { name: 'every STS action on every role', ...having(gives('sts:*', `arn:aws:iam::${own}:role/*`), aUser()) },
    { name: 'names in another account', ...having(gives(action, `arn:aws:sts::${member}:federated-user/*`)) },
    { name: 'a role of such a name', ...having(gives(action, `arn:aws:sts::${own}:assumed-role/reader/*`)) },
    {
      name: 'a Deny of all names',
      ...having(doc(gives('sts:*'), refuses('sts:*', 'arn:aws:sts::*:federated-user/*'))),
    },
    { name: 'every action of another service', ...having(gives('s3:*')) },
    {
      name: 'a Deny of whoever has no second factor, and of whoever has',
      ...having(
        doc(
          gives(action),
          refuses(action, '*', when('BoolIfExists', 'aws:MultiFactorAuthPresent', false)),
          refuses(action, '*', when('Bool', 'aws:MultiFactorAuthPresent', true)),
        ),
      ),
    },
  ],
  fail: [
    {
      name: 'any name',
      ...having(gives(action)),
      says: 'up to 36 hours',
      gets: { account: own, type: 'AWS', actions: [action] },
    },
    { name: 'one name', ...having(gives(action, `arn:aws:sts::${own}:federated-user/reader`)) },
    { name: 'names that begin alike', ...having(gives(action, `arn:aws:sts::*:federated-user/reader-*`)) },
    {
      name: 'a name like the user’s own',
      ...having(gives(action, `arn:aws:sts::${own}:federated-user/\${aws:username}`)),
    },
    { name: 'for a user', ...having(gives(action), aUser()) },
    { name: 'for a group', ...having(gives(action), { of: 'group', id: 'Readers', documents: [] }) },
    { name: 'for a role and a user', ...having(gives(action), aRole(), aUser()) },
    { name: 'every STS action', ...having(gives('sts:*')) },
    { name: 'every action that begins with Get', ...having(gives('sts:Get*')) },
    { name: 'small letters', ...having(gives('sts:getfederationtoken')) },
    {
      name: 'every STS action but one',
      ...having(gives('*', `arn:aws:sts::${own}:*`, undefined, { Action: undefined, NotAction: 'sts:AssumeRole' })),
    },
    {
      name: 'a Deny of one name',
      ...having(doc(gives(action), refuses(action, `arn:aws:sts::${own}:federated-user/admin`))),
    },
    { name: 'with a second factor', ...having(gives(action, '*', when('Bool', 'aws:MultiFactorAuthPresent', true))) },
    { name: 'one user name', ...having(gives(action, '*', when('StringEquals', 'aws:username', 'broker'))) },
    { name: 'in the second statement', ...having(doc(gives('s3:*'), gives(action))), at: '/Statement/1' },
  ],
  unknown: [
    {
      name: 'an action not known yet',
      ...having(gives(hole('Ref Action'), `arn:aws:sts::${own}:*`)),
      because: 'Ref Action',
    },
    { name: 'in one of two cases', ...having(gives(choice('IsProd', 's3:*', action))), because: 'IsProd' },
    {
      name: 'a boundary that stands elsewhere',
      ...having(gives(action), bounded(text(hole('Ref Boundary'))), {
        ...aUser(),
        boundary: text(hole('Ref Boundary')),
      }),
      because: 'Ref Boundary',
    },
  ],
});
