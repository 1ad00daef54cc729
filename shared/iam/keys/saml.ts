import { presentFor, type KeyRow } from './facts';

const always = presentFor({ saml: 'always' });
const maybe = presentFor({ saml: 'maybe' });
// A session that began with an assertion keeps these when it assumes the next role.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#cross-condition-keys-saml
const kept = presentFor({ saml: 'always', session: 'maybe' });

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml_trust-policy

/** Keys that AssumeRoleWithSAML takes from the assertion. */
export const samlKeys: readonly KeyRow[] = [
  // the Recipient of the assertion, which STS insists on
  { name: 'saml:aud', type: 'string', presence: always, setBy: 'idp', printable: true },
  { name: 'saml:iss', type: 'string', presence: always, setBy: 'idp', fixedCounts: true },
  // account and name of the provider that vouches, filled in by AWS
  { name: 'saml:doc', type: 'string', presence: always, setBy: 'aws' },
  { name: 'saml:sub', type: 'string', presence: kept, setBy: 'idp', fixedCounts: true },
  { name: 'saml:sub_type', type: 'string', presence: kept, setBy: 'idp', fixedCounts: true },
  { name: 'saml:namequalifier', type: 'string', presence: kept, setBy: 'idp', fixedCounts: true },
  ...attributes(false, 'edupersonorgdn', 'edupersonprimaryaffiliation', 'edupersonprimaryorgunitdn'),
  ...attributes(false, 'edupersonprincipalname'),
  ...attributes(true, 'edupersonaffiliation', 'edupersonassurance', 'edupersonentitlement', 'edupersonnickname'),
  ...attributes(true, 'edupersonorgunitdn', 'edupersonscopedaffiliation'),
  ...attributes(true, 'edupersontargetedid', 'cn', 'eduorghomepageuri', 'eduorgidentityauthnpolicyuri'),
  ...attributes(true, 'eduorglegalname', 'eduorgsuperioruri', 'eduorgwhitepagesuri'),
  // The Service Authorization Reference calls these single, the IAM guide marks them as lists. A list is the reading
  // that promises less.
  ...attributes(true, 'commonName', 'givenName', 'mail', 'name', 'organizationStatus', 'primaryGroupSID', 'surname'),
  ...attributes(true, 'uid', 'x500UniqueIdentifier'),
];

function attributes(many: boolean, ...names: readonly string[]): KeyRow[] {
  return names.map((name) => ({
    name: `saml:${name}`,
    type: 'string',
    many,
    presence: maybe,
    setBy: 'idp',
    fixedCounts: true,
  }));
}
