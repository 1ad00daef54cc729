import type { FailRow, Row, UnknownRow } from '../../table';
import { allow, everybody, hole, organization, otherOrganization, own, text, when } from '../../table/build';
import type { Tree } from '../../../shared/model/tree';

const single = (operator: string, key: string, value: Tree, principal: Tree = everybody): Tree =>
  allow(principal, when(operator, key, value));
const set = { Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'] };

/** Keys that say who calls, with the value fixed. */
export const pass: readonly Row[] = [
  {
    name: 'the role’s own organization, by a variable',
    trust: single('StringEquals', 'aws:PrincipalOrgID', '${aws:ResourceOrgID}'),
  },
  {
    name: 'the organization under other letter case of the key',
    trust: single('StringEquals', 'AWS:principalorgid', organization),
  },
  {
    name: 'one of two organizations',
    trust: single('StringEquals', 'aws:PrincipalOrgID', [organization, otherOrganization]),
  },
  {
    name: 'an organizational unit',
    trust: single('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${organization}/r-ab12/ou-ab12-11111111/*`),
  },
  {
    name: 'everything of one organization',
    trust: single('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${organization}/*`),
  },
  { name: 'an account', trust: single('StringEquals', 'aws:PrincipalAccount', own) },
  { name: 'an account as a number', trust: single('StringEquals', 'aws:PrincipalAccount', Number(own)) },
  {
    name: 'the role’s own account, by a variable',
    trust: single('StringEquals', 'aws:PrincipalAccount', '${aws:ResourceAccount}'),
  },
  { name: 'a role by its ARN', trust: single('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${own}:role/Deploy`) },
  {
    name: 'roles of an account by a pattern of ARNs',
    trust: single('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${own}:role/*`),
  },
  {
    name: 'an account inside an ARN pattern, its other parts open',
    trust: single('ArnLike', 'aws:PrincipalArn', `arn:*:iam::${own}:*`),
  },
  {
    name: 'a text pattern with all up to the account fixed',
    trust: single('StringLike', 'aws:PrincipalArn', `arn:aws:iam::${own}:*`),
  },
  { name: 'the root user of an account', trust: single('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${own}:root`) },
  { name: 'a user by its id', trust: single('StringEquals', 'aws:userid', 'AIDAABCDEFGHIJKLMNOPQ') },
  { name: 'sessions of one role by its id', trust: single('StringLike', 'aws:userid', 'AROAABCDEFGHIJKLMNOPQ:*') },
  { name: 'services acting for an account', trust: single('StringEquals', 'aws:SourceAccount', own) },
  {
    name: 'accounts that a pattern leaves, of which the one is of the organization',
    trust: allow(everybody, {
      StringLike: { 'aws:PrincipalAccount': '44445555666?' },
      StringNotLike: { 'aws:PrincipalAccount': [...'012345789'].map((last) => `4444555?666${last}`) },
    }),
    settings: { accounts: { organization: { accounts: ['444455556666'] } } },
  },
  { name: 'services acting for an account, by the older name', trust: single('StringEquals', 'aws:SourceOwner', own) },
  { name: 'services acting for an organization', trust: single('StringEquals', 'aws:SourceOrgID', organization) },
  {
    name: 'services acting for an organizational unit',
    trust: single('ForAnyValue:StringLike', 'aws:SourceOrgPaths', `${organization}/*`),
  },
  { name: 'services acting for a resource', trust: single('ArnLike', 'aws:SourceArn', `arn:aws:logs:*:${own}:*`) },
  { name: 'anybody acting for an account', trust: single('StringEquals', 'aws:SourceAccount', own, '*') },
  { name: 'anybody acting for an organization', trust: single('StringEquals', 'aws:SourceOrgID', organization, '*') },
  {
    name: 'anybody acting for a resource of an account',
    trust: single('ArnLike', 'aws:SourceArn', `arn:aws:logs:*:${own}:*`, '*'),
  },
  { name: 'a service by a condition', trust: single('StringEquals', 'aws:PrincipalServiceName', 'ec2.amazonaws.com') },
  {
    name: 'anybody who is one service',
    trust: single('StringEquals', 'aws:PrincipalServiceName', 'ec2.amazonaws.com', '*'),
  },
  {
    name: 'a service by one of its names',
    trust: single('ForAnyValue:StringEquals', 'aws:PrincipalServiceNamesList', 'ec2.amazonaws.com'),
  },
  { name: 'a key that AssumeRole never has', trust: single('NumericLessThanEquals', 'sts:DurationSeconds', 3600) },
  {
    name: 'a key of SAML calls alone',
    trust: single('StringEquals', 'saml:aud', 'https://signin.aws.amazon.com/saml'),
  },
  { name: 'a key of web identity calls alone', trust: single('Bool', 'sts:RoleAuthorizedByIdp', true) },
  { name: 'a source identity that nobody may set', trust: single('StringLike', 'sts:SourceIdentity', '*') },
  { name: 'a tag that nobody may pass', trust: single('StringEquals', 'aws:RequestTag/team', 'core') },
  { name: 'tag keys that nobody may pass', trust: single('ForAnyValue:StringEquals', 'aws:TagKeys', 'team') },
  {
    name: 'an organization not known yet, where none is configured',
    trust: single('StringEquals', 'aws:PrincipalOrgID', text(hole('Ref Organization'))),
  },
  {
    name: 'an account not known yet',
    trust: single('StringEquals', 'aws:PrincipalAccount', text(hole('Ref Partner'))),
  },
  {
    name: 'an account not known yet inside an ARN',
    trust: single('ArnLike', 'aws:PrincipalArn', text('arn:aws:iam::', hole('Ref Partner'), ':role/*')),
  },
  {
    name: 'the ARN of another resource',
    trust: single('StringEquals', 'aws:PrincipalArn', text(hole('GetAtt Deploy.Arn', 'arn'))),
  },
];

/** Keys that say how somebody calls, or that the caller fills, and values that leave the account open. */
export const fail: readonly FailRow[] = [
  { name: 'an external ID', trust: single('StringEquals', 'sts:ExternalId', 'a-very-agreed-id') },
  { name: 'a session name', trust: single('StringEquals', 'sts:RoleSessionName', 'deployment') },
  { name: 'the own user name as session name', trust: single('StringLike', 'sts:RoleSessionName', '${aws:username}') },
  {
    name: 'a source identity',
    trust: allow(everybody, when('StringEquals', 'sts:SourceIdentity', 'ann.example'), set),
    gets: { actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'] },
  },
  { name: 'an earlier source identity', trust: single('StringEquals', 'aws:SourceIdentity', 'ann.example') },
  { name: 'a user name', trust: single('StringEquals', 'aws:username', 'ann') },
  { name: 'a tag of the caller', trust: single('StringEquals', 'aws:PrincipalTag/team', 'core') },
  { name: 'a sort of caller: users', trust: single('StringEquals', 'aws:PrincipalType', 'User') },
  { name: 'a sort of caller: sessions', trust: single('StringEquals', 'aws:PrincipalType', 'AssumedRole') },
  {
    name: 'a session tag',
    trust: allow(everybody, when('StringEquals', 'aws:RequestTag/team', 'core'), set),
    gets: { actions: ['sts:AssumeRole', 'sts:TagSession'] },
  },
  {
    name: 'keys of session tags',
    trust: allow(everybody, when('ForAnyValue:StringEquals', 'aws:TagKeys', 'team'), set),
  },
  {
    name: 'keys of transitive tags',
    trust: allow(everybody, when('ForAnyValue:StringEquals', 'sts:TransitiveTagKeys', 'team'), set),
  },
  { name: 'MFA', trust: single('Bool', 'aws:MultiFactorAuthPresent', true) },
  { name: 'MFA or none', trust: single('Bool', 'aws:MultiFactorAuthPresent', [true, false]) },
  { name: 'recent MFA', trust: single('NumericLessThan', 'aws:MultiFactorAuthAge', 3600) },
  { name: 'no forwarded call', trust: single('Bool', 'aws:ViaAWSService', 'false') },
  {
    name: 'a forwarded call',
    trust: single('ForAnyValue:StringEquals', 'aws:CalledVia', 'cloudformation.amazonaws.com'),
  },
  { name: 'addresses', trust: single('IpAddress', 'aws:SourceIp', '203.0.113.0/24') },
  { name: 'one address', trust: single('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '203.0.113.7']) },
  { name: 'addresses of version 6', trust: single('IpAddress', 'aws:SourceIp', '2001:db8::/32') },
  { name: 'all but some addresses', trust: single('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24') },
  { name: 'private addresses in a network', trust: single('IpAddress', 'aws:VpcSourceIp', '10.0.0.0/8') },
  { name: 'a network', trust: single('StringEquals', 'aws:SourceVpc', 'vpc-0123456789abcdef0') },
  { name: 'an endpoint', trust: single('StringEquals', 'aws:SourceVpce', 'vpce-0123456789abcdef0') },
  { name: 'a network by its ARN', trust: single('ArnLike', 'aws:SourceVpcArn', `arn:aws:ec2:*:${own}:vpc/*`) },
  { name: 'the account of an endpoint', trust: single('StringEquals', 'aws:VpceAccount', own) },
  { name: 'the organization of an endpoint', trust: single('StringEquals', 'aws:VpceOrgID', organization) },
  { name: 'the unit of an endpoint', trust: single('ForAnyValue:StringLike', 'aws:VpceOrgPaths', `${organization}/*`) },
  { name: 'a time to come', trust: single('DateLessThan', 'aws:CurrentTime', '2099-01-01T00:00:00Z') },
  { name: 'from some day on', trust: single('DateGreaterThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z') },
  { name: 'from a second on', trust: single('NumericGreaterThan', 'aws:EpochTime', 1577836800) },
  {
    name: 'the time that credentials were made',
    trust: single('DateGreaterThan', 'aws:TokenIssueTime', '2020-01-01T00:00:00Z'),
  },
  { name: 'a Region', trust: single('StringEquals', 'aws:RequestedRegion', 'eu-west-1') },
  { name: 'TLS', trust: single('Bool', 'aws:SecureTransport', 'true') },
  { name: 'a user agent', trust: single('StringLike', 'aws:UserAgent', 'our-tool/*') },
  { name: 'a referer', trust: single('StringLike', 'aws:Referer', 'https://example.com/*') },
  {
    name: 'the name of an identity provider',
    trust: single('StringLike', 'aws:FederatedProvider', 'arn:aws:iam::*:saml-provider/corp'),
  },
  { name: 'a tag of the role', trust: single('StringEquals', 'aws:ResourceTag/stage', 'prod') },
  { name: 'a tag of the role, by its older name', trust: single('StringEquals', 'iam:ResourceTag/stage', 'prod') },
  { name: 'the account of the role', trust: single('StringEquals', 'aws:ResourceAccount', own) },
  { name: 'no root session', trust: single('BoolIfExists', 'aws:AssumedRoot', false) },
  { name: 'no service', trust: single('Bool', 'aws:PrincipalIsAWSService', false) },
  { name: 'any service', trust: single('Bool', 'aws:PrincipalIsAWSService', true, '*'), gets: { type: 'Service' } },
  {
    name: 'any service, by the narrower star',
    trust: single('Bool', 'aws:PrincipalIsAWSService', true),
    gets: { type: 'Service' },
  },
  {
    name: 'services acting for a bucket, whose ARN has no account',
    trust: single('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::reports', '*'),
    gets: { type: 'Service' },
  },
  {
    name: 'services acting for any account, by the older name',
    trust: single('StringLike', 'aws:SourceOwner', '*', '*'),
    gets: { type: 'Service' },
  },
  {
    name: 'services acting for any organization',
    trust: single('StringLike', 'aws:SourceOrgID', 'o-*', '*'),
    gets: { type: 'Service' },
  },
  {
    name: 'services acting for any organizational unit',
    trust: single('ForAnyValue:StringLike', 'aws:SourceOrgPaths', 'o-*/r-*', '*'),
    gets: { type: 'Service' },
  },
  {
    name: 'services acting for any account',
    trust: single('ArnLike', 'aws:SourceArn', 'arn:aws:logs:*:*:*', '*'),
    gets: { type: 'Service' },
  },
  {
    name: 'a limit on a key that AssumeRole never has, if it is there',
    trust: single('NumericLessThanEqualsIfExists', 'sts:DurationSeconds', 3600),
  },
  {
    name: 'a misspelt key that must differ',
    trust: single('StringNotEquals', 'aws:PrincipleOrgID', otherOrganization),
  },
  { name: 'a misspelt key, if it is there', trust: single('StringEqualsIfExists', 'aws:PrincipleOrgID', organization) },
  { name: 'an organization by the form of its id', trust: single('StringLike', 'aws:PrincipalOrgID', 'o-*') },
  { name: 'an organization by the beginning of its id', trust: single('StringLike', 'aws:PrincipalOrgID', 'o-a1b2*') },
  { name: 'any organization', trust: single('StringLike', 'aws:PrincipalOrgID', '?*') },
  { name: 'one organization or any', trust: single('StringLike', 'aws:PrincipalOrgID', [organization, '*']) },
  {
    name: 'an organization that is the caller’s own',
    trust: single('StringEquals', 'aws:PrincipalOrgID', '${aws:PrincipalOrgID}'),
  },
  {
    name: 'a unit id without its organization',
    trust: single('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', '*/ou-ab12-11111111/*'),
  },
  { name: 'a unit without a set operator', trust: single('StringLike', 'aws:PrincipalOrgPaths', `${organization}/*`) },
  {
    name: 'all units, of which there may be none',
    trust: single('ForAllValues:StringLike', 'aws:PrincipalOrgPaths', `${organization}/*`),
  },
  {
    name: 'an account that is the caller’s own',
    trust: single('StringEquals', 'aws:PrincipalAccount', '${aws:PrincipalAccount}'),
  },
  { name: 'a source, whichever', trust: single('StringLike', 'aws:SourceArn', '*') },
  { name: 'a source that must be there', trust: single('Null', 'aws:SourceArn', 'false') },
  { name: 'a source account, whichever', trust: single('StringLike', 'aws:SourceAccount', '*') },
  {
    name: 'a source whose ARN holds the own account somewhere',
    trust: single('StringLike', 'aws:SourceArn', `*:${own}:*`),
  },
  { name: 'a call by way of a service', trust: single('Bool', 'aws:ViaAWSService', 'true') },
  {
    name: 'an account that the caller writes into its tag',
    trust: single('StringEquals', 'aws:PrincipalAccount', '${aws:PrincipalTag/home}'),
  },
  {
    name: 'an organization that a tag may name, with a default',
    trust: single('StringEquals', 'aws:PrincipalOrgID', `\${aws:PrincipalTag/org, '${organization}'}`),
    gets: { type: 'AWS' },
  },
  { name: 'a role name in any account', trust: single('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/Deploy') },
  {
    name: 'a role name in the caller’s own account',
    trust: single('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::${aws:PrincipalAccount}:role/Deploy'),
  },
  {
    name: 'a role name in any account, as text',
    trust: single('StringLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/Deploy'),
  },
  { name: 'a text pattern that a path can hold', trust: single('StringLike', 'aws:PrincipalArn', `*:${own}:*`) },
  {
    name: 'an account number anywhere in the ARN',
    trust: single('StringLike', 'aws:PrincipalArn', `arn:aws:iam::*${own}*`),
  },
  { name: 'a session name in the user id', trust: single('StringLike', 'aws:userid', '*:deployment') },
  { name: 'the form of a role’s id', trust: single('StringLike', 'aws:userid', 'AROA*:*') },
  {
    name: 'two keys that the caller fills',
    trust: allow(everybody, { StringEquals: { 'sts:ExternalId': 'agreed-id', 'aws:PrincipalTag/team': 'core' } }),
  },
];

export const unknown: readonly UnknownRow[] = [
  {
    name: 'the account of the role, which the template does not know',
    trust: single('StringEquals', 'aws:ResourceAccount', own),
    owner: { account: text(hole('AWS::AccountId', 'account')) },
    because: 'AWS::AccountId',
  },
  {
    name: 'a pattern of organizations not known yet',
    trust: single('StringLike', 'aws:PrincipalOrgID', text(hole('Ref Pattern'))),
    because: 'Ref Pattern',
  },
  {
    name: 'an organization not known yet, where one is configured',
    trust: single('StringEquals', 'aws:PrincipalOrgID', text(hole('Ref Organization'))),
    settings: { accounts: { organization: { id: organization } } },
    because: 'Ref Organization',
  },
  {
    name: 'a pattern of ARNs not known yet',
    trust: single('ArnLike', 'aws:PrincipalArn', text(hole('Ref Pattern'))),
    because: 'Ref Pattern',
  },
  {
    name: 'an ARN not known yet, which Arn operators take for a pattern',
    trust: single('ArnEquals', 'aws:PrincipalArn', text(hole('Ref Caller'))),
    because: 'Ref Caller',
  },
  {
    name: 'an operator’s keys not known yet',
    trust: allow(everybody, { StringEquals: text(hole('Ref Keys')) }),
    because: 'Ref Keys',
  },
  {
    name: 'conditions not known yet',
    trust: allow(everybody, undefined, { Condition: text(hole('Ref Conditions')) }),
    because: 'Ref Conditions',
  },
];
