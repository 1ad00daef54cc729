import { trustedAccount } from '../../shared/rules/trusted-account';
import { table } from '../table';
import {
  account,
  allow,
  choice,
  deny,
  doc,
  everybody,
  hole,
  iam,
  member,
  organization,
  otherAccount,
  otherOrganization,
  own,
  ourselves,
  text,
  vendor,
  vendorAccount,
  when,
} from '../table/build';

const party = (expires?: string): object => ({
  account: vendorAccount,
  name: 'Example Vendor',
  externalId: 'required',
  ...(expires !== undefined && { expires }),
});
const listed = {
  accounts: { organization: { id: organization, accounts: [member] }, thirdParties: [party('2099-12-31')] },
};
const unlisted = { accounts: { organization: { accounts: [] }, thirdParties: [] } };
const org = (operator: string, value: string) => when(operator, 'aws:PrincipalOrgID', value);
const by = (operator: string, key: string, value: string) => allow(everybody, when(operator, key, value));
const saml = { Action: 'sts:AssumeRoleWithSAML' };
const webIdentity = { Action: 'sts:AssumeRoleWithWebIdentity' };

export default table(trustedAccount, {
  settings: listed,
  pass: [
    { name: 'an approved vendor', trust: allow(vendor) },
    { name: 'the own account', trust: allow(ourselves) },
    { name: 'the own account in another partition', trust: allow({ AWS: `arn:aws-us-gov:iam::${own}:root` }) },
    { name: 'the own account, as the template knows it', trust: allow(account(hole('AWS::AccountId', 'account'))) },
    { name: 'an account of the organization', trust: allow(account(member)) },
    { name: 'a role of an account of the organization', trust: allow(iam(member, 'role/ci/Deploy')) },
    {
      name: 'another account, if it is in our organization',
      trust: allow(account(otherAccount), org('StringEquals', organization)),
    },
    { name: 'everybody in our organization', trust: allow(everybody, org('StringEquals', organization)) },
    {
      name: 'everybody in our organization, by a variable',
      trust: allow(everybody, org('StringEquals', '${aws:ResourceOrgID}')),
    },
    {
      name: 'everybody in the own account',
      trust: by('StringEquals', 'aws:PrincipalAccount', '${aws:ResourceAccount}'),
    },
    { name: 'a service', trust: allow({ Service: 'ec2.amazonaws.com' }) },
    {
      name: 'a provider of the own account',
      trust: allow({ Federated: `arn:aws:iam::${own}:oidc-provider/gitlab.com` }, undefined, webIdentity),
    },
    {
      name: 'a SAML provider of the own account',
      trust: allow({ Federated: `arn:aws:iam::${own}:saml-provider/corp` }, undefined, saml),
    },
    { name: 'every SAML provider, which another rule says', trust: allow({ Federated: '*' }, undefined, saml) },
    {
      name: 'every web identity provider, which another rule says',
      trust: allow({ Federated: '*' }, undefined, webIdentity),
    },
    {
      name: 'accounts that a pattern leaves, of which the one is of the organization',
      trust: allow(everybody, {
        StringLike: { 'aws:PrincipalAccount': '44445555666?' },
        StringNotLike: { 'aws:PrincipalAccount': [...'012345789'].map((last) => `4444555?666${last}`) },
      }),
      settings: { accounts: { organization: { accounts: ['444455556666'] } } },
    },
    { name: 'a built-in provider', trust: allow({ Federated: 'accounts.google.com' }, undefined, webIdentity) },
    {
      name: 'another account that is kept out',
      trust: doc(allow({ AWS: [own, otherAccount] }), deny(account(otherAccount))),
    },
    {
      name: 'another account that is kept out with everybody outside the organization',
      trust: doc(allow(account(otherAccount)), deny(everybody, org('StringNotEquals', organization))),
    },
    {
      name: 'another account that may pass tags only',
      trust: allow(account(otherAccount), undefined, { Action: 'sts:TagSession' }),
    },
    {
      name: 'a role of ours by its ARN',
      trust: allow({ AWS: text('arn:', hole('AWS::Partition', 'partition'), `:iam::${own}:role/Deploy`) }),
    },
  ],
  fail: [
    {
      name: 'an account that nobody has approved',
      trust: allow(account(otherAccount)),
      level: 'error',
      gets: { account: otherAccount },
      says: `account ${otherAccount} can assume this role and is not approved`,
    },
    { name: 'the same by its number', trust: allow({ AWS: otherAccount }), gets: { account: otherAccount } },
    { name: 'a role of it', trust: allow(iam(otherAccount, 'role/Reader')), gets: { account: otherAccount } },
    { name: 'a user of it', trust: allow(iam(otherAccount, 'user/reader')), gets: { account: otherAccount } },
    {
      name: 'a session of it',
      trust: allow({ AWS: `arn:aws:sts::${otherAccount}:assumed-role/Reader/run` }),
      gets: { account: otherAccount },
    },
    {
      name: 'an external ID does not approve',
      trust: allow(account(otherAccount), when('StringEquals', 'sts:ExternalId', 'payments-7f3c')),
      gets: { account: otherAccount },
    },
    {
      name: 'two of them',
      trust: allow({ AWS: [otherAccount, '666655554444'] }),
      at: ['/Statement/0', '/Statement/0'],
    },
    {
      name: 'one of them beside an approved one',
      trust: doc(allow(vendor), allow({ AWS: [own, otherAccount] })),
      at: '/Statement/1',
      gets: { account: otherAccount },
    },
    {
      name: 'by a condition on the account',
      trust: by('StringEquals', 'aws:PrincipalAccount', otherAccount),
      gets: { account: otherAccount },
    },
    {
      name: 'by a condition on the ARN',
      trust: by('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${otherAccount}:role/*`),
      gets: { account: otherAccount },
    },
    { name: 'everybody', trust: allow(everybody) },
    {
      name: 'another organization',
      trust: allow(everybody, org('StringEquals', otherOrganization)),
      gets: { context: { 'aws:PrincipalOrgID': otherOrganization } },
    },
    {
      name: 'another account, if it is in its organization',
      trust: allow(account(otherAccount), org('StringEquals', otherOrganization)),
      gets: { account: otherAccount },
    },
    {
      name: 'our organization, if the caller has any',
      trust: allow(account(otherAccount), org('StringEqualsIfExists', organization)),
      gets: { account: otherAccount },
    },
    {
      name: 'a Deny of those outside the organization, with an escape hatch',
      trust: doc(
        allow(account(otherAccount)),
        deny(everybody, { ...org('StringNotEquals', organization), ...when('Null', 'sts:ExternalId', true) }),
      ),
      gets: { account: otherAccount },
    },
    {
      name: 'a vendor whose approval has run out',
      trust: allow(vendor),
      settings: { accounts: { thirdParties: [party('2020-01-31')] } },
      gets: { account: vendorAccount },
    },
    { name: 'without a list of accounts it is a warning', trust: allow(vendor), settings: unlisted, level: 'warning' },
    {
      name: 'a SAML provider of another account',
      trust: allow({ Federated: `arn:aws:iam::${otherAccount}:saml-provider/corp` }, undefined, saml),
      level: 'warning',
      says: 'whoever logs in through',
    },
    {
      name: 'an identity provider of another account',
      trust: allow({ Federated: `arn:aws:iam::${otherAccount}:oidc-provider/gitlab.com` }, undefined, webIdentity),
      level: 'warning',
    },
  ],
  unknown: [
    { name: 'an account not known yet', trust: allow(account(hole('Ref Partner'))), because: 'Ref Partner' },
    {
      name: 'an account not known yet, by a condition',
      trust: allow(everybody, when('StringEquals', 'aws:PrincipalAccount', text(hole('Ref Partner')))),
      because: 'Ref Partner',
    },
    { name: 'a principal not known yet', trust: allow({ AWS: text(hole('Ref Trusted')) }), because: 'Ref Trusted' },
    {
      name: 'a principal that was deleted',
      trust: allow({ AWS: 'AIDAABCDEFGHIJKLMNOPQ' }),
      because: 'AIDAABCDEFGHIJKLMNOPQ',
    },
    {
      name: 'an account in one of two cases',
      trust: allow({ AWS: choice('IsProd', own, otherAccount) }),
      because: 'IsProd',
    },
    {
      name: 'an account while the own one is not known',
      trust: allow(vendor),
      owner: {},
      settings: { accounts: { own: [], ...unlisted.accounts } },
      because: 'set accounts.own',
    },
    {
      name: 'an organization not known yet, where one is configured',
      trust: allow(account(otherAccount), { StringEquals: { 'aws:PrincipalOrgID': text(hole('Ref Organization')) } }),
      because: 'Ref Organization',
    },
  ],
});
