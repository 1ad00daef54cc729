import type { FailRow, Row, UnknownRow } from '../../table';
import {
  allow,
  deny,
  doc,
  everybody,
  hole,
  member,
  organization,
  otherAccount,
  otherOrganization,
  own,
  text,
  vendorAccount,
  when,
} from '../../table/build';
import type { Tree } from '../../../shared/model/tree';

export const states = { Service: 'states.amazonaws.com' };
const account = 'aws:SourceAccount';
const arn = 'aws:SourceArn';
const machine = (of: string): string => `arn:aws:states:us-east-1:${of}:stateMachine:orders`;
const by = (operator: string, key: string, value: Tree): Tree => allow(states, when(operator, key, value));
const unless = (operator: string, key: string, value: Tree, principal: Tree = states): Tree =>
  doc(allow(states), deny(principal, when(operator, key, value)));
const organized = { accounts: { organization: { id: organization, accounts: [member] } } };

/** Conditions that hold a service to resources of the own accounts. */
export const pass: readonly Row[] = [
  { name: 'for resources of the own account', trust: by('StringEquals', account, own) },
  { name: 'for one resource of the own account', trust: by('ArnEquals', arn, machine(own)) },
  { name: 'for the role’s own account, by a variable', trust: by('StringEquals', account, '${aws:ResourceAccount}') },
  { name: 'for resources of the own account, in any Region', trust: by('ArnLike', arn, `arn:aws:states:*:${own}:*`) },
  {
    name: 'for resources of the own account by a text that begins with it',
    trust: by('StringLike', arn, `arn:aws:states:us-east-1:${own}:*`),
  },
  { name: 'for an account of the organization', trust: by('StringEquals', account, member), settings: organized },
  {
    name: 'for an account that is approved',
    trust: by('StringEquals', account, [own, vendorAccount]),
    settings: {
      accounts: { thirdParties: [{ account: vendorAccount, name: 'Example', externalId: 'required', reason: 'logs' }] },
    },
  },
  { name: 'for the organization', trust: by('StringEquals', 'aws:SourceOrgID', organization) },
  {
    name: 'for the configured organization',
    trust: by('StringEquals', 'aws:SourceOrgID', organization),
    settings: organized,
  },
  { name: 'for the role’s own organization', trust: by('StringEquals', 'aws:SourceOrgID', '${aws:ResourceOrgID}') },
  {
    name: 'for a unit of the organization',
    trust: by('ForAnyValue:StringLike', 'aws:SourceOrgPaths', `${organization}/r-ab12/*`),
  },
  {
    name: 'for the own account where one is named, and one always is',
    trust: by('StringEqualsIfExists', account, own),
  },
  { name: 'for an own resource where one is named', trust: by('ArnLikeIfExists', arn, `arn:aws:states:*:${own}:*`) },
  { name: 'a Deny unless for the own account', trust: unless('StringNotEquals', account, own) },
  { name: 'a Deny unless for an own resource', trust: unless('ArnNotLike', arn, `arn:aws:*:*:${own}:*`) },
  {
    name: 'a Deny unless for the organization',
    trust: unless('StringNotEqualsIfExists', 'aws:SourceOrgID', organization),
  },
  { name: 'a Deny that names everybody', trust: unless('StringNotEquals', account, own, '*') },
  { name: 'the account of the template', trust: by('StringEquals', account, text(hole('AWS::AccountId', 'account'))) },
  {
    name: 'a resource in the account of the template',
    trust: by(
      'ArnLike',
      arn,
      text('arn:aws:states:', hole('AWS::Region', 'region'), ':', hole('AWS::AccountId', 'account'), ':*'),
    ),
  },
  { name: 'a resource of the template', trust: by('ArnEquals', arn, text(hole('GetAtt Machine.Arn', 'arn'))) },
  {
    name: 'an organization not known yet, where none is configured',
    trust: by('StringEquals', 'aws:SourceOrgID', text(hole('Ref Organization'))),
  },
  { name: 'for the owner of what was sent', trust: by('StringEquals', 'aws:SourceOwner', own) },
  { name: 'other letter case', trust: by('stringequals', 'AWS:SOURCEACCOUNT', own) },
  {
    name: 'two conditions of which one holds',
    trust: allow(states, { StringEquals: { [account]: own }, ArnLike: { [arn]: '*:*:*:*:*:*' } }),
  },
];

