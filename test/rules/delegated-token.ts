import { delegatedToken } from '../../shared/rules/delegated-token';
import { table } from '../table';
import { choice, doc, hole, member, own, text, when } from '../table/build';
import { aRole, aUser, bounded, gives, having, refuses } from '../table/grant';

const trade = 'sts:GetDelegatedAccessToken';
const accept = 'iam:AcceptDelegationRequest';

export default table(delegatedToken, {
  pass: [
    { name: 'other actions', ...having(gives(['sts:GetCallerIdentity', 'iam:GetRole'])) },
    {
      name: 'looking at requests for a delegation',
      ...having(gives(['iam:ListDelegationRequests', 'iam:GetDelegationRequest'])),
    },
    { name: 'turning a request down', ...having(gives('iam:RejectDelegationRequest')) },
    { name: 'a Deny of the same', ...having(doc(gives('sts:*'), refuses(trade))) },
    {
      name: 'every IAM action but these',
      ...having(doc(gives('iam:*'), refuses(['iam:*DelegationRequest', 'iam:SendDelegationToken']))),
    },
    { name: 'a Deny in another document', ...having(gives(trade), aRole(doc(refuses('sts:GetDelegated*')))) },
    { name: 'a boundary without it', ...having(gives(trade), bounded(doc(gives('sts:AssumeRole')))) },
    { name: 'everything, which is another rule’s finding', ...having(gives('*')) },
    {
      name: 'all but what it names, which is that finding too',
      ...having(gives('*', '*', undefined, { Action: undefined, NotAction: 'organizations:*' })),
    },
    {
      name: 'roles alone',
      ...having(gives(['sts:AssumeRole', 'iam:PassRole'], 'arn:aws:iam::111122223333:role/deploy')),
    },
    {
      name: 'every STS action on one role, which this call has nothing to do with',
      ...having(gives('sts:*', 'arn:aws:iam::111122223333:role/deploy')),
    },
    { name: 'every IAM action on one role', ...having(gives('iam:*', `arn:aws:iam::${own}:role/deploy`)) },
    { name: 'every IAM action on every role', ...having(gives('iam:*', 'arn:aws:iam::*:role/*')) },
    { name: 'every IAM action on oneself', ...having(gives('iam:*', 'arn:aws:iam::*:user/${aws:username}')) },
    { name: 'requests of another account', ...having(gives(accept, `arn:aws:iam::${member}:delegation-request/*`)) },
    {
      name: 'sending on tokens of requests of another account',
      ...having(gives('iam:SendDelegationToken', `arn:aws:iam::${member}:delegation-request/*`)),
    },
    { name: 'actions that begin with GetC', ...having(gives('sts:GetC*')) },
    { name: 'another service', ...having(gives('s3:*')) },
  ],
  fail: [
    {
      name: 'trading a token in',
      ...having(gives(trade)),
      says: 'trade in tokens',
      gets: { account: own, actions: [trade] },
    },
    {
      name: 'approving a delegation',
      ...having(gives(accept)),
      says: 'a product provider',
      gets: { actions: [accept] },
    },
    {
      name: 'approving one delegation',
      ...having(gives(accept, `arn:aws:iam::${own}:delegation-request/dr-0123456789abcdef`)),
    },
    { name: 'approving delegations of any account', ...having(gives(accept, 'arn:aws:iam::*:delegation-request/*')) },
    { name: 'sending its token on', ...having(gives('iam:SendDelegationToken')), says: 'a product provider' },
    { name: 'every STS action', ...having(gives('sts:*')) },
    { name: 'every action that begins with Get', ...having(gives('sts:Get*')) },
    { name: 'every IAM action', ...having(gives('iam:*')), says: 'a product provider' },
    { name: 'small letters', ...having(gives('sts:getdelegatedaccesstoken')) },
    { name: 'for a user', ...having(gives(trade), aUser()) },
    {
      name: 'all but some actions of the account',
      ...having(gives('*', `arn:aws:iam::${own}:*`, undefined, { Action: undefined, NotAction: 's3:*' })),
    },
    { name: 'with a second factor', ...having(gives(trade, '*', when('Bool', 'aws:MultiFactorAuthPresent', true))) },
    { name: 'two statements', ...having(doc(gives(trade), gives(accept))), at: ['/Statement/0', '/Statement/1'] },
    { name: 'a Deny of one half', ...having(doc(gives('iam:*'), refuses(accept))), says: 'a product provider' },
  ],
  unknown: [
    {
      name: 'an action not known yet',
      ...having(gives(hole('Ref Action'), `arn:aws:iam::${own}:*`)),
      because: 'Ref Action',
    },
    { name: 'in one of two cases', ...having(gives(choice('IsProd', 's3:*', trade))), because: 'IsProd' },
    {
      name: 'a boundary that stands elsewhere',
      ...having(gives(trade), bounded(text(hole('Ref Boundary')))),
      because: 'Ref Boundary',
    },
  ],
});
