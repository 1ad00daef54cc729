import type { FailRow, Row, UnknownRow } from '../../table';
import {
  account,
  allow,
  deny,
  doc,
  everybody,
  hole,
  iam,
  member,
  organization,
  otherAccount,
  own,
  ourselves,
  text,
  vendor,
  vendorAccount,
  when,
} from '../../table/build';

const key = 'sts:ExternalId';
const agreed = when('StringEquals', key, 'payments-7f3c');
const inOrganization = { accounts: { organization: { id: organization, accounts: [member] } } };
const datadog = '464622532012';
const unowned = { accounts: { own: [] } };

/** Callers of whom no external ID is asked. */
export const pass: readonly Row[] = [
  { name: 'the own account', trust: allow(ourselves) },
  {
    name: 'a vendor with its ID beside everybody, which another rule says',
    trust: doc(allow(vendor, agreed), allow(everybody)),
  },
  {
    name: 'a role of the own account in another partition',
    trust: allow({ AWS: `arn:aws-cn:iam::${own}:role/Deploy` }),
  },
  { name: 'the own account, as the template knows it', trust: allow(account(hole('AWS::AccountId', 'account'))) },
  {
    name: 'a second account of ours',
    trust: allow(account(otherAccount)),
    settings: { accounts: { own: [own, otherAccount] } },
  },
  { name: 'an account of the organization', trust: allow(account(member)), settings: inOrganization },
  {
    name: 'whoever it is, in our organization',
    trust: allow(vendor, when('StringEquals', 'aws:PrincipalOrgID', organization)),
    settings: inOrganization,
  },
  { name: 'a service', trust: allow({ Service: 'ec2.amazonaws.com' }) },
  {
    name: 'a service with an ID by its own custom',
    trust: allow({ Service: 'elasticbeanstalk.amazonaws.com' }, when('StringEquals', key, 'elasticbeanstalk')),
  },
  {
    name: 'a SAML provider',
    trust: allow({ Federated: `arn:aws:iam::${own}:saml-provider/corp` }, undefined, {
      Action: 'sts:AssumeRoleWithSAML',
    }),
  },
  {
    name: 'a web identity provider',
    trust: allow({ Federated: 'cognito-identity.amazonaws.com' }, undefined, {
      Action: 'sts:AssumeRoleWithWebIdentity',
    }),
  },
  { name: 'everybody, which is one finding of another rule', trust: allow(everybody) },
  { name: 'the vendor may pass tags only', trust: allow(vendor, undefined, { Action: 'sts:TagSession' }) },
  {
    name: 'the vendor may do all but assume the role',
    trust: allow(vendor, undefined, { Action: undefined, NotAction: 'sts:AssumeRole' }),
  },
  { name: 'the vendor is kept out', trust: doc(allow({ AWS: [own, vendorAccount] }), deny(vendor)) },
  {
    name: 'the vendor is kept out by its account',
    trust: doc(
      allow({ AWS: [own, vendorAccount] }),
      deny(everybody, when('StringNotEquals', 'aws:PrincipalAccount', own)),
    ),
  },
];

