import type { Text } from '../../shared/model/text';
import { federatedAction } from '../../shared/rules/federated-action';
import { table } from '../table';
import { allow, choice, deny, doc, everybody, hole, ourselves, own, text } from '../table/build';

const saml = `arn:aws:iam::${own}:saml-provider/corp`;
const oidc = `arn:aws:iam::${own}:oidc-provider/gitlab.com`;
const google = 'accounts.google.com';
const withSaml = 'sts:AssumeRoleWithSAML';
const withToken = 'sts:AssumeRoleWithWebIdentity';

const may = (principal: Parameters<typeof allow>[0], ...Action: (string | Text)[]) =>
  allow(principal, undefined, { Action });

export default table(federatedAction, {
  pass: [
    { name: 'a SAML provider', trust: may({ Federated: saml }, withSaml) },
    { name: 'a SAML provider with tags', trust: may({ Federated: saml }, withSaml, 'sts:TagSession') },
    { name: 'an OIDC provider', trust: may({ Federated: oidc }, withToken) },
    { name: 'a built-in provider', trust: may({ Federated: google }, withToken) },
    { name: 'an account', trust: may(ourselves, 'sts:AssumeRole') },
    { name: 'a service', trust: may({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole') },
    { name: 'everybody', trust: may(everybody, 'sts:AssumeRole') },
    {
      name: 'several principals, each with its action',
      trust: may({ ...ourselves, Federated: [saml, oidc] }, 'sts:AssumeRole', withSaml, withToken),
    },
    { name: 'every action', trust: may({ ...ourselves, Federated: saml }, 'sts:*') },
    { name: 'small letters', trust: may({ Federated: saml }, 'sts:assumerolewithsaml') },
    { name: 'every action that begins alike', trust: may({ Federated: oidc }, 'sts:AssumeRoleWith*') },
    {
      name: 'every action but one',
      trust: allow({ Federated: oidc }, undefined, { Action: undefined, NotAction: 'sts:AssumeRole' }),
    },
    { name: 'tags alone', trust: may({ Federated: saml }, 'sts:TagSession') },
    {
      name: 'a Deny',
      trust: doc(may(ourselves, 'sts:AssumeRole'), deny({ Federated: saml }, undefined, { Action: 'sts:AssumeRole' })),
    },
    {
      name: 'a provider not known yet with a provider’s action',
      trust: may({ Federated: text(hole('Ref Provider')) }, withToken),
    },
  ],
  fail: [
    {
      name: 'a SAML provider with the action of accounts',
      trust: may({ Federated: saml }, 'sts:AssumeRole'),
      at: '/Statement/0/Principal/Federated',
      says: withSaml,
    },
    {
      name: 'a SAML provider with the action of OIDC providers',
      trust: may({ Federated: saml }, withToken),
      at: '/Statement/0/Principal/Federated',
    },
    {
      name: 'an OIDC provider with the action of SAML providers',
      trust: may({ Federated: oidc }, withSaml),
      at: '/Statement/0/Principal/Federated',
      says: withToken,
    },
    {
      name: 'a built-in provider with the action of accounts',
      trust: may({ Federated: google }, 'sts:AssumeRole'),
      at: '/Statement/0/Principal/Federated',
    },
    {
      name: 'an account with the action of SAML providers',
      trust: may(ourselves, withSaml),
      at: '/Statement/0/Principal/AWS',
      says: 'can only use sts:AssumeRole',
    },
    {
      name: 'a service with the action of OIDC providers',
      trust: may({ Service: 'ec2.amazonaws.com' }, withToken),
      at: '/Statement/0/Principal/Service',
    },
    {
      name: 'tags hide nothing',
      trust: may({ Federated: saml }, 'sts:AssumeRole', 'sts:TagSession'),
      at: '/Statement/0/Principal/Federated',
    },
    {
      name: 'one of several principals',
      trust: may({ Federated: [saml, oidc] }, withSaml),
      at: '/Statement/0/Principal/Federated/1',
    },
    {
      name: 'every action but the fitting one',
      trust: allow({ Federated: oidc }, undefined, { Action: undefined, NotAction: withToken }),
      at: '/Statement/0/Principal/Federated',
    },
    {
      name: 'a provider not known yet with the action of accounts',
      trust: may({ Federated: text(hole('Ref Provider')) }, 'sts:AssumeRole'),
      at: '/Statement/0/Principal/Federated',
    },
    {
      name: 'in JSON text',
      trust: JSON.stringify(doc(may({ Federated: saml }, 'sts:AssumeRole'))),
      at: '/Statement/0/Principal/Federated',
    },
  ],
  unknown: [
    {
      name: 'an action not known yet',
      trust: may({ Federated: saml }, 'sts:AssumeRole', text(hole('Ref Action'))),
      at: '/Statement/0/Principal/Federated',
      because: 'Ref Action',
    },
    {
      name: 'one of two actions',
      trust: allow({ Federated: saml }, undefined, { Action: choice('IsProd', withSaml, withToken) }),
      at: '/Statement/0/Principal/Federated',
      because: 'IsProd',
    },
  ],
});
