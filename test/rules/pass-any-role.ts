import { passAnyRole } from '../../shared/rules/pass-any-role';
import { table } from '../table';
import { choice, doc, hole, member, own, text, when } from '../table/build';
import { aRole, bounded, gives, having, ownRole, refuses } from '../table/grant';

const pass = 'iam:PassRole';
const to = (operator: string, value: string | string[]) => when(operator, 'iam:PassedToService', value);
const ecs = 'ecs-tasks.amazonaws.com';

export default table(passAnyRole, {
  pass: [
    { name: 'one role', ...having(gives(pass, ownRole('task'))) },
    { name: 'one role to one service', ...having(gives(pass, ownRole('task'), to('StringEquals', ecs))) },
    { name: 'roles whose names begin alike', ...having(gives(pass, ownRole('app-*'))) },
    {
      name: 'roles whose names hold a word, in any account',
      ...having(gives(pass, 'arn:aws:iam::*:role/*AmazonSageMaker*')),
    },
    { name: 'roles under a path', ...having(gives(pass, 'arn:aws:iam::*:role/service-role/*')) },
    {
      name: 'roles of another account, which cannot be passed',
      ...having(gives(pass, `arn:aws:iam::${member}:role/*`)),
    },
    { name: 'roles with a tag', ...having(gives(pass, '*', when('StringEquals', 'iam:ResourceTag/team', 'web'))) },
    { name: 'reading roles', ...having(gives(['iam:GetRole', 'iam:List*'])) },
    { name: 'making roles that it cannot pass', ...having(gives('iam:CreateRole')) },
    { name: 'a Deny of the same', ...having(doc(gives(['iam:*']), refuses(pass))) },
    {
      name: 'a Deny of all roles but one',
      ...having(
        doc(gives('iam:*'), refuses(pass, '*', undefined, { Resource: undefined, NotResource: ownRole('task') })),
      ),
    },
    { name: 'a Deny in another document', ...having(gives(pass), aRole(doc(refuses('iam:Pass*')))) },
    { name: 'a boundary without it', ...having(gives(pass), bounded(doc(gives('ec2:*')))) },
    { name: 'a boundary that names the roles', ...having(gives(pass), bounded(doc(gives('iam:*', ownRole('app-*'))))) },
    { name: 'the ARN of a role of the template', ...having(gives(pass, hole('Task.Arn', 'arn'))) },
    { name: 'everything, which is another rule’s finding', ...having(gives('*')) },
    {
      name: 'a role for the tag of whoever passes it',
      ...having(gives(pass, '*', when('StringEquals', 'aws:ResourceTag/owner', '${aws:username}'))),
    },
    { name: 'roles named after the user', ...having(gives(pass, 'arn:aws:iam::*:role/${aws:username}-*')) },
    { name: 'oneself, who is no role', ...having(gives('iam:*', 'arn:aws:iam::*:user/${aws:username}')) },
    { name: 'any role to no service', ...having(gives(pass, '*', when('Null', 'iam:PassedToService', true))) },
  ],
  fail: [
    {
      name: 'any role',
      ...having(gives(pass)),
      says: 'any role to any service',
      gets: { account: own, actions: [pass] },
    },
    {
      name: 'any role that has a tag',
      ...having(gives(pass, '*', when('StringLike', 'iam:ResourceTag/team', '*'))),
      gets: { context: { 'iam:ResourceTag/team': 'any value' } },
    },
    { name: 'any role of the account', ...having(gives(pass, ownRole('*'))) },
    { name: 'any role by its ARN', ...having(gives(pass, 'arn:aws:iam::*:role/*')) },
    { name: 'any role beside others', ...having(gives(pass, [ownRole('task'), ownRole('*')])) },
    { name: 'every IAM action', ...having(gives('iam:*')) },
    { name: 'small letters and a question mark', ...having(gives('iam:passrol?')) },
    {
      name: 'every action but some, on roles',
      ...having(gives('*', ownRole('*'), undefined, { Action: undefined, NotAction: 's3:*' })),
    },
    {
      name: 'any role but one',
      ...having(gives(pass, '*', undefined, { Resource: undefined, NotResource: ownRole('admin') })),
    },
    { name: 'a Deny of one role', ...having(doc(gives(pass), refuses(pass, ownRole('admin')))) },
    { name: 'to all services but one', ...having(gives(pass, '*', to('StringNotEquals', 'lambda.amazonaws.com'))) },
    {
      name: 'to any service, by a pattern',
      ...having(gives(pass, '*', to('StringLike', '*.amazonaws.com'))),
      gets: { context: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
    {
      name: 'for one resource, whatever the service',
      ...having(gives(pass, '*', when('ArnLike', 'iam:AssociatedResourceArn', 'arn:aws:ec2:*:*:instance/*'))),
    },
    {
      name: 'any role to one service',
      ...having(gives(pass, '*', to('StringEquals', ecs))),
      level: 'info',
      says: `any role to ${ecs}`,
      gets: { context: { 'iam:PassedToService': ecs } },
    },
    {
      name: 'any role to services that begin alike',
      ...having(gives(pass, '*', to('StringLike', 'ec2*'))),
      level: 'info',
      says: 'any role to ec2.amazonaws.com',
    },
    {
      name: 'any role to a service in any partition',
      ...having(gives(pass, '*', to('StringLike', ['ec2.amazonaws.com*', 'ecs-tasks.*']))),
      level: 'info',
      says: 'any role to ec2.amazonaws.com',
    },
    {
      name: 'any role to what is taken for a service',
      ...having(gives(pass, '*', to('StringEquals', 'lambda'))),
      level: 'info',
      says: 'any role to lambda',
    },
    {
      name: 'any role to a service not known yet',
      ...having(gives(pass, '*', to('StringEquals', hole('Ref Service') as never))),
      level: 'info',
      says: 'any role to <Ref Service>',
    },
    {
      name: 'any role to services that a Deny leaves',
      ...having(doc(gives(pass), refuses(pass, '*', to('StringLike', ['lambda*', 'e*'])))),
      level: 'warning',
      gets: { context: { 'iam:PassedToService': 'states.amazonaws.com' } },
    },
    {
      name: 'any role to services that begin with a letter',
      ...having(gives(pass, '*', to('StringLike', 's*'))),
      level: 'warning',
    },
    {
      name: 'any role to one service, if it is said',
      ...having(gives(pass, '*', to('StringEqualsIfExists', ecs))),
      level: 'info',
    },
    {
      name: 'a Deny of all services but one',
      ...having(doc(gives(pass), refuses(pass, '*', to('StringNotEquals', ecs)))),
      level: 'info',
    },
    { name: 'a boundary that lets it', ...having(gives(pass), bounded(doc(gives('iam:*')))) },
  ],
  unknown: [
    { name: 'a resource that a parameter gives', ...having(gives(pass, hole('Ref Role'))), because: 'Ref Role' },
    {
      name: 'an action that a parameter gives',
      ...having(gives(hole('Ref Action'), ownRole('*'))),
      because: 'Ref Action',
    },
    {
      name: 'a boundary that stands elsewhere',
      ...having(gives(pass), bounded(text(`arn:aws:iam::${own}:policy/limit`))),
      because: 'policy/limit',
    },
    {
      name: 'any role in one of two cases',
      ...having(gives(pass, choice('IsProd', ownRole('task'), '*'))),
      because: 'IsProd',
    },
  ],
});
