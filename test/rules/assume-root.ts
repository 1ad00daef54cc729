import { assumeRoot } from '../../shared/rules/assume-root';
import type { Tree } from '../../shared/model/tree';
import { table } from '../table';
import { choice, doc, hole, member, own, text, when } from '../table/build';
import { aRole, bounded, gives, having, refuses } from '../table/grant';

const action = 'sts:AssumeRoot';
const root = `arn:aws:iam::${member}:root`;
const unlock = 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy';
const audit = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';
const drop = 'arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials';
const pattern = when('ArnLike', 'sts:TaskPolicyArn', 'arn:aws:iam::aws:policy/root-task/*');
const task = when('ArnEquals', 'sts:TaskPolicyArn', [unlock, audit]);
const to = (resources: Tree, conditions?: object): Tree => gives(action, resources, conditions as never);
const meant = (...accounts: string[]) => ({ settings: { rules: { 'assume-root': { accounts } } } });

export default table(assumeRoot, {
  pass: [
    { name: 'one account and its tasks', ...having(to(root, task)) },
    {
      name: 'two accounts and one task',
      ...having(to([root, `arn:aws:iam::${own}:root`], when('StringEquals', 'sts:TaskPolicyArn', unlock))),
    },
    {
      name: 'one account by a condition',
      ...having(to('*', { ...task, StringEquals: { 'aws:ResourceAccount': member } })),
    },
    {
      name: 'tasks by a Deny of all others',
      ...having(doc(to(root), refuses(action, '*', when('ArnNotEquals', 'sts:TaskPolicyArn', unlock)))),
    },
    { name: 'in the account that root access is for', ...meant(own), ...having(to(root, task)) },
    {
      name: 'other actions',
      ...having(gives(['sts:AssumeRole', 'sts:AssumeRoleWithSAML'], 'arn:aws:iam::111122223333:role/deploy')),
    },
    { name: 'roles', ...having(gives('sts:*', 'arn:aws:iam::111122223333:role/deploy')) },
    { name: 'a Deny of the same', ...having(doc(to('*'), refuses('sts:AssumeRoot'))) },
    { name: 'a Deny in another document', ...having(to('*'), aRole(doc(refuses('sts:*')))) },
    { name: 'a boundary without it', ...having(to('*'), bounded(doc(gives('sts:AssumeRole')))) },
    { name: 'a boundary that names account and task', ...having(to('*'), bounded(doc(to(root, task)))) },
    { name: 'everything, which is another rule’s finding', ...having(gives('*')) },
    { name: 'everything elsewhere, which is that finding too', ...meant(member), ...having(gives('*')) },
    { name: 'no task, without which no call is made', ...having(to('*', when('Null', 'sts:TaskPolicyArn', true))) },
    { name: 'one account and no task', ...having(to(root, when('Null', 'sts:TaskPolicyArn', true))) },
    {
      name: 'no task, where root access is for another account',
      ...meant(member),
      ...having(to('*', when('Null', 'sts:TaskPolicyArn', true))),
    },
    {
      name: 'users, where root access is for another account',
      ...meant(member),
      ...having(to(`arn:aws:iam::${own}:user/*`)),
    },
  ],
  fail: [
    { name: 'any account', ...having(to('*')), says: 'any account', gets: { account: own, actions: [action] } },
    { name: 'any account for one task', ...having(to('*', task)), says: 'any account' },
    {
      name: 'accounts that begin alike',
      ...having(gives(action, 'arn:aws:iam::2*:root', task)),
      says: 'such as account 266666666666',
    },
    {
      name: 'accounts that begin as the own does',
      ...having(gives(action, 'arn:aws:iam::1*:root', task)),
      says: 'such as account 166666666666',
    },
    { name: 'any account by its ARN', ...having(to('arn:aws:iam::*:root', task)) },
    { name: 'every STS action', ...having(gives('sts:*')) },
    { name: 'every action that begins with Assume, in small letters', ...having(gives('sts:assume*')) },
    { name: 'any account but one', ...having(gives(action, '*', task, { Resource: undefined, NotResource: root })) },
    { name: 'one account for any task', ...having(to(root)), says: `account ${member} for any task` },
    {
      name: 'any account for tasks that a pattern gives',
      ...having(to('*', pattern)),
      gets: { context: { 'sts:TaskPolicyArn': drop } },
    },
    {
      name: 'accounts that begin alike for tasks that a pattern gives',
      ...having(gives(action, 'arn:aws:iam::2*:root', pattern)),
      gets: { context: { 'sts:TaskPolicyArn': drop } },
    },
    {
      name: 'one account for tasks that a pattern gives, in an account that root access is not for',
      ...meant(member),
      ...having(to(root, pattern)),
      gets: { context: { 'sts:TaskPolicyArn': drop } },
    },
    {
      name: 'one account for tasks that a pattern gives',
      ...having(to(root, when('ArnLike', 'sts:TaskPolicyArn', 'arn:aws:iam::aws:policy/root-task/*'))),
    },
    {
      name: 'one account for all tasks but one',
      ...having(to(root, when('ArnNotEquals', 'sts:TaskPolicyArn', unlock))),
    },
    {
      name: 'the own account, by a condition, for any task',
      ...having(to('*', when('StringEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}'))),
    },
    {
      name: 'a Deny of one task',
      ...having(doc(to(root), refuses(action, '*', when('ArnEquals', 'sts:TaskPolicyArn', unlock)))),
    },
    { name: 'with a second factor', ...having(to('*', { ...task, Bool: { 'aws:MultiFactorAuthPresent': true } })) },
    {
      name: 'one account and its tasks, in an account that root access is not for',
      ...meant(member),
      ...having(to(root, task)),
      says: 'none that root access is for',
    },
    { name: 'in the second statement', ...having(doc(to(root, task), to('*'))), at: '/Statement/1' },
  ],
  unknown: [
    { name: 'a resource that a parameter gives', ...having(to(text(hole('Ref Root')), task)), because: 'Ref Root' },
    { name: 'in one of two cases', ...having(to(choice('IsProd', root, '*'), task)), because: 'IsProd' },
    {
      name: 'a boundary that stands elsewhere',
      ...having(to('*'), bounded(text(hole('Ref Boundary')))),
      because: 'Ref Boundary',
    },
  ],
});
