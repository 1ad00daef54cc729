import { changeTrust } from '../../shared/rules/change-trust';
import { table } from '../table';
import { choice, doc, hole, member, own, text, when } from '../table/build';
import { aRole, bounded, gives, having, ownRole, refuses } from '../table/grant';

const change = 'iam:UpdateAssumeRolePolicy';

export default table(changeTrust, {
  pass: [
    { name: 'of one role', ...having(gives(change, ownRole('deploy'))) },
    { name: 'of roles whose names begin alike', ...having(gives(change, ownRole('app-*'))) },
    {
      name: 'of roles in another account, where the call has no effect',
      ...having(gives(change, `arn:aws:iam::${member}:role/*`)),
    },
    { name: 'of roles with a tag', ...having(gives(change, '*', when('StringEquals', 'aws:ResourceTag/team', 'web'))) },
    { name: 'other actions on roles', ...having(gives(['iam:CreateRole', 'iam:UpdateRole'])) },
    { name: 'reading', ...having(gives(['iam:Get*', 'iam:List*'])) },
    { name: 'every IAM action but this', ...having(doc(gives('iam:*'), refuses(change))) },
    { name: 'a boundary without it', ...having(gives('iam:*'), bounded(doc(gives('iam:Get*')))) },
    { name: 'a Deny in another document', ...having(gives('iam:*'), aRole(doc(refuses('iam:Update*')))) },
    { name: 'the ARN of a role of the template', ...having(gives(change, hole('Deploy.Arn', 'arn'))) },
    { name: 'everything, which is another rule’s finding', ...having(gives('*')) },
    { name: 'users', ...having(gives('iam:*', `arn:aws:iam::${own}:user/*`)) },
    { name: 'oneself', ...having(gives('iam:*', 'arn:aws:iam::*:user/${aws:username}')) },
    {
      name: 'oneself and one’s devices, with a Deny of roles',
      ...having(
        doc(
          gives('iam:*', ['arn:aws:iam::*:user/${aws:username}', 'arn:aws:iam::*:mfa/*', '*']),
          refuses('iam:*', 'arn:aws:iam::*:role/*'),
        ),
      ),
    },
    { name: 'of roles named after the user', ...having(gives(change, `arn:aws:iam::${own}:role/\${aws:username}*`)) },
    {
      name: 'of roles named after the caller’s tag, or under a path of it',
      ...having(
        gives(change, [
          'arn:aws:iam::*:role/${aws:PrincipalTag/team}*',
          'arn:aws:iam::*:role/teams/${aws:PrincipalTag/team}/*',
          'arn:aws:iam::*:role/${ aws:PrincipalTag/x }',
        ]),
      ),
    },
  ],
  fail: [
    {
      name: 'of any role',
      ...having(gives(change)),
      says: 'rewrite the trust policy of any role',
      gets: { account: own, actions: [change] },
    },
    { name: 'of any role of the account', ...having(gives(change, ownRole('*'))) },
    { name: 'of any role by its ARN', ...having(gives(change, 'arn:aws:iam::*:role/*')) },
    { name: 'every IAM action', ...having(gives('iam:*')) },
    { name: 'every action that begins with Update', ...having(gives('iam:Update*')) },
    { name: 'small letters', ...having(gives('iam:updateassumerolepolicy')) },
    {
      name: 'every action but some, on roles',
      ...having(gives('*', ownRole('*'), undefined, { Action: undefined, NotAction: 's3:*' })),
    },
    {
      name: 'of every role but one',
      ...having(gives(change, '*', undefined, { Resource: undefined, NotResource: ownRole('admin') })),
    },
    { name: 'a Deny of one role', ...having(doc(gives(change), refuses('*', ownRole('admin')))) },
    { name: 'with a second factor', ...having(gives(change, '*', when('Bool', 'aws:MultiFactorAuthPresent', true))) },
    {
      name: 'for a service that a role is passed to, which says nothing of this call',
      ...having(gives(change, '*', when('StringEqualsIfExists', 'iam:PassedToService', 'ec2.amazonaws.com'))),
    },
    {
      name: 'in the second statement',
      ...having(doc(gives(change, ownRole('deploy')), gives(change))),
      at: '/Statement/1',
    },
    {
      name: 'of the account’s roles by their account alone',
      ...having(gives(change, '*', when('StringEquals', 'aws:ResourceAccount', own))),
    },
    {
      name: 'of any role of the account, which is not known yet',
      ...having(gives(change, text('arn:aws:iam::', hole('AWS::AccountId', 'account'), ':role/*'))),
      owner: { account: text(hole('AWS::AccountId', 'account')) },
    },
    { name: 'of any role of an account that may be the own one', ...having(gives(change, ownRole('*'))), owner: {} },
  ],
  unknown: [
    { name: 'of a resource that a parameter gives', ...having(gives(change, hole('Ref Role'))), because: 'Ref Role' },
    {
      name: 'in one of two cases',
      ...having(choice('IsProd', doc(gives('s3:*')), doc(gives('iam:*')))),
      because: 'IsProd',
    },
    {
      name: 'a boundary by its ARN',
      ...having(gives(change), bounded(text(hole('Ref Boundary')))),
      because: 'Ref Boundary',
    },
  ],
});