/** Conditions that somebody else’s resource meets. */
export const fail: readonly FailRow[] = [
  {
    name: 'a service that acts for anybody',
    trust: allow(states),
    gets: { type: 'Service', context: { [account]: '666666666666' } },
  },
  {
    name: 'for somebody else’s account',
    trust: by('StringEquals', account, otherAccount),
    gets: { context: { [account]: otherAccount } },
  },
  { name: 'for somebody else’s account beside the own', trust: by('StringEquals', account, [own, otherAccount]) },
  {
    name: 'for somebody else’s resource',
    trust: by('ArnEquals', arn, machine(otherAccount)),
    gets: { context: { [arn]: machine(otherAccount) } },
  },
  { name: 'for resources of any account', trust: by('ArnLike', arn, 'arn:aws:states:*:*:*') },
  { name: 'for a resource with the account number somewhere', trust: by('StringLike', arn, `*${own}*`) },
  {
    name: 'for a resource with the account number behind a star',
    trust: by('StringLike', arn, `arn:aws:states:*:${own}:*`),
  },
  { name: 'for somebody else’s message', trust: by('StringEquals', 'aws:SourceOwner', otherAccount) },
  { name: 'for a bucket, whose ARN tells no account', trust: by('ArnEquals', arn, 'arn:aws:s3:::reports') },
  { name: 'for whatever account is named', trust: by('StringLike', account, '*') },
  {
    name: 'for the account that is named, whichever it is',
    trust: by('StringEquals', account, '${aws:SourceAccount}'),
  },
  {
    name: 'for a resource of the account that is named, whichever it is',
    trust: by('ArnLike', arn, 'arn:aws:states:*:${aws:SourceAccount}:*'),
  },
  { name: 'for accounts of a pattern', trust: by('StringLike', account, '1111*') },
  { name: 'an account must be named', trust: by('Null', account, 'false') },
  { name: 'for every account but one', trust: by('StringNotEquals', account, otherAccount) },
  {
    name: 'for the organization where one is named: an account may be in none',
    trust: by('StringEqualsIfExists', 'aws:SourceOrgID', organization),
    gets: { without: ['aws:SourceOrgID'] },
  },
  {
    name: 'for units of the organization, whichever are sent',
    trust: by('ForAllValues:StringLike', 'aws:SourceOrgPaths', `${organization}/*`),
  },
  {
    name: 'for somebody else’s organization',
    trust: by('StringEquals', 'aws:SourceOrgID', otherOrganization),
    settings: organized,
  },
  {
    name: 'for a unit whose organization is open',
    trust: by('ForAnyValue:StringLike', 'aws:SourceOrgPaths', '*/r-ab12/*'),
  },
  { name: 'a Deny of one account', trust: unless('StringEquals', account, otherAccount) },
  {
    name: 'a Deny for other callers',
    trust: unless('StringNotEquals', account, own, { Service: 'glue.amazonaws.com' }),
  },
  {
    name: 'a Deny with a way out',
    trust: doc(allow(states), deny(states, { StringNotEquals: { [account]: own, 'sts:ExternalId': 'a-known-value' } })),
  },
  {
    name: 'a second statement without a condition',
    trust: doc(by('StringEquals', account, own), allow(states)),
    at: '/Statement/1',
  },
  {
    name: 'with an external ID, which says nothing of the source',
    trust: by('StringEquals', 'sts:ExternalId', 'orders-2f9c'),
  },
  { name: 'every action', trust: allow(states, undefined, { Action: 'sts:*' }) },
  {
    name: 'any account of the world in the place of the number',
    trust: by('ArnLike', arn, text('arn:aws:states:', hole('AWS::Region', 'region'), ':*:stateMachine:*')),
  },
  {
    name: 'an account that a list of vendors knows, where nothing tells the own one',
    trust: by('StringEquals', account, '464622532012'),
    owner: {},
    settings: { accounts: { own: [] } },
  },
];

export const unknown: readonly UnknownRow[] = [
  {
    name: 'an account not known yet',
    trust: by('StringEquals', account, text(hole('Ref Account'))),
    because: 'Ref Account',
  },
  {
    name: 'a resource of an account not known yet',
    trust: by('ArnLike', arn, text('arn:aws:states:*:', hole('Ref Account'), ':stateMachine:*')),
    because: 'Ref Account',
  },
  { name: 'a resource not known yet', trust: by('ArnEquals', arn, text(hole('Ref Source'))), because: 'Ref Source' },
  {
    name: 'an organization not known yet beside the configured one',
    trust: by('StringEquals', 'aws:SourceOrgID', text(hole('Ref Organization'))),
    settings: organized,
    because: 'Ref Organization',
  },
  {
    name: 'an account of which nothing tells whose it is',
    trust: by('StringEquals', account, otherAccount),
    owner: {},
    settings: { accounts: { own: [] } },
    because: 'accounts.own',
  },
  {
    name: 'a condition not known yet',
    trust: allow(states, undefined, { Condition: text(hole('Ref Conditions')) }),
    because: 'Ref Conditions',
  },
  {
    name: 'a Deny by an account not known yet, for everybody',
    trust: doc(
      allow(states),
      deny(everybody, when('StringNotEquals', account, own)),
      deny(states, when('StringNotEquals', account, text(hole('Ref Account')))),
    ),
    because: 'Ref Account',
  },
];
