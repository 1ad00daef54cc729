import { guests } from '../search/question/guests';
import { issuerIn, tokensOf } from './words/issuers';
import { trustRule } from './kinds';

export const cognitoAmr = trustRule({
  name: 'cognito-amr',
  level: 'error',
  summary: 'No guest of an identity pool gets a role that is meant for people who have logged in.',
  why: 'An identity pool can give tokens to anybody, without a login. A role that does not ask how somebody logged in may be had by guests. A role that names unauthenticated on purpose is left alone.',
  fix: 'Require ForAnyValue:StringLike cognito-identity.amazonaws.com:amr with authenticated, or with unauthenticated where the role is meant for guests.',
  references: ['https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html'],

  asks: () => [
    {
      caller: tokensOf(({ name }) => name === 'Amazon Cognito identity pools'),
      actions: ['sts:AssumeRoleWithWebIdentity'],
      claims: (url) => ({ [`${url}:amr`]: { absent: false, value: guests } }),
      per: 'statement',
    },
  ],
  says: (answer) => `a guest who has not logged in at ${issuerIn(answer)} can assume this role`,
});
