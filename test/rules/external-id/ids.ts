import type { Tree } from '../../../shared/model/tree';
import type { FailRow, Row, UnknownRow } from '../../table';
import {
  allow,
  choice,
  deny,
  doc,
  everybody,
  hole,
  iam,
  organization,
  ourselves,
  text,
  vendor,
  vendorAccount,
  when,
} from '../../table/build';

const key = 'sts:ExternalId';
const agreed = 'payments-7f3c';
const id = (operator: string, value: Tree = agreed): Tree => allow(vendor, when(operator, key, value));
const guarded = (conditions: object, principal: Tree = vendor, more: object = {}): Tree =>
  doc(allow(vendor), deny(principal, conditions as never, more as never));
const party = (externalId: string): object => ({
  accounts: { thirdParties: [{ account: vendorAccount, name: 'Example Vendor', externalId, reason: 'log shipping' }] },
});
const without = { without: [key], account: vendorAccount };

/** An ID that the vendor must send, and that is agreed. */
export const pass: readonly Row[] = [
  { name: 'the vendor presents the agreed ID', trust: id('StringEquals') },
  { name: 'one of two agreed IDs', trust: id('StringEquals', [agreed, 'payments-8a4d']) },
  {
    name: 'the ID under other letter case of the key',
    trust: allow(vendor, when('StringEquals', 'STS:externalid', agreed)),
  },
  { name: 'the ID in any letter case', trust: id('StringEqualsIgnoreCase') },
  { name: 'the ID under ForAnyValue', trust: id('ForAnyValue:StringEquals') },
  { name: 'a pattern without a wildcard', trust: id('StringLike') },
  { name: 'an ID of digits', trust: id('StringEquals', 20260101) },
  {
    name: 'IfExists with a check that there is one',
    trust: allow(vendor, { StringEqualsIfExists: { [key]: agreed }, Null: { [key]: false } }),
  },
  { name: 'a Deny of every other ID', trust: guarded(when('StringNotEquals', key, agreed)) },
  { name: 'a Deny of every other ID, with IfExists', trust: guarded(when('StringNotEqualsIfExists', key, agreed)) },
  { name: 'a Deny of everybody with another ID', trust: guarded(when('StringNotEquals', key, agreed), everybody) },
  {
    name: 'a Deny of every other ID for the one action',
    trust: guarded(when('StringNotEquals', key, agreed), vendor, { Action: 'sts:AssumeRole' }),
  },
  { name: 'an ID not known yet', trust: id('StringEquals', text(hole('Ref ExternalId'))) },
  { name: 'an ID with a part not known yet', trust: id('StringEquals', text('payments-', hole('Ref Suffix'))) },
  {
    name: 'a Deny of every ID but one not known yet',
    trust: guarded(when('StringNotEquals', key, text(hole('Ref ExternalId')))),
  },
  { name: 'either of two IDs', trust: id('StringEquals', choice('IsProd', agreed, 'staging-31bc')) },
  {
    name: 'an ID in each of two statements',
    trust: doc(id('StringEquals'), allow(iam(vendorAccount, 'role/Audit'), when('StringEquals', key, agreed))),
  },
  { name: 'the account that AWS fills in', trust: id('StringEquals', '${aws:PrincipalAccount}') },
  { name: 'a prefix, as the vendor does it', trust: id('StringLike', 'acme@*'), settings: party('vendor-format') },
  { name: 'a vendor that knows no external IDs', trust: allow(vendor), settings: party('not-supported') },
];

