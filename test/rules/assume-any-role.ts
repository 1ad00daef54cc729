import { assumeAnyRole } from '../../shared/rules/assume-any-role';
import { table } from '../table';
import { choice, doc, hole, member, organization, otherAccount, own, text, when } from '../table/build';
import { aRole, aUser, bounded, gives, having, ownRole, refuses } from '../table/grant';

const assume = 'sts:AssumeRole';
const any = gives(assume);
const anywhere = 'arn:aws:iam::*:role/*';

export default table(assumeAnyRole, {
  pass: [
    { name: 'one role', ...having(gives(assume, ownRole('deploy'))) },
    { name: 'roles whose names begin alike, in any account', ...having(gives(assume, 'arn:aws:iam::*:role/cdk-*')) },
    {
      name: 'roles of one name in any account',
      ...having(gives(assume, 'arn:aws:iam::*:role/OrganizationAccountAccessRole')),
    },
    { name: 'roles of one name in any partition', ...having(gives(assume, `arn:*:iam::${own}:role/deploy`)) },
    { name: 'roles under one path', ...having(gives(assume, ownRole('teams/web/*'))) },
    { name: 'roles whose names end alike', ...having(gives(assume, 'arn:aws:iam::*:role/*-deploy')) },
    { name: 'roles with a tag', ...having(gives(assume, '*', when('StringEquals', 'aws:ResourceTag/team', 'web'))) },
    {
      name: 'roles with a tag of the CDK, by the older key',
      ...having(
        gives(
          assume,
          'arn:*:iam::111122223333:role/*',
          when('ForAnyValue:StringEquals', 'iam:ResourceTag/aws-cdk:bootstrap-role', ['deploy', 'file-publishing']),
        ),
      ),
    },
    {
      name: 'roles with a tag like the caller’s own',
      ...having(gives(assume, '*', when('StringEquals', 'aws:ResourceTag/team', '${aws:PrincipalTag/team}'))),
    },
    { name: 'roles of one name in accounts that begin alike', ...having(gives(assume, 'arn:aws:iam::2*:role/deploy')) },
    {
      name: 'accounts that begin alike, and a Deny of them',
      ...having(doc(gives(assume, 'arn:aws:iam::2*:role/*'), refuses(assume, 'arn:aws:iam::2*:*'))),
    },
    {
      name: 'roles whose names begin alike in several accounts',
      ...having(
        gives(
          assume,
          [own, member, otherAccount].map((id) => `arn:aws:iam::${id}:role/web-*`),
        ),
      ),
    },
    {
      name: 'every role of an account, and a Deny of that account',
      ...having(
        doc(gives(assume, `arn:aws:iam::${member}:role/*`), refuses('*', [ownRole('*'), `arn:aws:iam::${member}:*`])),
      ),
    },
    { name: 'another action', ...having(gives('sts:TagSession')) },
    { name: 'actions that begin alike', ...having(gives('sts:AssumeRoleWith*')) },
    { name: 'every action of another service', ...having(gives('s3:*')) },
    { name: 'no role at all', ...having(gives(assume, 'arn:aws:s3:::bucket/*')) },
    { name: 'users', ...having(gives(assume, 'arn:aws:iam::*:user/*')) },
    {
      name: 'everything but roles',
      ...having(gives(assume, '*', undefined, { Resource: undefined, NotResource: anywhere })),
    },
    { name: 'a Deny of the same', ...having(doc(any, refuses(assume))) },
    {
      name: 'a Deny of all roles but one',
      ...having(
        doc(any, refuses('sts:*', undefined, undefined, { Resource: undefined, NotResource: ownRole('deploy') })),
      ),
    },
    {
      name: 'a Deny of roles without a tag',
      ...having(doc(any, refuses(assume, '*', when('StringNotEquals', 'aws:ResourceTag/team', 'web')))),
    },
    { name: 'a Deny in another document', ...having(any, aRole(doc(refuses('sts:*')))) },
    { name: 'a boundary without the action', ...having(any, bounded(doc(gives('s3:*')))) },
    { name: 'a boundary that names the roles', ...having(any, bounded(doc(gives('*', ownRole('app-*'))))) },
    { name: 'a boundary that denies it', ...having(any, bounded(doc(gives('*'), refuses(assume)))) },
    { name: 'the ARN of a role of the template', ...having(gives(assume, hole('Deploy.Arn', 'arn'))) },
    {
      name: 'a role whose name is not known yet',
      ...having(gives(assume, text(`arn:aws:iam::${own}:role/`, hole('Ref Name')))),
    },
    { name: 'everything, which is another rule’s finding', ...having(gives('*')) },
    {
      name: 'all but what it names, which is that finding too',
      ...having(gives('*', '*', undefined, { Action: undefined, NotAction: 'iam:*' })),
    },
    {
      name: 'another letter case of the role’s type names nothing that there is',
      ...having(gives(assume, 'arn:aws:iam::*:ROLE/*')),
    },
    {
      name: 'variables mean nothing in the older version',
      ...having({ Version: '2008-10-17', Statement: gives(assume, '${aws:PrincipalTag/role}') }),
    },
    {
      name: 'a condition that leaves the statement no request',
      ...having(gives(assume, '*', when('ForAnyValue:StringEquals', 'aws:ResourceOrgPaths', []))),
    },
  ],
  fail: [
    {
      name: 'any role',
      ...having(any),
      says: 'any role of any account',
      gets: { account: own, type: 'AWS', actions: [assume] },
    },
    { name: 'any role by its ARN', ...having(gives(assume, anywhere)) },
    { name: 'any role by a star in place of its parts', ...having(gives(assume, 'arn:aws:iam::*')) },
    { name: 'any role by a star in place of all parts', ...having(gives(assume, 'arn:*')) },
    { name: 'any role whatever its type is called', ...having(gives(assume, 'arn:aws:iam::*:ro*')) },
    { name: 'any role with a letter in its name', ...having(gives(assume, 'arn:aws:iam::*:role/*e*')) },
    { name: 'one role and any other', ...having(gives(assume, [ownRole('deploy'), '*'])) },
    {
      name: 'all roles but one',
      ...having(gives(assume, '*', undefined, { Resource: undefined, NotResource: ownRole('admin') })),
    },
    {
      name: 'roles named after the user, and any other',
      ...having(gives(assume, ['arn:aws:iam::*:role/${aws:username}*', anywhere])),
    },
    { name: 'every STS action', ...having(gives('sts:*')) },
    { name: 'small letters', ...having(gives('STS:assumerole')) },
    { name: 'question marks', ...having(gives('sts:Assume????')) },
    {
      name: 'all STS actions but one',
      ...having(gives('sts:*', 'arn:aws:iam::*:role/*', undefined, { Action: undefined, NotAction: 'sts:AssumeRoot' })),
    },
    { name: 'as JSON text', ...having(JSON.stringify(doc(any))) },
    { name: 'in a second statement', ...having(doc(gives('s3:*'), any)), at: '/Statement/1' },
    { name: 'without an element that says of what', ...having(gives(assume, '*', undefined, { Resource: undefined })) },
    { name: 'with a second factor', ...having(gives(assume, '*', when('Bool', 'aws:MultiFactorAuthPresent', true))) },
    { name: 'from one network', ...having(gives(assume, '*', when('IpAddress', 'aws:SourceIp', '198.51.100.0/24'))) },
    {
      name: 'with an external ID',
      ...having(gives(assume, '*', when('StringEquals', 'sts:ExternalId', 'payments-7f3c'))),
    },
    { name: 'roles without a tag', ...having(gives(assume, '*', when('Null', 'aws:ResourceTag/team', true))) },
    {
      name: 'roles with a tag, if they have it',
      ...having(gives(assume, '*', when('StringEqualsIfExists', 'aws:ResourceTag/team', 'web'))),
    },
    {
      name: 'roles with a tag of whatever value',
      ...having(gives(assume, '*', when('StringLike', 'aws:ResourceTag/team', '*'))),
      gets: { context: { 'aws:ResourceTag/team': 'any value' } },
    },
    { name: 'roles that have a tag', ...having(gives(assume, '*', when('Null', 'aws:ResourceTag/team', false))) },
    {
      name: 'roles that have a tag, by the older key',
      ...having(gives(assume, 'arn:aws:iam::*:role/*', when('Null', 'iam:ResourceTag/team', 'false'))),
    },
    {
      name: 'roles that have a tag, but for one value',
      ...having(
        gives(assume, '*', {
          ...when('Null', 'aws:ResourceTag/team', false),
          ...when('StringNotEquals', 'aws:ResourceTag/team', 'admin'),
        }),
      ),
    },
    {
      name: 'a Deny of roles without a tag, whatever its value',
      ...having(doc(any, refuses(assume, '*', when('Null', 'aws:ResourceTag/team', true)))),
    },
    {
      name: 'roles not of one account',
      ...having(gives(assume, '*', when('StringNotEquals', 'aws:ResourceAccount', member))),
    },
    { name: 'a Deny of one role', ...having(doc(any, refuses(assume, ownRole('admin')))) },
    { name: 'a Deny of roles of the own account', ...having(doc(any, refuses(assume, ownRole('*')))) },
    {
      name: 'a Deny without a second factor',
      ...having(doc(any, refuses('*', '*', when('BoolIfExists', 'aws:MultiFactorAuthPresent', false)))),
    },
    { name: 'a Deny of another action', ...having(doc(any, refuses('sts:TagSession'))) },
    { name: 'for a user', ...having(any, aUser()) },
    { name: 'for a role whose other document allows something else', ...having(any, aRole(doc(gives('s3:*')))) },
    { name: 'for one of two roles', ...having(any, aRole(doc(refuses('*'))), aRole(doc(gives('s3:*')))) },
    { name: 'a boundary that lets it', ...having(any, bounded(doc(gives('sts:*'), gives('s3:*')))) },
    { name: 'everything, bounded to STS', ...having(gives('*'), bounded(doc(gives('sts:*')))) },
    {
      name: 'accounts that begin alike',
      ...having(gives(assume, 'arn:aws:iam::2*:role/*')),
      says: 'such as account 266666666666',
    },
    {
      name: 'accounts that differ in one digit',
      ...having(gives(assume, 'arn:aws:iam::99998888777?:role/*')),
      says: 'such as account 999988887776',
    },
    {
      name: 'accounts that begin as the own does',
      ...having(gives(assume, 'arn:aws:iam::1*:role/*')),
      says: 'such as account 166666666666',
    },
    {
      name: 'accounts that begin alike, by a condition',
      ...having(gives(assume, '*', when('StringLike', 'aws:ResourceAccount', '2*'))),
      says: 'accounts that it does not name',
    },
    {
      name: 'every role of the own account',
      ...having(gives(assume, ownRole('*'))),
      level: 'warning',
      says: `every role of account ${own}`,
    },
    {
      name: 'every role of an account whose name holds colons',
      ...having(gives(assume, text('arn:aws:iam::', hole('AWS::AccountId', 'account'), ':role/*'))),
      level: 'warning',
      says: 'every role of account <AWS::AccountId>',
    },
    {
      name: 'every role of another account',
      ...having(gives(assume, `arn:aws:iam::${member}:role/*`)),
      level: 'warning',
      says: member,
    },
    {
      name: 'every role of another account, in any partition',
      ...having(gives(assume, `arn:*:iam::${member}:role/*`)),
      level: 'warning',
      says: `every role of account ${member}`,
    },
    {
      name: 'every role of one of several accounts',
      ...having(
        gives(assume, [ownRole('web-*'), `arn:aws:iam::${member}:role/*`, `arn:aws:iam::${otherAccount}:role/web-*`]),
      ),
      level: 'warning',
      says: `every role of account ${member}`,
    },
    {
      name: 'every role of one of several accounts, by a condition and an ARN',
      ...having(
        gives(
          assume,
          [`arn:aws:iam::${member}:role/*`, `arn:aws:iam::${otherAccount}:role/*`],
          when('StringEquals', 'aws:ResourceAccount', [own, otherAccount]),
        ),
      ),
      level: 'warning',
      says: `every role of account ${otherAccount}`,
    },
    {
      name: 'every role of an account, where a Deny is of others',
      ...having(
        doc(
          gives(assume, `arn:aws:iam::${member}:role/*`),
          refuses(assume, '*', when('StringEquals', 'aws:ResourceAccount', [own, otherAccount])),
        ),
      ),
      level: 'warning',
      says: member,
    },
    {
      name: 'every role of an account, where a Deny is of all but others',
      ...having(
        doc(
          gives(assume, [`arn:aws:iam::${member}:role/*`, `arn:aws:iam::${otherAccount}:role/*`]),
          refuses(assume, '*', undefined, { Resource: undefined, NotResource: `arn:aws:iam::${member}:role/*` }),
        ),
      ),
      level: 'warning',
      says: member,
    },
    {
      name: 'every role of the own account, by a condition',
      ...having(gives(assume, '*', when('StringEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}'))),
      level: 'warning',
    },
    {
      name: 'every role of an account, by a condition',
      ...having(gives(assume, '*', when('StringEquals', 'aws:ResourceAccount', member))),
      level: 'warning',
      says: member,
    },
    {
      name: 'every role of the organization',
      ...having(gives(assume, '*', when('StringEquals', 'aws:ResourceOrgID', organization))),
      level: 'warning',
    },
    {
      name: 'every role of the caller’s organization',
      ...having(gives(assume, '*', when('StringEquals', 'aws:ResourceOrgID', '${aws:PrincipalOrgID}'))),
      level: 'warning',
    },
    {
      name: 'every role of an account not known yet',
      ...having(gives(assume, text('arn:aws:iam::', hole('Ref Partner'), ':role/*'))),
      level: 'warning',
    },
    { name: 'in both cases', ...having(gives(choice('IsProd', assume, 'sts:*'))) },
  ],
  unknown: [
    { name: 'a resource that a parameter gives', ...having(gives(assume, hole('Ref Role'))), because: 'Ref Role' },
    {
      name: 'a role that the caller names in the call',
      ...having(gives(assume, 'arn:aws:iam::*:role/${aws:RequestTag/role}')),
      because: 'a policy variable',
    },
    { name: 'an action that a parameter gives', ...having(gives(hole('Ref Action'))), because: 'Ref Action' },
    {
      name: 'a boundary that stands elsewhere',
      ...having(any, bounded(text(`arn:aws:iam::${own}:policy/limit`))),
      because: 'policy/limit',
    },
    { name: 'another document not known yet', ...having(any, aRole(hole('Ref Policy'))), because: 'Ref Policy' },
    {
      name: 'any role in one of two cases',
      ...having(gives(assume, choice('IsProd', ownRole('deploy'), '*'))),
      because: 'IsProd',
    },
    {
      name: 'a Deny in one of two cases',
      ...having(any, aRole(choice('IsProd', doc(refuses('*')), doc(gives('s3:*'))) as never)),
      because: 'IsProd',
    },
    {
      name: 'a Deny of a resource that a parameter gives',
      ...having(doc(any, refuses(assume, hole('Ref Role')))),
      because: 'Ref Role',
    },
    {
      name: 'roles with a tag that a pattern not known yet asks for',
      ...having(gives(assume, '*', when('StringLike', 'aws:ResourceTag/team', hole('Ref Team')))),
      because: 'Ref Team',
    },
    {
      name: 'a condition not known yet',
      ...having(gives(assume, '*', undefined, { Condition: hole('Ref Conditions') })),
      because: 'Ref Conditions',
    },
  ],
});
