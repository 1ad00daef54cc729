import type { Tree } from '../../../shared/model/tree';
import type { FailRow, Row } from '../../table';
import { allow, deny, doc, everybody, own, ourselves, when } from '../../table/build';

const aws = (AWS: Tree): Tree => allow({ AWS });
const federated = (Federated: string): Tree =>
  allow({ Federated }, undefined, { Action: 'sts:AssumeRoleWithWebIdentity' });
const acting = (Action: Tree): Tree => allow(ourselves, undefined, { Action });
const withElement = (element: object): Tree => allow(ourselves, undefined, element as never);
const on = '/Statement/0';

/** What stands in a statement. */
export const pass: readonly Row[] = [
  { name: 'everybody', trust: aws('*') },
  {
    name: 'accounts, roles, users and sessions',
    trust: aws([
      own,
      `arn:aws:iam::${own}:root`,
      `arn:aws:iam::${own}:role/ci/Deploy`,
      `arn:aws:iam::${own}:user/ann`,
      `arn:aws:sts::${own}:assumed-role/Deploy/run`,
      `arn:aws:sts::${own}:federated-user/ann`,
    ]),
  },
  {
    name: 'ids of principals that were deleted',
    trust: aws(['AIDAABCDEFGHIJKLMNOPQ', 'AROAABCDEFGHIJKLMNOPQ', 'AGPAABCDEFGHIJKLMNOPQ']),
  },
  { name: 'an account as a number', trust: aws(Number(own)) },
  ...['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'].map((partition) => ({
    name: `the partition ${partition}`,
    trust: aws(`arn:${partition}:iam::${own}:root`),
  })),
  {
    name: 'services of every spelling',
    trust: allow({
      Service: ['ec2.amazonaws.com', 'logs.eu-west-1.amazonaws.com', 'ec2.amazonaws.com.cn', 'pods.eks.amazonaws.com'],
    }),
  },
  {
    name: 'a SAML provider',
    trust: allow({ Federated: `arn:aws:iam::${own}:saml-provider/corp` }, undefined, {
      Action: 'sts:AssumeRoleWithSAML',
    }),
  },
  { name: 'a provider with a path', trust: federated(`arn:aws:iam::${own}:oidc-provider/oidc.circleci.com/org/1234`) },
  {
    name: 'a provider with a slash at its end',
    trust: federated(`arn:aws:iam::${own}:oidc-provider/login.app.env0.com/`),
  },
  ...['accounts.google.com', 'www.amazon.com', 'graph.facebook.com'].map((name) => ({
    name: `the built-in provider ${name}`,
    trust: federated(name),
  })),
  { name: 'principals of two types', trust: allow({ AWS: own, Service: 'ec2.amazonaws.com' }) },
  {
    name: 'every action that a trust policy decides about',
    trust: acting(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext']),
  },
  { name: 'wildcards inside actions', trust: acting(['sts:*', 'sts:Assume*', 'sts:A*Role', 'sts:Assume?ole']) },
  { name: 'small letters in an action', trust: acting('STS:assumerole') },
  { name: 'actions that are not meant', trust: withElement({ Action: undefined, NotAction: 'sts:TagSession' }) },
  {
    name: 'a Sid and an empty one',
    trust: doc(withElement({ Sid: 'Deploy1' }), withElement({ Sid: '' }), withElement({ Sid: '' })),
  },
  { name: 'a Deny', trust: doc(allow(ourselves), deny(everybody)) },
  { name: 'an empty Condition', trust: allow(ourselves, {}) },
  {
    name: 'condition values that are texts, numbers and truths',
    trust: allow(ourselves, {
      Bool: { 'aws:MultiFactorAuthPresent': true, 'aws:SecureTransport': 'true' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': 300 },
    }),
  },
  {
    name: 'one key under two operators',
    trust: allow(ourselves, { StringEquals: { 'aws:PrincipalAccount': own }, Null: { 'aws:PrincipalAccount': false } }),
  },
  ...[
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'StringLike',
    'StringNotLike',
    'ArnEquals',
    'ArnLike',
    'ArnNotEquals',
    'ArnNotLike',
  ].flatMap((operator) =>
    [operator, `${operator}IfExists`, `ForAnyValue:${operator}`, `ForAllValues:${operator}IfExists`].map((name) => ({
      name: `the operator ${name}`,
      trust: allow(ourselves, when(name, 'aws:PrincipalArn', `arn:aws:iam::${own}:role/Deploy`)),
    })),
  ),
];

export const fail: readonly FailRow[] = [
  { name: 'the bare star', trust: allow('*'), at: `${on}/Principal`, says: '"*"' },
  { name: 'a principal that is a text', trust: allow(own), at: `${on}/Principal` },
  {
    name: 'a star in the place of an account',
    trust: aws('arn:aws:iam::*:root'),
    at: `${on}/Principal/AWS`,
    says: 'wildcard',
  },
  {
    name: 'a star in a role’s name',
    trust: aws(`arn:aws:iam::${own}:role/*`),
    at: `${on}/Principal/AWS`,
    says: 'wildcard',
  },
  {
    name: 'a star in a session’s name',
    trust: aws([own, `arn:aws:sts::${own}:assumed-role/Deploy/*`]),
    at: `${on}/Principal/AWS/1`,
  },
  { name: 'an account that lost its leading zero', trust: aws(12345678901), at: `${on}/Principal/AWS` },
  {
    name: 'a role whose name no role can have',
    trust: allow({ AWS: `arn:aws:iam::${own}:role/ci/x[y` }),
    at: `${on}/Principal/AWS`,
    says: 'no role, user or provider can have the name',
  },
  {
    name: 'an ARN with a short account',
    trust: aws('arn:aws:iam::12345:root'),
    at: `${on}/Principal/AWS`,
    says: '12 digits',
  },
  { name: 'a name that is no principal', trust: aws('Deploy'), at: `${on}/Principal/AWS` },
  { name: 'a group', trust: aws(`arn:aws:iam::${own}:group/ops`), at: `${on}/Principal/AWS` },
  { name: 'every service', trust: allow({ Service: '*' }), at: `${on}/Principal/Service` },
  { name: 'a service without its suffix', trust: allow({ Service: 'ec2' }), at: `${on}/Principal/Service` },
  { name: 'every provider', trust: federated('*'), at: `${on}/Principal/Federated` },
  {
    name: 'a provider by its host alone',
    trust: federated('token.actions.githubusercontent.com'),
    at: `${on}/Principal/Federated`,
  },
  {
    name: 'a user of S3',
    trust: allow({ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }),
    at: `${on}/Principal/CanonicalUser`,
  },
  {
    name: 'a type of principal that does not exist',
    trust: allow({ Role: own }),
    at: [`${on}/Principal`, `${on}/Principal/Role`],
  },
  { name: 'no principal', trust: withElement({ Principal: undefined }), at: on },
  { name: 'an empty principal', trust: allow({}), at: `${on}/Principal` },
  { name: 'a principal that is no text', trust: aws([own, { Name: 'X' }]), at: `${on}/Principal/AWS/1` },
  { name: 'every action of AWS', trust: acting('*'), at: on },
  {
    name: 'an action of another service',
    trust: acting(['sts:AssumeRole', 's3:GetObject']),
    at: on,
    says: 's3:GetObject',
  },
  { name: 'every action of another service', trust: acting('s3:*'), at: on },
  { name: 'an action without its prefix', trust: acting('AssumeRole'), at: on },
  { name: 'a misspelt action', trust: acting(['sts:AssumeRole', 'sts:TagSessions']), at: on, says: 'sts:TagSessions' },
  { name: 'no action', trust: withElement({ Action: undefined }), at: on },
  { name: 'an empty list of actions', trust: acting([]), at: `${on}/Action` },
  { name: 'Action and NotAction', trust: withElement({ NotAction: 'sts:TagSession' }), at: on },
  { name: 'a Resource', trust: withElement({ Resource: '*' }), at: `${on}/Resource` },
  { name: 'a NotResource', trust: withElement({ NotResource: '*' }), at: `${on}/NotResource` },
  { name: 'an element of a statement that does not exist', trust: withElement({ Conditions: {} }), at: on },
  { name: 'no Effect', trust: withElement({ Effect: undefined }), at: `${on}/Effect` },
  { name: 'an Effect in small letters', trust: withElement({ Effect: 'allow' }), at: `${on}/Effect` },
  { name: 'an Effect that does not exist', trust: withElement({ Effect: 'Permit' }), at: `${on}/Effect` },
  { name: 'a Sid with a dash', trust: withElement({ Sid: 'let-in' }), at: `${on}/Sid` },
  { name: 'a Sid twice', trust: doc(withElement({ Sid: 'A' }), withElement({ Sid: 'A' })), at: '/Statement/1' },
  { name: 'a Condition that is a text', trust: withElement({ Condition: 'StringEquals' }), at: `${on}/Condition` },
  {
    name: 'an operator that holds a text',
    trust: withElement({ Condition: { StringEquals: 'aws:PrincipalOrgID' } }),
    at: `${on}/Condition/StringEquals`,
  },
  {
    name: 'a misspelt operator',
    trust: allow(ourselves, when('StringEqual', 'aws:PrincipalAccount', own)),
    at: `${on}/Condition/StringEqual/aws:PrincipalAccount`,
    says: 'StringEqual',
  },
  {
    name: 'a misspelt set operator',
    trust: allow(ourselves, when('ForAllValue:StringEquals', 'aws:TagKeys', 'a')),
    at: `${on}/Condition/ForAllValue:StringEquals/aws:TagKeys`,
  },
  {
    name: 'Null with IfExists',
    trust: allow(ourselves, when('NullIfExists', 'aws:TagKeys', true)),
    at: `${on}/Condition/NullIfExists/aws:TagKeys`,
  },
  {
    name: 'a key without a prefix',
    trust: allow(ourselves, when('StringEquals', 'ExternalId', 'a-1')),
    at: `${on}/Condition/StringEquals/ExternalId`,
  },
  {
    name: 'a key twice in other letter case',
    trust: allow(ourselves, { StringEquals: { 'sts:ExternalId': 'a-1', 'sts:externalid': 'a-2' } }),
    at: `${on}/Condition/StringEquals/sts:externalid`,
  },
  {
    name: 'a condition value that is an object',
    trust: allow(ourselves, { StringEquals: { 'sts:ExternalId': { Value: 'Id' } } }),
    at: `${on}/Condition/StringEquals/sts:ExternalId`,
  },
  {
    name: 'two faults in one statement',
    trust: withElement({ Effect: 'allow', Resource: '*' }),
    at: [`${on}/Effect`, `${on}/Resource`],
  },
];