export const fail: readonly FailRow[] = [
  {
    name: 'a role of a vendor, with an ID that fits a pattern',
    trust: allow(iam(vendorAccount, 'role/Agent'), when('StringLike', key, 'payments-*')),
    level: 'warning',
  },
  {
    name: 'a user of a vendor, with an ID that fits a pattern',
    trust: allow(iam(vendorAccount, 'user/agent'), when('StringLike', key, 'payments-*')),
    level: 'warning',
  },
  {
    name: 'a vendor of another organization, with an ID that fits a pattern',
    trust: allow(vendor, {
      StringLike: { [key]: 'payments-*' },
      StringEquals: { 'aws:PrincipalOrgID': 'o-zzzz9999yy' },
    }),
    settings: inOrganization,
    level: 'warning',
  },
  { name: 'an account by its number', trust: allow({ AWS: vendorAccount }), gets: { account: vendorAccount } },
  {
    name: 'a role',
    trust: allow(iam(vendorAccount, 'role/vendor/Reader')),
    gets: { account: vendorAccount, type: 'AWS' },
  },
  { name: 'a user', trust: allow(iam(vendorAccount, 'user/reader')), gets: { account: vendorAccount } },
  {
    name: 'one session of a role',
    trust: allow({ AWS: `arn:aws:sts::${vendorAccount}:assumed-role/Reader/run` }),
    gets: { account: vendorAccount },
  },
  {
    name: 'a federated user',
    trust: allow({ AWS: `arn:aws:sts::${vendorAccount}:federated-user/reader` }),
    gets: { account: vendorAccount },
  },
  {
    name: 'the vendor beside the own account',
    trust: allow({ AWS: [own, vendorAccount] }),
    gets: { account: vendorAccount },
  },
  { name: 'two vendors', trust: allow({ AWS: [otherAccount, vendorAccount] }), at: ['/Statement/0', '/Statement/0'] },
  {
    name: 'the vendor by a condition on the account',
    trust: allow(everybody, when('StringEquals', 'aws:PrincipalAccount', vendorAccount)),
    gets: { account: vendorAccount },
  },
  {
    name: 'the vendor by a condition on the ARN',
    trust: allow(everybody, when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${vendorAccount}:role/*`)),
    gets: { account: vendorAccount },
  },
  { name: 'every STS action', trust: allow(vendor, undefined, { Action: 'sts:*' }), gets: { account: vendorAccount } },
  { name: 'every action but one', trust: allow(vendor, undefined, { Action: undefined, NotAction: 'sts:TagSession' }) },
  { name: 'a known vendor is named', trust: allow(account(datadog)), says: `account ${datadog} (Datadog)` },
  {
    name: 'a known vendor, even where the own account is not known',
    trust: allow(account(datadog)),
    owner: {},
    settings: unowned,
    says: 'Datadog',
  },
  {
    name: 'a third party whose approval has run out',
    trust: allow(vendor),
    settings: {
      accounts: {
        thirdParties: [{ account: vendorAccount, name: 'Gone', externalId: 'not-supported', expires: '2020-01-31' }],
      },
    },
  },
  {
    name: 'an account of the organization, and the vendor',
    trust: doc(allow(account(member)), allow(vendor)),
    settings: inOrganization,
    at: '/Statement/1',
  },
  {
    name: 'another company with an agreed ID, and one without',
    trust: doc(allow(account(otherAccount), agreed), allow(vendor)),
    at: '/Statement/1',
  },
];

export const unknown: readonly UnknownRow[] = [
  { name: 'an account not known yet', trust: allow(account(hole('Ref Partner'))), because: 'Ref Partner' },
  {
    name: 'an account not known yet, by its number',
    trust: allow({ AWS: text(hole('Ref Partner', 'account')) }),
    because: 'Ref Partner',
  },
  { name: 'a principal not known yet', trust: allow({ AWS: text(hole('Ref Trusted')) }), because: 'Ref Trusted' },
  {
    name: 'the ARN of something else',
    trust: allow({ AWS: text(hole('ImportValue Caller', 'arn')) }),
    because: 'ImportValue Caller',
  },
  {
    name: 'a principal that was deleted',
    trust: allow({ AWS: 'AROAABCDEFGHIJKLMNOPQ' }),
    because: 'AROAABCDEFGHIJKLMNOPQ',
  },
  {
    name: 'an account while the own one is not known',
    trust: allow(vendor),
    owner: {},
    settings: unowned,
    because: 'set accounts.own',
  },
  {
    name: 'an account not known yet, by a condition',
    trust: allow(everybody, when('StringEquals', 'aws:PrincipalAccount', text(hole('Ref Partner')))),
    because: 'Ref Partner',
  },
];
