import { anyService, unnamedService } from '../search/question/passed-services';
import { grantRule } from './grants';

const key = 'iam:PassedToService';

export const passAnyRole = grantRule({
  name: 'pass-any-role',
  level: 'warning',
  summary: 'No policy lets its holder pass roles that it does not name.',
  why: 'Whoever hands a role to a service can have the service do what the role may do: with any role to choose from, that is whatever the strongest role may do.',
  fix: 'Name the roles in Resource, and the services in iam:PassedToService.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService',
  ],

  asks: () => [
    { actions: ['iam:PassRole'], resource: { of: 'role', whose: 'own' }, context: { [key]: unnamedService } },
    {
      // policies of AWS's own are written like this, and leave it to the roles' trust which of them the service takes
      actions: ['iam:PassRole'],
      resource: { of: 'role', whose: 'own' },
      context: { [key]: anyService },
      atMost: 'info',
      says: ({ request }) =>
        `whoever has this policy can pass any role to ${request.context[key]?.toString() ?? 'a service'}`,
    },
  ],
  says: () => 'whoever has this policy can pass any role to any service',
});
