import { sessionToken } from '../../shared/rules/session-token';
import { table } from '../table';
import { choice, doc, hole, own, text, when } from '../table/build';
import { aRole, aUser, bounded, gives, having, refuses } from '../table/grant';

const action = 'sts:GetSessionToken';

export default table(sessionToken, {
  pass: [
    { name: 'another action', ...having(gives('sts:GetCallerIdentity')) },
    { name: 'another action that begins alike', ...having(gives('sts:GetFederation*')) },
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
    {
      name: 'every STS action on one role, which this call has nothing to do with',
      ...having(gives('sts:*', 'arn:aws:iam::111122223333:role/deploy')),
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
      name: 'any user',
      ...having(gives(action)),
      says: 'up to 36 hours',
      gets: { account: own, type: 'AWS', actions: [action] },
    },
    { name: 'for a user', ...having(gives(action), aUser()) },
    { name: 'for a group', ...having(gives(action), { of: 'group', id: 'Readers', documents: [] }) },
    { name: 'for a role and a user', ...having(gives(action), aRole(), aUser()) },
    { name: 'every STS action', ...having(gives('sts:*')) },
    { name: 'every action that begins with Get', ...having(gives('sts:Get*')) },
    { name: 'small letters', ...having(gives('sts:getsessiontoken')) },
    {
      name: 'every STS action but one',
      ...having(gives('*', '*', undefined, { Action: undefined, NotAction: 'sts:AssumeRole' }), {
        ...aUser(),
        boundary: doc(gives('sts:*')),
      }),
    },
    {
      name: 'a Deny of one user',
      ...having(doc(gives(action), refuses(action, '*', when('StringEquals', 'aws:username', 'admin')))),
    },
    { name: 'with a second factor', ...having(gives(action, '*', when('Bool', 'aws:MultiFactorAuthPresent', true))) },
    { name: 'one user name', ...having(gives(action, '*', when('StringEquals', 'aws:username', 'broker'))) },
    { name: 'in the second statement', ...having(doc(gives('s3:*'), gives(action))), at: '/Statement/1' },
  ],
  unknown: [
    {
      name: 'an action not known yet',
      ...having(gives(hole('Ref Action'))),
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
