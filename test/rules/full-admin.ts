import { fullAdmin } from '../../shared/rules/full-admin';
import { table } from '../table';
import { choice, doc, hole, member, text, when } from '../table/build';
import { aRole, aUser, bounded, gives, having, ownRole, refuses } from '../table/grant';

const everything = gives('*');
const allBut = (names: string | string[], resources = '*') =>
  gives('*', resources, undefined, { Action: undefined, NotAction: names });

export default table(fullAdmin, {
  pass: [
    { name: 'every action of one service', ...having(gives('s3:*')) },
    { name: 'every action of many services', ...having(gives(['s3:*', 'ec2:*', 'iam:*', 'sts:*'])) },
    { name: 'everything on one kind of resource', ...having(gives('*', 'arn:aws:s3:::*')) },
    { name: 'everything on roles of the account', ...having(gives('*', ownRole('*'))) },
    { name: 'all but some actions on one kind of resource', ...having(allBut('s3:DeleteBucket', 'arn:aws:s3:::*')) },
    { name: 'everything with a tag', ...having(gives('*', '*', when('StringEquals', 'aws:ResourceTag/team', 'web'))) },
    {
      name: 'everything in another account',
      ...having(gives('*', '*', when('StringEquals', 'aws:ResourceAccount', member))),
    },
    { name: 'a Deny of everything', ...having(doc(everything, refuses('*'))) },
    {
      name: 'a Deny of all but some actions',
      ...having(doc(everything, refuses('*', '*', undefined, { Action: undefined, NotAction: ['s3:*', 'sts:*'] }))),
    },
    { name: 'a Deny of everything in another document', ...having(everything, aRole(doc(refuses('*')))) },
    { name: 'everything, bounded to some services', ...having(everything, bounded(doc(gives(['s3:*', 'iam:*'])))) },
    {
      name: 'everything, bounded to names that begin alike',
      ...having(everything, bounded(doc(gives('*', 'arn:aws:*:*:*:app-*')))),
    },
    { name: 'a Deny alone', ...having(refuses('*')) },
  ],
  fail: [
    { name: 'everything', ...having(everything), says: 'can do everything', gets: { type: 'AWS' } },
    { name: 'everything, spelled as service and action', ...having(gives('*:*')) },
    { name: 'everything, by the ARNs', ...having(gives('*', 'arn:aws:*:*:*:*')) },
    { name: 'everything, by two stars', ...having(gives('**', ['*', ownRole('deploy')])) },
    { name: 'all but some services', ...having(allBut(['iam:*', 'organizations:*', 'account:*'])) },
    {
      name: 'all but one resource',
      ...having(gives('*', '*', undefined, { Resource: undefined, NotResource: ownRole('admin') })),
    },
    {
      name: 'everything with a second factor',
      ...having(gives('*', '*', when('Bool', 'aws:MultiFactorAuthPresent', true))),
    },
    {
      name: 'everything in one Region',
      ...having(gives('*', '*', when('StringEquals', 'aws:RequestedRegion', 'eu-west-1'))),
    },
    { name: 'everything but one action', ...having(doc(everything, refuses('iam:CreateUser'))) },
    { name: 'for a user', ...having(everything, aUser()) },
    { name: 'for one of two roles', ...having(everything, bounded(doc(gives('s3:*'))), aRole()) },
    { name: 'a boundary of everything', ...having(everything, bounded(doc(everything))) },
    { name: 'as JSON text', ...having(JSON.stringify(doc(gives('s3:*'), everything))), at: '/Statement/1' },
    { name: 'twice', ...having(doc(everything, allBut('iam:*'))), at: ['/Statement/0', '/Statement/1'] },
  ],
  unknown: [
    { name: 'actions that a parameter gives', ...having(gives(hole('Ref Actions'))), because: 'Ref Actions' },
    {
      name: 'resources that a parameter gives',
      ...having(gives('*', hole('Ref Resources'))),
      because: 'Ref Resources',
    },
    {
      name: 'a boundary that stands elsewhere',
      ...having(everything, bounded(text(hole('Ref Boundary')))),
      because: 'Ref Boundary',
    },
    { name: 'in one of two cases', ...having(gives(choice('IsProd', 's3:*', '*'))), because: 'IsProd' },
  ],
});
