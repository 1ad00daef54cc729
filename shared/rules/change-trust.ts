import { grantRule } from './grants';

export const changeTrust = grantRule({
  name: 'change-trust',
  level: 'error',
  summary: 'No policy lets its holder rewrite the trust policy of roles that it does not name.',
  why: 'Whoever writes a role’s trust policy decides who can assume it, and can name itself: on any role that is as much as every permission in the account.',
  fix: 'Name the roles in Resource, or leave out iam:UpdateAssumeRolePolicy.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
  ],

  asks: () => [{ actions: ['iam:UpdateAssumeRolePolicy'], resource: { of: 'role', whose: 'own' } }],
  says: () => 'whoever has this policy can rewrite the trust policy of any role',
});
