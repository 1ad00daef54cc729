import type { Tree } from '../../shared/model/tree';
import { mfa } from '../../shared/rules/mfa';
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
  organization,
  otherAccount,
  ourselves,
  own,
  text,
  vendor,
  vendorAccount,
  when,
} from '../table/build';

const present = 'aws:MultiFactorAuthPresent';
const age = 'aws:MultiFactorAuthAge';
const ann = iam(own, 'user/ann');
/** A role of everybody in the own account under these conditions. */
const under = (operator: string, key: string, value: Tree): Tree => allow(ourselves, when(operator, key, value));
/** The same without conditions, and a Deny of everybody under these. */
const guarded = (...conditions: object[]): Tree =>
  doc(allow(ourselves), ...conditions.map((each) => deny(everybody, each as never)));

export default table(mfa, {
  settings: { rules: { mfa: 'warning' } },
  pass: [
    { name: 'MFA must be there', trust: under('Bool', present, true) },
    {
      name: 'MFA must be there, as a text in any letter case',
      trust: under('Bool', 'AWS:multifactorauthpresent', 'True'),
    },
    { name: 'MFA of the last hour', trust: under('NumericLessThan', age, 3600) },
    { name: 'MFA of the last hour at most', trust: under('NumericLessThanEquals', age, '3600') },
    { name: 'MFA of any age', trust: under('Null', age, false) },
    { name: 'a Deny without MFA, long-term keys too', trust: guarded(when('BoolIfExists', present, false)) },
    { name: 'a Deny of older MFA or none', trust: guarded(when('NumericGreaterThanIfExists', age, 3600)) },
    {
      name: 'two Denies, one of them for keys that say nothing of MFA',
      trust: guarded(when('Bool', present, false), when('Null', present, true)),
    },
    {
      name: 'the age is a parameter, and without MFA there is none',
      trust: under('NumericLessThan', age, text(hole('Ref Age'))),
    },
    { name: 'a Deny where MFA has no age', trust: guarded(when('Null', age, true)) },
    { name: 'a role, whose sessions carry no MFA', trust: allow(iam(own, 'role/Deploy')) },
    {
      name: 'a session of a role',
      trust: allow({ AWS: `arn:aws:sts::${own}:assumed-role/Deploy/pipeline` }),
    },
    {
      name: 'the own account, for one role of it',
      trust: allow(ourselves, when('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${own}:role/Deploy`)),
    },
    { name: 'a service', trust: allow({ Service: 'ec2.amazonaws.com' }) },
    {
      name: 'a token of a web identity provider',
      trust: allow({ Federated: 'accounts.google.com' }, undefined, { Action: 'sts:AssumeRoleWithWebIdentity' }),
    },
    { name: 'a user who cannot assume the role', trust: allow(ann, undefined, { Action: 'sts:TagSession' }) },
    {
      name: 'an approved third party, which calls from machines',
      trust: allow(vendor),
      settings: { accounts: { thirdParties: [{ account: vendorAccount, name: 'Vendor', externalId: 'required' }] } },
    },
    { name: 'a vendor whom everybody knows', trust: allow(account('464622532012')) },
    { name: 'the id of a role', trust: allow({ AWS: 'AROAABCDEFGHIJKLMNOPQ' }) },
  ],
  fail: [
    {
      name: 'the own account without MFA',
      trust: allow(ourselves),
      says: `an IAM user of account ${own} can assume this role without MFA`,
      gets: { account: own, type: 'AWS', without: [present, age] },
    },
    { name: 'a user without MFA', trust: allow(ann), gets: { account: own } },
    { name: 'everybody', trust: allow(everybody), says: 'any AWS account' },
    {
      name: 'everybody in the organization',
      trust: allow(everybody, when('StringEquals', 'aws:PrincipalOrgID', organization)),
    },
    { name: 'an account that nobody has approved', trust: allow(account(otherAccount)) },
    { name: 'MFA if the key exists, which long-term keys never carry', trust: under('BoolIfExists', present, true) },
    { name: 'recent MFA if there was any', trust: under('NumericLessThanIfExists', age, 3600) },
    { name: 'MFA or not', trust: under('Bool', present, [true, false]), gets: { context: { [present]: 'false' } } },
    {
      name: 'a session, with MFA or without',
      trust: under('Null', present, false),
      gets: { context: { [present]: 'false' } },
    },
    { name: 'no MFA, which is the wrong way round', trust: under('Bool', present, false) },
    {
      name: 'a Deny that misses long-term keys',
      trust: guarded(when('Bool', present, false)),
      gets: { without: [present] },
    },
    {
      name: 'a Deny of long-term keys alone',
      trust: guarded(when('Null', present, true)),
      gets: { context: { [present]: 'false' } },
    },
    { name: 'a Deny of older MFA alone', trust: guarded(when('NumericGreaterThan', age, 3600)) },
    {
      name: 'a Deny with an escape hatch',
      trust: guarded({
        ...when('BoolIfExists', present, false),
        ...when('StringNotEquals', 'sts:RoleSessionName', 'x1'),
      }),
    },
    {
      name: 'a Deny of another action',
      trust: doc(allow(ourselves), deny(everybody, when('BoolIfExists', present, false), { Action: 'sts:TagSession' })),
    },
    {
      name: 'MFA in one statement, none in the other',
      trust: doc(under('Bool', present, true), allow(ann)),
      at: '/Statement/1',
    },
  ],
  unknown: [
    {
      name: 'whether MFA is asked for is a parameter',
      trust: under('Bool', present, text(hole('Ref Mfa'))),
      because: 'Ref Mfa',
    },
    {
      name: 'MFA in one of two cases',
      trust: allow(ourselves, choice('IsProd', when('Bool', present, true), {}) as never),
      because: 'IsProd',
    },
    {
      name: 'an account not known yet, which may be a vendor’s',
      trust: allow(account(text(hole('Ref Tenant')))),
      because: 'Ref Tenant',
    },
    {
      name: 'the id of a user, whose account nothing tells',
      trust: allow({ AWS: 'AIDAABCDEFGHIJKLMNOPQ' }),
      because: 'AIDAABCDEFGHIJKLMNOPQ',
    },
    { name: 'a principal not known yet', trust: allow({ AWS: text(hole('Ref Who')) }), because: 'Ref Who' },
    {
      name: 'an ARN not known yet, which may be a user’s',
      trust: allow({ AWS: hole('Ref Arn', 'arn') }),
      because: 'Ref Arn',
    },
  ],
});
