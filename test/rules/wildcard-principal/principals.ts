import type { FailRow, Row, UnknownRow } from '../../table';
import {
  account,
  allow,
  choice,
  deny,
  doc,
  everybody,
  hole,
  iam,
  own,
  ourselves,
  text,
  vendor,
  when,
} from '../../table/build';

const inOrganization = when('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5');
const openAll = { Statement: { effect: 'Allow', principal: { aws: '*' }, action: 'STS:assumerole' } };

/** Who is named, and which actions: nobody unnamed gets in. */
export const pass: readonly Row[] = [
  { name: 'the organization, whoever in it', trust: allow(everybody, inOrganization) },
  { name: 'the own account', trust: allow(ourselves) },
  { name: 'an account by its number', trust: allow({ AWS: own }) },
  { name: 'another company’s account, which other rules judge', trust: allow(vendor) },
  { name: 'a role', trust: allow(iam(own, 'role/ci/Deploy')) },
  { name: 'a user', trust: allow(iam(own, 'user/ops/ann')) },
  { name: 'one session of a role', trust: allow({ AWS: `arn:aws:sts::${own}:assumed-role/Deploy/ann` }) },
  { name: 'a federated user', trust: allow({ AWS: `arn:aws:sts::${own}:federated-user/ann` }) },
  { name: 'a principal that was deleted', trust: allow({ AWS: 'AROAABCDEFGHIJKLMNOPQ' }) },
  { name: 'a service', trust: allow({ Service: 'ec2.amazonaws.com' }) },
  {
    name: 'services of several spellings',
    trust: allow({ Service: ['logs.eu-west-1.amazonaws.com', 'ec2.amazonaws.com.cn'] }),
  },
  {
    name: 'an identity provider',
    trust: allow({ Federated: `arn:aws:iam::${own}:saml-provider/corp` }, undefined, {
      Action: 'sts:AssumeRoleWithSAML',
    }),
  },
  {
    name: 'a built-in identity provider',
    trust: allow({ Federated: 'accounts.google.com' }, undefined, { Action: 'sts:AssumeRoleWithWebIdentity' }),
  },
  {
    name: 'everybody may pass tags, and nobody may assume the role',
    trust: allow(everybody, undefined, { Action: 'sts:TagSession' }),
  },
  {
    name: 'everybody in everything but the one action',
    trust: allow(everybody, undefined, { Action: undefined, NotAction: 'sts:AssumeRole*' }),
  },
  {
    name: 'an IAM principal cannot use the action of federated calls',
    trust: allow(everybody, undefined, { Action: 'sts:AssumeRoleWithSAML' }),
  },
  { name: 'a Deny of everybody', trust: doc(allow(everybody), deny(everybody)) },
  { name: 'nothing but a Deny', trust: deny(everybody) },
  { name: 'an account not known yet is one account', trust: allow(account(hole('Ref Partner', 'account'))) },
  { name: 'a parameter in the place of an account is one account', trust: allow(account(hole('Ref Partner'))) },
  {
    name: 'the ARN of another resource is one principal',
    trust: allow({ AWS: text(hole('GetAtt Deploy.Arn', 'arn')) }),
  },
  {
    name: 'a partition not known yet',
    trust: allow({ AWS: text('arn:', hole('AWS::Partition', 'partition'), `:iam::${own}:root`) }),
  },
  { name: 'either of two accounts', trust: allow({ AWS: choice('IsProd', own, '999988887777') }) },
  {
    name: 'everybody where, and only where, the organization is required',
    trust: allow({ AWS: choice('IsProd', '*', own) }, choice('IsProd', inOrganization, undefined) as never),
  },
];

