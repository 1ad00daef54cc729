import { grantRule } from './grants';

export const federationToken = grantRule({
  name: 'federation-token',
  level: 'warning',
  summary: 'No policy lets an IAM user hand out federated sessions.',
  why: 'sts:GetFederationToken turns a user’s long-term key into sessions of up to 36 hours under names of the user’s choice, which outlive the key where nobody revokes them.',
  fix: 'Leave out sts:GetFederationToken; let people sign in through IAM Identity Center and machines assume a role.',
  references: [
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html',
  ],

  asks: () => [
    // sessions of roles cannot make this call
    { actions: ['sts:GetFederationToken'], resource: { of: 'federated-user', whose: 'own' }, callers: ['user'] },
  ],
  says: () => 'an IAM user who has this policy can hand out sessions of up to 36 hours',
});
