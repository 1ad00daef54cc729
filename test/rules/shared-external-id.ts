import type { Tree } from '../../shared/model/tree';
import { sharedExternalId } from '../../shared/rules/shared-external-id';
import { type Seed, table } from '../table';
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
  otherAccount,
  ourselves,
  text,
  vendor,
  vendorAccount,
  when,
} from '../table/build';
import { stray } from '../table/stray';

const key = 'sts:ExternalId';
const agreed = 'payments-7f3c';
const [datadog, datadogAsWell, newRelic] = ['464622532012', '865078226113', '754728514883'] as const;
const role = (trust: Tree): Seed => ({ kind: 'role', trust, maxSeconds: undefined });
const asking = (principal: Tree, id: Tree, operator = 'StringEquals'): Seed =>
  role(allow(principal, when(operator, key, id)));
const other = account(otherAccount);
const parties = [vendorAccount, otherAccount].map((id) => ({
  account: id,
  name: 'Example Vendor',
  externalId: 'required',
}));

export default table(sharedExternalId, {
  pass: [
    { name: 'each vendor with its own', subjects: [asking(vendor, agreed), asking(other, 'shipping-91bd')] },
    {
      name: 'two roles for one vendor',
      subjects: [asking(vendor, agreed), asking(iam(vendorAccount, 'role/Agent'), agreed)],
    },
    {
      name: 'two accounts of one company',
      subjects: [asking(account(datadog), agreed), asking(account(datadogAsWell), agreed)],
    },
    {
      name: 'two accounts that the settings give one name',
      subjects: [asking(vendor, agreed), asking(other, agreed)],
      settings: { accounts: { thirdParties: parties } },
    },
    { name: 'the own account, which needs none', subjects: [asking(vendor, agreed), asking(ourselves, agreed)] },
    {
      name: 'another account of the organization',
      subjects: [asking(vendor, agreed), asking(account(member), agreed)],
      settings: { accounts: { organization: { accounts: [member] } } },
    },
    {
      name: 'in other letters, which are another ID',
      subjects: [asking(vendor, agreed), asking(other, agreed.toUpperCase())],
    },
    {
      name: 'a Deny of one ID',
      subjects: [asking(vendor, agreed), role(doc(allow(other), deny(everybody, when('StringEquals', key, agreed))))],
    },
    { name: 'patterns', subjects: [asking(vendor, 'team-*', 'StringLike'), asking(other, 'team-*', 'StringLike')] },
    {
      name: 'two values not known yet',
      subjects: [asking(vendor, text(hole('Ref Id'))), asking(other, text(hole('Ref OtherId')))],
      file: 'template.json',
    },
    {
      name: 'one parameter in two texts',
      subjects: [asking(vendor, text('a-', hole('Ref Id'))), asking(other, text('b-', hole('Ref Id')))],
      file: 'template.json',
    },
    { name: 'Pulumi’s error text, which another rule says', subjects: [asking(vendor, stray), asking(other, stray)] },
    {
      name: 'for another action than to assume the role',
      subjects: [
        asking(vendor, agreed),
        role(allow(other, when('StringEquals', key, agreed), { Action: 'sts:TagSession' })),
      ],
    },
    {
      name: 'a service that carries one by convention',
      subjects: [asking(vendor, agreed), asking({ Service: 'elasticbeanstalk.amazonaws.com' }, agreed)],
    },
  ],
  fail: [
    {
      name: 'two vendors with one',
      subjects: [asking(vendor, agreed), asking(other, agreed)],
      at: ['Row0/Statement/0', 'Row1/Statement/0'],
      says: `the external ID of account`,
    },
    {
      name: 'two vendors whom everybody knows',
      subjects: [asking(account(datadog), agreed), asking(account(newRelic), agreed)],
      at: ['Row0/Statement/0', 'Row1/Statement/0'],
      says: '(New Relic)',
    },
    {
      name: 'one of several, in other spellings',
      subjects: [
        asking(vendor, ['first-11aa', agreed]),
        role(allow(iam(otherAccount, 'role/Agent'), { StringLike: { 'STS:externalid': [agreed] } })),
      ],
      at: ['Row0/Statement/0', 'Row1/Statement/0'],
    },
    {
      name: 'two vendors in one statement',
      subjects: asking({ AWS: [vendorAccount, otherAccount] }, agreed),
      at: ['Row/Statement/0', 'Row/Statement/0'],
      says: 'in Row',
    },
    {
      name: 'asked for by a Deny',
      subjects: [
        asking(vendor, agreed),
        role(doc(allow(other), deny(everybody, when('StringNotEquals', key, agreed)))),
      ],
      at: ['Row0/Statement/0', 'Row1/Statement/1'],
    },
    {
      name: 'a vendor that a condition pins',
      subjects: [
        asking(vendor, agreed),
        role(
          allow(everybody, {
            StringEquals: { [key]: agreed, 'aws:PrincipalAccount': otherAccount },
          }),
        ),
      ],
      at: ['Row0/Statement/0', 'Row1/Statement/0'],
    },
    {
      name: 'one parameter for two vendors, whatever its value is',
      subjects: [asking(vendor, text(hole('Ref Id'))), asking(other, text(hole('Ref Id')))],
      file: 'template.json',
      at: ['Row0/Statement/0', 'Row1/Statement/0'],
      says: 'is also that of account',
    },
    {
      name: 'one text around a parameter, asked for by a pattern operator and by a Deny',
      subjects: [
        asking(vendor, text('acme-', hole('Ref Id')), 'StringLike'),
        role(doc(allow(other), deny(everybody, when('StringNotEquals', key, text('acme-', hole('Ref Id')))))),
      ],
      file: 'template.json',
      at: ['Row0/Statement/0', 'Row1/Statement/1'],
    },
    {
      name: 'a third role beside two that are right',
      subjects: [asking(vendor, agreed), asking(vendor, agreed), asking(other, 'shipping-91bd'), asking(other, agreed)],
      at: ['Row0/Statement/0', 'Row1/Statement/0', 'Row3/Statement/0'],
    },
    {
      name: 'approved parties of two names',
      subjects: [asking(vendor, agreed), asking(other, agreed)],
      settings: { accounts: { thirdParties: [parties[0]] } },
      at: ['Row0/Statement/0', 'Row1/Statement/0'],
    },
  ],
  unknown: [
    {
      name: 'an account not known yet, which may be the same vendor’s',
      subjects: [asking(vendor, agreed), asking(account(text(hole('Ref Tenant'))), agreed)],
      at: ['Row0/Statement/0', 'Row1/Statement/0'],
      because: 'Ref Tenant',
    },
    {
      name: 'in one of two cases',
      subjects: [asking(vendor, agreed), asking(other, choice('IsProd', agreed, 'shipping-91bd'))],
      at: ['Row0/Statement/0', 'Row1/Statement/0'],
      because: 'IsProd',
    },
    {
      name: 'whose accounts they are nobody knows',
      subjects: [asking(vendor, agreed), asking(other, agreed)],
      owner: {},
      settings: { accounts: { own: [] } },
      at: ['Row0/Statement/0', 'Row1/Statement/0'],
      because: 'own account not known',
    },
  ],
});
