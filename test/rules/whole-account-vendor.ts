import { wholeAccountVendor } from '../../shared/rules/whole-account-vendor';
import { table } from '../table';
import {
  account,
  allow,
  arn,
  choice,
  deny,
  doc,
  everybody,
  hole,
  iam,
  member,
  ourselves,
  own,
  text,
  vendor,
  vendorAccount,
  when,
} from '../table/build';
import { stray } from '../table/stray';

const at = '/Statement/0/Principal/AWS';

export default table(wholeAccountVendor, {
  settings: { rules: { 'whole-account-vendor': 'warning' } },
  pass: [
    { name: 'one role of the vendor', trust: allow(iam(vendorAccount, 'role/collector')) },
    { name: 'the own account', trust: allow(ourselves) },
    {
      name: 'an account of the organization',
      trust: allow({ AWS: member }),
      settings: { accounts: { organization: { accounts: [member] } } },
    },
    {
      name: 'the vendor’s account, and one role of it by a condition',
      trust: allow(vendor, when('ArnEquals', 'aws:PrincipalArn', arn(vendorAccount, 'role/collector'))),
    },
    { name: 'the vendor kept out', trust: doc(allow(ourselves), deny(vendor)) },
    { name: 'everybody, which another rule says', trust: allow(everybody) },
    { name: 'the account of the template', trust: allow(account(text(hole('AWS::AccountId', 'account')))) },
    { name: 'the vendor under conditions for which Pulumi’s error text stands', trust: allow(vendor, stray as never) },
  ],
  fail: [
    { name: 'the vendor’s whole account', trust: allow(vendor), at, level: 'warning', says: vendorAccount },
    { name: 'by its number', trust: allow({ AWS: [own, vendorAccount] }), at: `${at}/1`, level: 'warning' },
    {
      name: 'with an external ID',
      trust: allow(vendor, when('StringEquals', 'sts:ExternalId', 'payments-7f3c')),
      at,
      level: 'warning',
    },
    {
      name: 'a vendor that a public list names',
      trust: allow({ AWS: '464622532012' }),
      at,
      level: 'warning',
      says: 'Datadog',
    },
    {
      name: 'an approved one',
      trust: allow(vendor),
      settings: {
        accounts: {
          thirdParties: [{ account: vendorAccount, name: 'Example', externalId: 'required', reason: 'logs' }],
        },
      },
      at,
      level: 'warning',
    },
    {
      name: 'all but one role of it',
      trust: allow(vendor, when('ArnNotEquals', 'aws:PrincipalArn', arn(vendorAccount, 'role/collector'))),
      at,
      level: 'warning',
    },
    { name: 'in JSON text', trust: JSON.stringify(doc(allow(vendor))), at, level: 'warning' },
  ],
  unknown: [
    {
      name: 'an account not known yet',
      trust: allow(account(text(hole('Ref Partner', 'account')))),
      at,
      because: 'Ref Partner',
    },
    {
      name: 'in one of two cases',
      trust: allow({ AWS: choice('IsShared', vendorAccount, own) }),
      at,
      because: 'IsShared',
    },
    {
      name: 'an account of which nothing tells whose it is',
      trust: allow(vendor),
      owner: {},
      settings: { accounts: { own: [] } },
      at,
      because: 'accounts.own',
    },
    {
      name: 'under conditions not known yet, which may pick out one role',
      trust: { ...allow(vendor), Condition: text(hole('Conditions')) },
      at,
      level: 'warning',
      because: 'Conditions',
    },
  ],
});
