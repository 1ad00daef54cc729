import { grantRule } from './grants';

export const delegatedToken = grantRule({
  name: 'delegated-token',
  level: 'info',
  summary: 'Nobody trades in tokens of temporary delegation, or approves a delegation, by accident.',
  why: 'With temporary delegation a customer lets a product provider act in its account for a while. Whoever may approve that, or trade the token in, stands on one side of it; wide policies allow both unseen.',
  fix: 'Keep these actions to the people and the service that delegation is meant for, and name the provider under accounts.thirdParties.',
  references: [
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetDelegatedAccessToken.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AcceptDelegationRequest.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-temporary-delegation.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
  ],

  asks: () => [
    { actions: ['sts:GetDelegatedAccessToken'], resource: { of: 'nothing', whose: 'own' } },
    // a delegation is approved first, and its token is sent on then
    ...['iam:AcceptDelegationRequest', 'iam:SendDelegationToken'].map((action) => ({
      actions: [action],
      resource: { of: 'delegation-request', whose: 'own' } as const,
      says: () => 'whoever has this policy can let a product provider act in this account',
    })),
  ],
  says: () => 'whoever has this policy can trade in tokens of temporary delegation',
});
