import { cognitoAmr } from '../../shared/rules/cognito-amr';
import { table } from '../table';
import { choice, doc, hole, text, when } from '../table/build';
import { refused, tokens } from '../table/federation';

const pool = 'cognito-identity.amazonaws.com';
const amr = `${pool}:amr`;
const aud = { StringEquals: { [`${pool}:aud`]: 'eu-west-1:11111111-2222-4333-8444-555555555555' } };

const how = (operator: string, value: Parameters<typeof when>[2], key = amr) =>
  tokens(pool, { ...aud, ...when(operator, key, value) });

export default table(cognitoAmr, {
  pass: [
    { name: 'people who have logged in', trust: how('ForAnyValue:StringLike', 'authenticated') },
    { name: 'people who have logged in, without a pattern', trust: how('ForAnyValue:StringEquals', ['authenticated']) },
    {
      name: 'people who have logged in at one user pool',
      trust: how('ForAnyValue:StringLike', 'cognito-idp.eu-west-1.amazonaws.com/*:CognitoSignIn:*'),
    },
    { name: 'guests, on purpose', trust: how('ForAnyValue:StringLike', 'unauthenticated') },
    {
      name: 'people and guests, on purpose',
      trust: how('ForAnyValue:StringLike', ['authenticated', 'unauthenticated']),
    },
    { name: 'every way to log in, none of them a guest’s', trust: how('ForAllValues:StringNotLike', 'un*') },
    {
      name: 'a Deny of guests',
      trust: doc(tokens(pool, aud), refused(pool, 'ForAnyValue:StringEquals', 'amr', 'unauthenticated')),
    },
    {
      name: 'a Deny of all who have not logged in',
      trust: doc(tokens(pool, aud), refused(pool, 'ForAllValues:StringNotEquals', 'amr', 'authenticated')),
    },
    {
      name: 'a key in other letters',
      trust: how('ForAnyValue:StringLike', 'authenticated', 'Cognito-Identity.amazonaws.com:AMR'),
    },
    { name: 'another issuer', trust: tokens('accounts.google.com') },
    {
      name: 'an action that lets nobody in',
      trust: { ...tokens(pool, aud), Action: 'sts:TagSession' },
    },
    {
      name: 'every provider, which another rule says',
      trust: { Effect: 'Allow', Principal: { Federated: '*' }, Action: 'sts:AssumeRoleWithWebIdentity' },
    },
  ],
  fail: [
    {
      name: 'nothing is asked of the login',
      trust: tokens(pool, aud),
      says: 'a guest who has not logged in',
      gets: { type: 'Federated', context: { [amr]: 'unauthenticated' } },
    },
    { name: 'no condition', trust: tokens(pool) },
    { name: 'a pattern that guests fit too', trust: how('ForAnyValue:StringLike', '*authenticated') },
    { name: 'any login', trust: how('ForAnyValue:StringLike', '*') },
    { name: 'some login', trust: tokens(pool, { ...aud, Null: { [amr]: 'false' } }) },
    { name: 'without a set operator on a list', trust: how('StringEquals', 'authenticated') },
    { name: 'not by one provider', trust: how('ForAnyValue:StringNotEquals', 'graph.facebook.com') },
    {
      name: 'the key of another issuer, if it is there',
      trust: how('StringEqualsIfExists', 'authenticated', 'accounts.google.com:amr'),
    },
    { name: 'every STS action', trust: { ...tokens(pool, aud), Action: 'sts:*' } },
    {
      name: 'a laxer second statement',
      trust: doc(how('ForAnyValue:StringLike', 'authenticated'), tokens(pool, aud)),
      at: '/Statement/1',
    },
    {
      name: 'a Deny of guests of another pool',
      trust: doc(tokens(pool, aud), {
        ...refused(pool, 'ForAnyValue:StringEquals', 'amr', 'unauthenticated'),
        Condition: {
          'ForAnyValue:StringEquals': { [amr]: 'unauthenticated' },
          StringEquals: { [`${pool}:aud`]: 'eu-west-1:99999999-2222-4333-8444-555555555555' },
        },
      }),
    },
  ],
  unknown: [
    {
      name: 'a way to log in that is not known yet',
      trust: how('ForAnyValue:StringEquals', text(hole('Ref Way'))),
      because: 'Ref Way',
    },
    {
      name: 'a pattern not known yet',
      trust: how('ForAnyValue:StringLike', text(hole('Ref Way'))),
      because: 'Ref Way',
    },
    {
      name: 'asked in one of two cases',
      trust: how('ForAnyValue:StringLike', choice('IsProd', 'authenticated', '*')),
      because: 'IsProd',
    },
    {
      name: 'a provider not known yet',
      trust: { ...tokens(pool), Principal: { Federated: text(hole('Ref Provider')) } },
      because: 'Ref Provider',
    },
    {
      name: 'conditions not known yet',
      trust: { ...tokens(pool), Condition: text(hole('Ref Conditions')) },
      because: 'Ref Conditions',
    },
  ],
});
