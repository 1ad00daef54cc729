import { everything, grantRule } from './grants';

export const fullAdmin = grantRule({
  name: 'full-admin',
  level: 'info',
  summary: 'No policy allows every action on every resource, whether AWS has it today or not.',
  why: 'Whoever may do everything may also assume, pass and change every role; that is said once here, and not again by each rule on what it may do.',
  fix: 'Name the actions and resources that the work needs, or bound the identity with a permissions boundary.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
  ],
  evenEverything: true,

  asks: () => [everything],
  says: () => 'whoever has this policy can do everything that its policies do not take out',
});
