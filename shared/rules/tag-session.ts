import { taggingService } from '../iam/services';
import { yes } from '../iam/truth';
import { iamKinds } from '../search/question';
import { who } from './words/accounts';
import { trustRule } from './kinds';

export const tagSession = trustRule({
  name: 'tag-session',
  guardrail: 'IAM-STS-6',
  level: 'error',
  summary: 'Nobody sets session tags of their own invention.',
  why: 'Policies read session tags to decide what a session may reach. Whoever invents tags chooses that for itself, and transitive tags go on to the next role.',
  fix: 'Remove sts:TagSession, or limit the keys with ForAllValues:StringEquals aws:TagKeys and each value with StringEquals aws:RequestTag/<key>.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tagkeys',
  ],

  asks: () => [
    {
      caller: { kinds: iamKinds, outsider: true, named: () => yes, organization: 'any' },
      actions: ['sts:AssumeRole', 'sts:TagSession'],
      tags: 'unlisted key',
      per: 'statement',
    },
    {
      // the service, not a person, picks these tags; some services cannot do without
      caller: {
        kinds: ['service'],
        outsider: false,
        services: (service) => taggingService(service) === undefined,
        organization: 'any',
      },
      actions: ['sts:AssumeRole', 'sts:TagSession'],
      tags: 'unlisted key',
      per: 'statement',
      atMost: 'info',
    },
  ],
  says: (answer) => `${who(answer)} can set any session tag, such as ${answer.invented ?? 'one of its own'}`,
});
