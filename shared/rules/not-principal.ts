import { documentRule } from './kinds';

export const notPrincipal = documentRule({
  name: 'not-principal',
  level: 'error',
  summary: 'No statement says whom it does not mean.',
  why: 'NotPrincipal with Allow lets in everybody in the world but the ones named. IAM refuses the element in trust policies.',
  fix: 'Name the principals in Principal. To keep some out, add a Deny statement with a Principal, or with a condition on aws:PrincipalArn.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html'],

  finds: ({ reading }) =>
    reading.policy.statements
      .filter(({ notPrincipal }) => notPrincipal)
      .map(({ at, effect }) => ({
        at,
        message:
          effect === 'Allow'
            ? 'everybody but the named principals can assume this role'
            : 'a Deny with NotPrincipal is refused by IAM and keeps nobody out',
      })),
});