export const fail: readonly FailRow[] = [
  {
    name: 'the vendor needs no ID',
    trust: allow(vendor),
    says: `account ${vendorAccount} can assume this role without an external ID`,
    gets: without,
  },
  { name: 'an approved vendor needs no ID', trust: allow(vendor), settings: party('required'), gets: without },
  {
    name: 'a vendor with IDs of its own form needs none',
    trust: allow(vendor),
    settings: party('vendor-format'),
    gets: without,
  },
  { name: 'IfExists', trust: id('StringEqualsIfExists'), gets: without },
  { name: 'ForAllValues', trust: id('ForAllValues:StringEquals'), gets: without },
  { name: 'an ID that must differ', trust: id('StringNotEquals', 'somebody-else') },
  { name: 'an ID, whichever', trust: id('Null', false), says: 'with any external ID' },
  { name: 'a star', trust: id('StringLike', '*'), gets: { account: vendorAccount } },
  { name: 'a question mark and a star', trust: id('StringLike', '?*') },
  { name: 'a pattern that does not begin with text', trust: id('StringLike', '??*') },
  { name: 'a pattern that begins with a star', trust: id('StringLike', '*-7f3c') },
  { name: 'the agreed ID or any', trust: id('StringLike', [agreed, '*']) },
  { name: 'an ID equal to itself', trust: id('StringEquals', '${sts:ExternalId}') },
  { name: 'an ID that the caller writes into its tag', trust: id('StringEquals', '${aws:PrincipalTag/id}') },
  { name: 'an ID that holds the name of the caller’s own session', trust: id('StringEquals', '${aws:userid}') },
  {
    name: 'a key that is none',
    trust: allow(vendor, when('StringEqualsIfExists', 'sts:ExternalID2', agreed)),
    gets: without,
  },
  { name: 'an operator that AWS does not have', trust: id('StringIs'), gets: without },
  { name: 'no values', trust: id('StringEquals', []), gets: without },
  {
    name: 'MFA in place of an ID',
    trust: allow(vendor, when('Bool', 'aws:MultiFactorAuthPresent', true)),
    gets: without,
  },
  {
    name: 'a second statement without an ID',
    trust: doc(id('StringEquals'), allow(iam(vendorAccount, 'role/Audit'))),
    at: '/Statement/1',
  },
  { name: 'a Deny of an empty ID', trust: guarded(when('StringEquals', key, '')), gets: without },
  {
    name: 'a Deny of callers without an ID',
    trust: guarded(when('Null', key, true)),
    gets: { account: vendorAccount },
  },
  {
    name: 'a Deny by ForAnyValue, which absence escapes',
    trust: guarded(when('ForAnyValue:StringNotEquals', key, agreed)),
    gets: without,
  },
  {
    name: 'a Deny with an escape hatch',
    trust: guarded({ StringNotEquals: { [key]: agreed, 'sts:RoleSessionName': 'emergency' } }),
    gets: without,
  },
  { name: 'a Deny of somebody else', trust: guarded(when('StringNotEquals', key, agreed), ourselves), gets: without },
  {
    name: 'a Deny of one role of the vendor',
    trust: guarded(when('StringNotEquals', key, agreed), iam(vendorAccount, 'role/Audit')),
    gets: without,
  },
  {
    name: 'a Deny of another action',
    trust: guarded(when('StringNotEquals', key, agreed), vendor, { Action: 'sts:TagSession' }),
    gets: without,
  },
  {
    name: 'no ID in either of two documents',
    trust: choice('IsProd', doc(allow(vendor)), doc(allow(vendor, when('Null', key, false)))),
    gets: { account: vendorAccount },
  },
  {
    name: 'an ID in one of two cases only, and open in both',
    trust: allow(vendor, choice('IsProd', when('Null', key, false), {}) as never),
  },
  {
    name: 'a prefix, from a vendor that should send the whole ID',
    trust: id('StringLike', 'acme@*'),
    settings: party('required'),
    level: 'warning',
  },
  {
    name: 'a prefix, from a company that is not approved',
    trust: id('StringLike', 'acme@*'),
    level: 'warning',
    says: 'fits a pattern',
  },
  {
    name: 'another organization pinned beside',
    trust: allow(vendor, when('StringEquals', 'aws:PrincipalOrgID', 'o-vendor1234')),
    settings: { accounts: { organization: { id: organization } } },
    gets: without,
  },
];

export const unknown: readonly UnknownRow[] = [
  { name: 'a pattern not known yet', trust: id('StringLike', text(hole('Ref Pattern'))), because: 'Ref Pattern' },
  {
    name: 'a key not known yet',
    trust: text(
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${vendorAccount}"},`,
      '"Action":"sts:AssumeRole","Condition":{"StringEquals":{"',
      hole('Ref Key'),
      '":"agreed"}}}]}',
    ),
    because: 'Ref Key',
  },
  {
    name: 'an ID in one of two cases',
    trust: allow(vendor, choice('IsProd', when('StringEquals', key, agreed), {}) as never),
    because: 'IsProd',
  },
  {
    name: 'no ID in one of two documents, of which the other is not known yet',
    trust: choice('IsProd', text(hole('Ref Document')), doc(allow(vendor))),
    because: 'not IsProd',
  },
  {
    name: 'conditions not known yet',
    trust: allow(vendor, undefined, { Condition: text(hole('Ref Conditions')) }),
    because: 'Ref Conditions',
  },
  {
    name: 'a Deny not known yet',
    trust: doc(allow(vendor), deny(vendor, { StringNotEquals: text(hole('Ref Keys')) })),
    because: 'Ref Keys',
  },
];
