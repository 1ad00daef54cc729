import { yes } from '../iam/truth';
import { absent, iamKinds } from '../search/question';
import { who } from './words/accounts';
import { trustRule } from './kinds';

export const sourceIdentity = trustRule({
  name: 'source-identity',
  level: 'off',
  summary: 'Each session tells who is behind it.',
  why: 'A caller gives its session whatever name it likes. A source identity stays with every further session, so CloudTrail tells the person behind each action.',
  fix: 'Allow sts:SetSourceIdentity beside sts:AssumeRole, and require StringLike sts:SourceIdentity with the values you accept. A Deny needs Null sts:SourceIdentity true: a missing value equals no text, not even an empty one.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html'],

  asks: () => [
    {
      caller: { kinds: iamKinds, outsider: true, named: () => yes, organization: 'any' },
      actions: ['sts:AssumeRole'],
      context: {
        'sts:SourceIdentity': absent,
        // one that was set earlier in a chain of roles goes on by itself
        'aws:SourceIdentity': absent,
      },
      per: 'statement',
    },
  ],
  says: (answer) => `${who(answer)} can assume this role without a source identity`,
});
