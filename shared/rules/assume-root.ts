import { anyTask, unnamedTask } from '../search/question/root-tasks';
import { type AskedGrant, grantRule } from './grants';
import { accountIn } from './words/accounts';

const actions = ['sts:AssumeRoot'];
const task = 'sts:TaskPolicyArn';

export const assumeRoot = grantRule({
  name: 'assume-root',
  level: 'warning',
  summary: 'Sessions of root users are had for named accounts and named tasks alone.',
  why: 'sts:AssumeRoot gives a session of a member account’s root user, which can delete its credentials or open its buckets and queues again. Only what the policy says keeps it to one account and one task.',
  fix: 'Name the accounts in Resource as arn:aws:iam::<account>:root, and the tasks with ArnEquals sts:TaskPolicyArn.',
  references: [
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html',
  ],
  options: {
    accounts: {
      type: 'array',
      items: { type: 'string' },
      description: 'The management account, and those it has delegated root access to: no other may have such a policy',
    },
  },

  asks: ({ options, owner }) => {
    const { accounts } = options as { accounts?: readonly string[] };
    const own = owner.account?.literal;
    const elsewhere: AskedGrant = {
      actions,
      resource: { of: 'root', whose: 'any' },
      context: { [task]: anyTask },
      says: ({ request }) =>
        `whoever has this policy can be the root user of ${accountIn(request.resource)}, and account ${own ?? ''} is none that root access is for`,
    };
    return [
      ...(accounts !== undefined && own !== undefined && !accounts.includes(own) ? [elsewhere] : []),
      { actions, resource: { of: 'root', whose: 'unnamed' }, context: { [task]: anyTask } },
      {
        actions,
        resource: { of: 'root', whose: 'fitting' },
        context: { [task]: anyTask },
        says: ({ request }) =>
          `whoever has this policy can be the root user of accounts that it does not name, such as ${accountIn(request.resource)}`,
      },
      {
        actions,
        resource: { of: 'root', whose: 'named' },
        context: { [task]: unnamedTask },
        says: ({ request }) =>
          `whoever has this policy can be the root user of ${accountIn(request.resource)} for any task`,
      },
    ];
  },
  says: () => 'whoever has this policy can be the root user of any account',
});
