import { grantRule } from './grants';
import { accountIn } from './words/accounts';

export const assumeAnyRole = grantRule({
  name: 'assume-any-role',
  level: 'error',
  summary: 'No policy lets its holder assume roles that it does not name.',
  why: 'A permission to assume any role reaches every role whose trust policy names the account, today and later, in this account and in others.',
  fix: 'Name the roles in Resource, if only by the beginning of their names, or require a value of a tag of theirs with aws:ResourceTag.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
  ],

  asks: () => [
    { actions: ['sts:AssumeRole'], resource: { of: 'role', whose: 'unnamed' } },
    {
      actions: ['sts:AssumeRole'],
      resource: { of: 'role', whose: 'fitting' },
      says: ({ request }) =>
        `whoever has this policy can assume every role of accounts that it does not name, such as ${accountIn(request.resource)}`,
    },
    {
      actions: ['sts:AssumeRole'],
      resource: { of: 'role', whose: 'named' },
      atMost: 'warning',
      says: ({ request }) => `whoever has this policy can assume every role of ${accountIn(request.resource)}`,
    },
  ],
  says: () => 'whoever has this policy can assume any role of any account',
});