export const fail: readonly FailRow[] = [
  {
    name: 'everybody',
    trust: allow(everybody),
    says: 'any AWS account can assume this role',
    gets: { type: 'AWS', actions: ['sts:AssumeRole'] },
  },
  { name: 'everybody, as the bare star', trust: allow('*') },
  { name: 'everybody beside the own account', trust: allow({ AWS: [own, '*'] }) },
  { name: 'every account, by a wildcard in an ARN', trust: allow({ AWS: 'arn:aws:iam::*:root' }) },
  { name: 'a role name in every account', trust: allow({ AWS: 'arn:aws:iam::*:role/Deploy' }) },
  { name: 'every account that begins alike', trust: allow({ AWS: 'arn:aws:iam::1111222233*:root' }) },
  { name: 'every service', trust: allow({ Service: '*' }), gets: { type: 'Service' } },
  {
    name: 'every SAML provider',
    trust: allow({ Federated: '*' }, undefined, { Action: 'sts:AssumeRoleWithSAML' }),
    gets: { type: 'Federated', actions: ['sts:AssumeRoleWithSAML'] },
  },
  {
    name: 'every web identity provider',
    trust: allow({ Federated: '*' }, undefined, { Action: 'sts:AssumeRoleWithWebIdentity' }),
    gets: { type: 'Federated', actions: ['sts:AssumeRoleWithWebIdentity'] },
  },
  {
    name: 'everybody but one account',
    trust: allow(ourselves, undefined, { Principal: undefined, NotPrincipal: ourselves }),
  },
  { name: 'every STS action', trust: allow(everybody, undefined, { Action: 'sts:*' }) },
  { name: 'every action', trust: allow(everybody, undefined, { Action: '*' }) },
  { name: 'every action that begins alike', trust: allow(everybody, undefined, { Action: 'sts:Assume*' }) },
  {
    name: 'a star inside the action',
    trust: allow(everybody, undefined, { Action: ['sts:TagSession', 'sts:A*Role'] }),
  },
  { name: 'a question mark inside the action', trust: allow(everybody, undefined, { Action: 'sts:Assume?ole' }) },
  {
    name: 'every action but one',
    trust: allow(everybody, undefined, { Action: undefined, NotAction: 'sts:TagSession' }),
  },
  { name: 'one statement as an object, names in small letters, no version', trust: openAll, at: '/Statement' },
  { name: 'the policy as JSON text', trust: JSON.stringify(doc(allow(everybody))) },
  {
    name: 'a laxer second statement',
    trust: doc(allow(everybody, inOrganization), allow(everybody)),
    at: '/Statement/1',
  },
  { name: 'two open statements', trust: doc(allow(everybody), allow('*')), at: ['/Statement/0', '/Statement/1'] },
  { name: 'a Deny of somebody else', trust: doc(allow(everybody), deny(ourselves)) },
  {
    name: 'a Deny of everybody but one keeps nobody out',
    trust: doc(allow(everybody), deny('*', undefined, { Principal: undefined, NotPrincipal: ourselves })),
  },
  {
    name: 'a Deny of another action',
    trust: doc(allow(everybody), deny(everybody, undefined, { Action: 'sts:TagSession' })),
  },
  { name: 'a Deny of services alone', trust: doc(allow(everybody), deny({ Service: '*' })) },
  { name: 'everybody in either case', trust: allow(choice('IsProd', '*', { AWS: ['*', own] })) },
  {
    name: 'everybody in either of two documents',
    trust: choice('IsProd', doc(allow(everybody)), JSON.stringify(doc(allow(everybody)))),
  },
  {
    name: 'everybody, whatever a second principal turns out to be',
    trust: allow({ AWS: ['*', text(hole('Ref Second'))] }),
  },
];

export const unknown: readonly UnknownRow[] = [
  { name: 'a principal that may be a star', trust: allow({ AWS: text(hole('Ref Trusted')) }), because: 'Ref Trusted' },
  {
    name: 'a service that may be a star',
    trust: allow({ Service: text(hole('Ref Service')) }),
    because: 'Ref Service',
  },
  { name: 'everybody in one of two cases', trust: allow({ AWS: choice('IsProd', own, '*') }), because: 'IsProd' },
  {
    name: 'an action not known yet',
    trust: allow(everybody, undefined, { Action: text(hole('Ref Action')) }),
    because: 'Ref Action',
  },
  {
    name: 'an effect not known yet',
    trust: allow(everybody, undefined, { Effect: text(hole('Ref Effect')) }),
    because: 'Statement/0',
  },
  {
    name: 'a Deny in one of two cases',
    trust: doc(allow(everybody), choice('IsProd', deny(everybody), undefined)),
    because: 'IsProd',
  },
  {
    name: 'a Deny of a principal not known yet',
    trust: doc(allow(everybody), deny({ AWS: text(hole('Ref Kept')) })),
    because: 'Ref Kept',
  },
  {
    name: 'everybody in one of two documents, of which the other is not known yet',
    trust: choice('IsProd', doc(allow(everybody)), text(hole('Ref Document'))),
    because: 'IsProd',
  },
  {
    name: 'everybody in one of two documents, of which the other cannot be read',
    trust: choice('IsProd', '{"Statement":', doc(allow(everybody))),
    because: 'not IsProd',
  },
  {
    name: 'everybody in one of two cases, and no document in the other',
    trust: choice('IsProd', doc(allow(everybody)), undefined),
    because: 'IsProd',
  },
  {
    name: 'everybody in two of four cases, and a document not known yet in the others',
    trust: choice(
      'IsProd',
      doc(allow(choice('IsOpen', everybody, { AWS: ['*', own] }))),
      choice('IsOpen', text(hole('Ref Document')), 'no document'),
    ),
    because: 'IsProd, IsOpen',
  },
  {
    name: 'a second statement that may be anything keeps the first open at most',
    trust: doc(allow(everybody), text(hole('Ref Statement'))),
    because: 'Ref Statement',
  },
];
