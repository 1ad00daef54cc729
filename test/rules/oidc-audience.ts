import { oidcAudience } from '../../shared/rules/oidc-audience';
import { type FailRow, type Row, table } from '../table';
import { doc, hole, text, when } from '../table/build';
import { github, refused, subjects, tokens } from '../table/federation';

const google = 'accounts.google.com';
const pool = 'cognito-identity.amazonaws.com';
const facebook = 'graph.facebook.com';
const amazon = 'www.amazon.com';
const vercel = 'oidc.vercel.com';
const pulumi = 'api.pulumi.com/oidc';
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF';
const entra = 'sts.windows.net/11111111-2222-4333-8444-555555555555/';
const okta = 'octo.okta.com';
const auth0 = 'octo.eu.auth0.com/';
const userPool = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc';

const audience = (issuer: string, value: Parameters<typeof when>[2], operator = 'StringEquals', claim = 'aud') =>
  tokens(issuer, when(operator, `${issuer}:${claim}`, value));

/** Issuers whose audience is the tenant, with one that is ours. */
const tenants = [
  [google, 'client-1'],
  [entra, 'api://app-1'],
  [okta, '0oa1'],
  [auth0, 'abc'],
  [pool, 'eu-west-1:11111111-2222-4333-8444-555555555555'],
  [userPool, 'client-1'],
  [vercel, 'https://vercel.com/octo'],
  [pulumi, 'aws:octo'],
] as const;

export default table(oidcAudience, {
  pass: [
    { name: 'GitHub’s usual audience', trust: subjects(github, 'repo:octo-org/site:*', 'sts.amazonaws.com') },
    { name: 'a service account of EKS', trust: subjects(eks, 'system:serviceaccount:shop:api', 'sts.amazonaws.com') },
    ...tenants.map(([issuer, ours]): Row => ({ name: `an audience of ${issuer}`, trust: audience(issuer, ours) })),
    { name: 'an application of Facebook’s', trust: audience(facebook, '123', 'StringEquals', 'app_id') },
    { name: 'an application of Amazon’s', trust: audience(amazon, 'amzn1.application.a', 'StringEquals', 'app_id') },
    { name: 'one of several audiences', trust: audience(google, ['client-1', 'client-2']) },
    {
      name: 'one of the audiences of a token',
      trust: audience(github, ['sts.amazonaws.com'], 'ForAnyValue:StringEquals'),
    },
    { name: 'a pattern without a wildcard', trust: audience(github, 'sts.amazonaws.com', 'StringLike') },
    {
      name: 'a key in other letters',
      trust: tokens(google, when('StringEquals', 'Accounts.Google.com:AUD', 'client-1')),
    },
    {
      name: 'a Deny of every other audience',
      trust: doc(tokens(google), refused(google, 'StringNotEquals', 'aud', 'client-1')),
    },
    { name: 'an audience not known yet', trust: audience(google, text(hole('Ref Client'))) },
    {
      name: 'the key of another issuer, so that nobody gets in',
      trust: tokens(google, when('StringEquals', `${github}:aud`, 'x')),
    },
    {
      name: 'every provider, which another rule says',
      trust: { Effect: 'Allow', Principal: { Federated: '*' }, Action: 'sts:AssumeRoleWithWebIdentity' },
    },
  ],
  fail: [
    {
      name: 'no audience at GitHub',
      trust: subjects(github, 'repo:octo-org/site:*'),
      level: 'warning',
      says: 'for any other application',
      gets: { type: 'Federated' },
    },
    {
      name: 'neither audience nor subject at GitHub, which is another rule’s matter',
      trust: tokens(github),
      level: 'warning',
    },
    { name: 'no audience at EKS', trust: subjects(eks, 'system:serviceaccount:shop:api'), level: 'warning' },
    ...tenants.map(([issuer]): FailRow => ({
      name: `no audience of ${issuer}`,
      trust: tokens(issuer),
      level: 'error',
    })),
    {
      name: 'no application of Facebook’s',
      trust: tokens(facebook),
      level: 'error',
      gets: { context: { [`${facebook}:app_id`]: 'x-invented' } },
    },
    { name: 'no application of Amazon’s', trust: tokens(amazon), level: 'error' },
    { name: 'the claim that other issuers have', trust: audience(facebook, '123', 'StringEqualsIfExists') },
    { name: 'any audience', trust: audience(google, '*', 'StringLike') },
    { name: 'audiences that begin alike', trust: audience(vercel, 'https://vercel.com/oct*', 'StringLike') },
    { name: 'an audience, if there is one', trust: audience(google, 'client-1', 'StringEqualsIfExists') },
    { name: 'every audience that there is', trust: audience(google, ['client-1'], 'ForAllValues:StringEquals') },
    { name: 'any audience but one', trust: audience(google, 'client-9', 'StringNotEquals') },
    { name: 'an audience that is there', trust: tokens(google, when('Null', `${google}:aud`, 'false')) },
    {
      name: 'one account of Google’s for whatever application',
      trust: subjects(google, '103984572'),
      level: 'warning',
    },
    {
      name: 'one organization of Google’s for whatever application',
      trust: audience(google, '123456', 'StringEquals', 'google/organization_number'),
      level: 'warning',
    },
    {
      name: 'one organization of Google’s that is not known yet',
      trust: audience(google, text(hole('Ref Organization')), 'StringEquals', 'google/organization_number'),
      level: 'warning',
    },
    {
      name: 'one person of Facebook’s for whatever application',
      trust: audience(facebook, '4', 'StringEquals', 'id'),
      level: 'warning',
    },
    {
      name: 'one customer of Amazon’s for whatever application',
      trust: audience(amazon, 'amzn1.account.A', 'StringEquals', 'user_id'),
      level: 'warning',
    },
    { name: 'an issuer that is not known', trust: subjects('login.example.com', 'f:octo:ann'), level: 'warning' },
    {
      name: 'a laxer second statement',
      trust: doc(audience(google, 'client-1'), tokens(google)),
      at: '/Statement/1',
    },
    { name: 'a Deny of one audience', trust: doc(tokens(google), refused(google, 'StringEquals', 'aud', 'client-9')) },
  ],
  unknown: [
    {
      name: 'a pattern not known yet',
      trust: audience(google, text(hole('Ref Clients')), 'StringLike'),
      because: 'Ref Clients',
    },
    {
      name: 'a provider not known yet',
      trust: { ...tokens(google), Principal: { Federated: text(hole('Ref Provider')) } },
      because: 'Ref Provider',
    },
    {
      name: 'conditions not known yet',
      trust: { ...tokens(google), Condition: text(hole('Ref Conditions')) },
      because: 'Ref Conditions',
    },
  ],
});
