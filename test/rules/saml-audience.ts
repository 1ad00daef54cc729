import { samlAudience } from '../../shared/rules/saml-audience';
import { table } from '../table';
import { allow, choice, deny, doc, hole, own, text, when } from '../table/build';

const provider = { Federated: `arn:aws:iam::${own}:saml-provider/corp` };
const Action = 'sts:AssumeRoleWithSAML';
const sent = (value: Parameters<typeof when>[2], operator = 'StringEquals', key = 'saml:aud') =>
  allow(provider, when(operator, key, value), { Action });
const open = allow(provider, undefined, { Action });
const usual = 'https://signin.aws.amazon.com/saml';

export default table(samlAudience, {
  pass: [
    { name: 'AWS’s sign-in endpoint', trust: sent(usual) },
    {
      name: 'two Regions’ endpoints',
      trust: sent(['https://eu-west-1.signin.aws.amazon.com/saml', 'https://eu-central-1.signin.aws.amazon.com/saml']),
    },
    {
      name: 'the endpoint for encrypted assertions',
      trust: sent('https://eu-west-1.signin.aws.amazon.com/saml/acs/SAMLSP123'),
    },
    { name: 'any Region', trust: sent('https://*.signin.aws.amazon.com/saml*', 'StringLike') },
    { name: 'in China', trust: sent('https://cn-north-1.signin.amazonaws.cn/saml') },
    { name: 'in GovCloud', trust: sent('https://signin.amazonaws-us-gov.com/saml') },
    { name: 'a key in other letters', trust: sent(usual, 'StringEquals', 'SAML:aud') },
    { name: 'in a list with a set operator', trust: sent([usual], 'ForAnyValue:StringEquals') },
    {
      name: 'a Deny of every other endpoint',
      trust: doc(open, deny(provider, when('StringNotEquals', 'saml:aud', usual), { Action })),
    },
    { name: 'an audience that no assertion has, so that nobody gets in', trust: sent('urn:amazon:webservices') },
    {
      name: 'an action that lets nobody in',
      trust: allow(provider, undefined, { Action: 'sts:TagSession' }),
    },
    {
      name: 'an OIDC provider',
      trust: allow({ Federated: 'accounts.google.com' }, undefined, { Action: 'sts:AssumeRoleWithWebIdentity' }),
    },
    {
      name: 'every provider, which another rule says',
      trust: { Effect: 'Allow', Principal: { Federated: '*' }, Action: 'sts:AssumeRoleWithSAML' },
    },
  ],
  fail: [
    {
      name: 'no audience',
      trust: open,
      says: 'an assertion for any other service',
      gets: { type: 'Federated', context: { 'saml:aud': 'https://service.example.com/saml' } },
    },
    { name: 'another service', trust: sent('https://service.example.com/saml') },
    { name: 'another service beside AWS', trust: sent([usual, 'https://service.example.com/saml']) },
    { name: 'any audience', trust: sent('*', 'StringLike') },
    { name: 'any audience over TLS', trust: sent('https://*', 'StringLike') },
    { name: 'a host that only begins like AWS’s', trust: sent('https://signin.aws.amazon.com*', 'StringLike') },
    {
      name: 'an audience, if there is one',
      trust: sent(usual, 'StringEqualsIfExists'),
      gets: { without: ['saml:aud'] },
    },
    { name: 'every audience that there is', trust: sent([usual], 'ForAllValues:StringEquals') },
    { name: 'any audience but one', trust: sent('https://service.example.com/saml', 'StringNotEquals') },
    { name: 'an audience that is there', trust: allow(provider, when('Null', 'saml:aud', false), { Action }) },
    { name: 'who issued it', trust: sent('https://idp.example.com', 'StringEquals', 'saml:iss') },
    { name: 'every STS action', trust: allow(provider, undefined, { Action: 'sts:*' }) },
    { name: 'a laxer second statement', trust: doc(sent(usual), open), at: '/Statement/1' },
    {
      name: 'a Deny of one service',
      trust: doc(
        open,
        deny(provider, when('StringEquals', 'saml:aud', 'https://service.example.com/saml'), { Action }),
      ),
    },
  ],
  unknown: [
    {
      name: 'a provider not known yet',
      trust: allow({ Federated: text(hole('Ref Provider', 'arn')) }, undefined, { Action }),
      because: 'Ref Provider',
    },
    { name: 'an audience not known yet', trust: sent(text(hole('Ref Endpoint'))), because: 'Ref Endpoint' },
    {
      name: 'one of two audiences',
      trust: sent(choice('IsProd', usual, 'https://service.example.com/saml')),
      because: 'IsProd',
    },
    {
      name: 'conditions not known yet',
      trust: allow(provider, undefined, { Action, Condition: text(hole('Ref Conditions')) }),
      because: 'Ref Conditions',
    },
  ],
});
