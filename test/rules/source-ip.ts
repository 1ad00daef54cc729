import type { Tree } from '../../shared/model/tree';
import { sourceIp } from '../../shared/rules/source-ip';
import { table } from '../table';
import {
  allow,
  choice,
  deny,
  doc,
  everybody,
  hole,
  iam,
  organization,
  otherOrganization,
  ourselves,
  own,
  text,
  vendor,
  when,
} from '../table/build';

const key = 'aws:SourceIp';
const office = '203.0.113.0/24';
const plant = '198.51.100.0/24';
const endpoint = 'vpce-0a1b2c3d4e5f60718';
const via = { ...when('Bool', 'aws:ViaAWSService', false) };
const under = (operator: string, name: string, value: Tree): Tree => allow(ourselves, when(operator, name, value));
/** A role of the own account, and a Deny of everybody under these conditions. */
const guarded = (...conditions: object[]): Tree =>
  doc(allow(ourselves), ...conditions.map((each) => deny(everybody, each as never)));

export default table(sourceIp, {
  settings: { rules: { 'source-ip': 'warning' } },
  pass: [
    { name: 'a Deny from everywhere else', trust: guarded(when('NotIpAddress', key, [office, plant])) },
    { name: 'one network', trust: under('IpAddress', key, office) },
    { name: 'one address', trust: under('IpAddress', key, '203.0.113.7') },
    { name: 'a key in other letters', trust: under('IpAddress', 'AWS:sourceip', office) },
    { name: 'a network of IPv6', trust: under('IpAddress', key, '2001:db8:1::/48') },
    { name: 'networks of both kinds', trust: under('IpAddress', key, [office, '2001:db8:1::/48']) },
    { name: 'a /8, which some companies have', trust: under('IpAddress', key, '17.0.0.0/8') },
    { name: 'a /16 of IPv6', trust: under('IpAddress', key, '2a01::/16') },
    { name: 'two halves of a /8', trust: under('IpAddress', key, ['17.0.0.0/9', '17.128.0.0/9']) },
    { name: 'private addresses, from which no call ever comes', trust: under('IpAddress', key, '10.0.0.0/8') },
    {
      name: 'a Deny from everywhere else, with IfExists and through no endpoint',
      trust: guarded(when('NotIpAddressIfExists', key, office), when('Null', key, true)),
    },
    {
      name: 'a Deny of what the caller does itself',
      trust: guarded({ ...when('NotIpAddress', key, office), ...via }),
    },
    {
      name: 'a Deny from everywhere but networks and one’s own endpoint',
      trust: guarded({ ...when('NotIpAddress', key, office), ...when('StringNotEquals', 'aws:SourceVpce', endpoint) }),
    },
    {
      name: 'the same with IfExists throughout',
      trust: guarded({
        ...when('NotIpAddressIfExists', key, office),
        StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-0a1b2c3d' },
        BoolIfExists: { 'aws:ViaAWSService': false },
      }),
    },
    {
      name: 'a second Deny of none but addresses of the other family',
      trust: guarded(when('NotIpAddress', key, office), when('NotIpAddressIfExists', key, '0.0.0.0/0')),
    },
    ...['aws:SourceVpc', 'aws:SourceVpce'].map((only) => ({
      name: `a network if there is an address, and no call with ${only}`,
      trust: allow(ourselves, { ...when('IpAddressIfExists', key, office), ...when('Null', only, true) }),
    })),
    { name: 'one endpoint', trust: under('StringEquals', 'aws:SourceVpce', endpoint) },
    { name: 'one VPC', trust: under('StringEquals', 'aws:SourceVpc', ['vpc-0a1b2c3d', 'vpc-4e5f6071']) },
    {
      name: 'one VPC, by its ARN',
      trust: under('ArnEquals', 'aws:SourceVpcArn', `arn:aws:ec2:eu-west-1:${own}:vpc/vpc-0a1b2c3d`),
    },
    { name: 'endpoints of the own account', trust: under('StringEquals', 'aws:VpceAccount', own) },
    { name: 'endpoints of the own organization', trust: under('StringEquals', 'aws:VpceOrgID', organization) },
    {
      name: 'endpoints of a part of the organization',
      trust: under('ForAnyValue:StringLike', 'aws:VpceOrgPaths', `${organization}/*`),
    },
    {
      name: 'VPCs of the own account, by a pattern',
      trust: under('ArnLike', 'aws:SourceVpcArn', `arn:aws:ec2:*:${own}:vpc/*`),
    },
    {
      name: 'an address inside one VPC',
      trust: allow(ourselves, {
        ...when('IpAddress', 'aws:VpcSourceIp', '10.0.1.0/24'),
        ...when('StringEquals', 'aws:SourceVpc', 'vpc-0a1b2c3d'),
      }),
    },
    {
      name: 'two statements, each with its network',
      trust: doc(
        allow(iam(own, 'user/ann'), when('IpAddress', key, office)),
        allow(iam(own, 'role/Deploy'), when('IpAddress', key, plant)),
      ),
    },
    { name: 'a service, whose calls come from AWS', trust: allow({ Service: 'ec2.amazonaws.com' }) },
    {
      name: 'a SAML provider',
      trust: allow({ Federated: `arn:aws:iam::${own}:saml-provider/corp` }, undefined, {
        Action: 'sts:AssumeRoleWithSAML',
      }),
    },
    { name: 'nobody can assume the role', trust: allow(ourselves, undefined, { Action: 'sts:TagSession' }) },
  ],
  fail: [
    {
      name: 'no word of networks',
      trust: allow(ourselves),
      says: 'from anywhere, such as 203.0.113.10',
      gets: { account: own, type: 'AWS', context: { [key]: '203.0.113.10' }, without: ['aws:SourceVpce'] },
    },
    { name: 'a user', trust: allow(iam(own, 'user/ann')), says: 'from anywhere' },
    { name: 'a role', trust: allow(iam(own, 'role/Deploy')), says: 'from anywhere' },
    { name: 'everybody', trust: allow(everybody), says: 'from anywhere' },
    {
      name: 'everybody in the organization',
      trust: allow(everybody, when('StringEquals', 'aws:PrincipalOrgID', organization)),
      says: 'from anywhere',
    },
    ...[
      ['a user', iam(own, 'user/ann'), {}] as const,
      ['a role', iam(own, 'role/Deploy'), {}] as const,
      ['everybody', everybody, {}] as const,
      ['everybody in the organization', everybody, when('StringEquals', 'aws:PrincipalOrgID', organization)] as const,
    ].map(([who, principal, more]) => ({
      name: `${who}, through any endpoint`,
      trust: allow(principal, { ...when('IpAddressIfExists', key, office), ...more }),
      says: 'VPC endpoint',
    })),
    { name: 'a role of a vendor', trust: allow(vendor, when('StringEquals', 'sts:ExternalId', 'payments-7f3c')) },
    { name: 'every address', trust: under('IpAddress', key, '0.0.0.0/0') },
    { name: 'every address in two halves', trust: under('IpAddress', key, ['0.0.0.0/1', '128.0.0.0/1']) },
    { name: 'every address of IPv6', trust: under('IpAddress', key, [office, '::/0']) },
    { name: 'a /7', trust: under('IpAddress', key, '16.0.0.0/7') },
    { name: 'two networks that are a /7 together', trust: under('IpAddress', key, ['17.0.0.0/8', '16.0.0.0/8']) },
    { name: 'a /15 of IPv6', trust: under('IpAddress', key, '2a00::/15') },
    { name: 'every address but some', trust: under('NotIpAddress', key, office) },
    {
      name: 'an address if there is one, which a VPC endpoint hides',
      trust: under('IpAddressIfExists', key, office),
      says: 'through a VPC endpoint of anybody’s',
      gets: { without: [key] },
    },
    {
      name: 'a Deny if there is an address',
      trust: guarded(when('NotIpAddressIfExists', key, '0.0.0.0/0')),
      says: 'from anywhere',
    },
    { name: 'a Deny from one network', trust: guarded(when('IpAddress', key, office)) },
    {
      name: 'a Deny from everywhere but a part of the internet',
      trust: guarded(when('NotIpAddress', key, [office, '0.0.0.0/2'])),
    },
    {
      name: 'a Deny from elsewhere of calls that come by address',
      trust: guarded({ ...when('NotIpAddress', key, office), ...when('Null', key, false) }),
      says: 'VPC endpoint',
    },
    {
      name: 'a Deny from elsewhere that any endpoint escapes',
      trust: guarded({ ...when('NotIpAddress', key, office), ...when('Null', 'aws:SourceVpce', true) }),
      says: 'VPC endpoint',
      gets: { without: [key] },
    },
    {
      name: 'a Deny with an escape hatch',
      trust: guarded({ ...when('NotIpAddress', key, office), ...when('StringNotEquals', 'sts:RoleSessionName', 'x1') }),
    },
    { name: 'any endpoint', trust: under('Null', 'aws:SourceVpce', false), says: 'VPC endpoint' },
    {
      name: 'any endpoint, by a pattern',
      trust: under('StringLike', 'aws:SourceVpce', 'vpce-*'),
      says: 'VPC endpoint',
    },
    {
      name: 'any VPC, by a pattern of its ARN',
      trust: under('ArnLike', 'aws:SourceVpcArn', 'arn:aws:ec2:*:*:vpc/*'),
      says: 'VPC endpoint',
    },
    { name: 'endpoints of any account', trust: under('Null', 'aws:VpceAccount', false), says: 'VPC endpoint' },
    { name: 'endpoints of any organization', trust: under('StringLike', 'aws:VpceOrgID', 'o-*'), says: 'VPC endpoint' },
    {
      name: 'endpoints of any part of an organization',
      trust: under('ForAnyValue:StringLike', 'aws:VpceOrgPaths', 'o-*/r-*'),
      says: 'VPC endpoint',
    },
    { name: 'any VPC', trust: under('StringLike', 'aws:SourceVpc', '*'), says: 'VPC endpoint' },
    { name: 'every endpoint but one', trust: under('StringNotEquals', 'aws:SourceVpce', endpoint) },
    {
      name: 'endpoints of any organization but one',
      trust: under('StringNotEquals', 'aws:VpceOrgID', otherOrganization),
    },
    {
      name: 'a private address, which a thief’s own VPC has too',
      trust: under('IpAddress', 'aws:VpcSourceIp', '10.0.1.0/24'),
      says: 'VPC endpoint',
    },
    {
      name: 'a network in one statement of two',
      trust: doc(under('IpAddress', key, office), allow(iam(own, 'user/ann'))),
      at: '/Statement/1',
    },
  ],
  unknown: [
    {
      name: 'the network is a parameter',
      trust: under('IpAddress', key, text(hole('Ref Network'))),
      because: 'Ref Network',
    },
    {
      name: 'one of the networks is a parameter',
      trust: guarded(when('NotIpAddress', key, [office, text(hole('Ref Network'))])),
      because: 'Ref Network',
    },
    {
      name: 'the endpoint is made by the template',
      trust: under('StringEquals', 'aws:SourceVpce', text(hole('Ref Endpoint'))),
      because: 'Ref Endpoint',
    },
    {
      name: 'a network in one of two cases',
      trust: allow(ourselves, choice('IsProd', when('IpAddress', key, office), {}) as never),
      because: 'IsProd',
    },
    {
      name: 'a Deny not known yet',
      trust: guarded({ NotIpAddress: text(hole('Ref Networks')) }),
      because: 'Ref Networks',
    },
  ],
});
