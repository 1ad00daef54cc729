import { yes } from '../iam/truth';
import { iamKinds } from '../search/question';
import { who } from './words/accounts';
import { trustRule } from './kinds';

export const tagValues = trustRule({
  name: 'tag-values',
  level: 'warning',
  summary: 'Each session tag that a caller may pass has one of the values you chose.',
  why: 'A list of allowed tag keys says nothing of their values. A caller that may set team to anything is in every team.',
  fix: 'Require StringEquals aws:RequestTag/<key> with the allowed values, or with ${aws:PrincipalTag/<key>} to pass the caller’s own tag on.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html'],

  asks: () => [
    {
      caller: { kinds: iamKinds, outsider: true, named: () => yes, organization: 'any' },
      actions: ['sts:AssumeRole', 'sts:TagSession'],
      tags: 'arbitrary value',
      per: 'statement',
    },
  ],
  says: (answer) => `${who(answer)} can set the session tag ${answer.invented ?? ''} to any value`,
});
