import { grantRule } from './grants';

export const sessionToken = grantRule({
  name: 'session-token',
  level: 'info',
  summary: 'No policy speaks of sts:GetSessionToken for IAM users, whose sessions last up to 36 hours.',
  why: 'An IAM user needs no permission for sts:GetSessionToken. A policy that allows it shows that long-term keys are in use, and that their sessions, of 12 hours where nothing is said, count on nobody revoking them.',
  fix: 'Leave it out; let people sign in through IAM Identity Center and machines assume a role.',
  references: [
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html',
  ],

  asks: () => [{ actions: ['sts:GetSessionToken'], resource: { of: 'nothing', whose: 'own' }, callers: ['user'] }],
  says: () => 'an IAM user who has this policy can trade its keys for sessions of up to 36 hours',
});
