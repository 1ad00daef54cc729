import { grantRule } from './grants';

const both = ['sts:AssumeRole', 'sts:TagSession'];
const anyRole = { of: 'role', whose: 'any', named: true } as const;

export const tagSessionGrant = grantRule({
  name: 'tag-session-grant',
  level: 'warning',
  summary: 'No policy lets its holder assume a role with session tags of its own invention.',
  why: 'Policies read session tags to decide what a session may reach. Whoever may pass any tag with a role chooses that for itself wherever the role’s trust policy lets tags through.',
  fix: 'Leave out sts:TagSession, or limit the keys with ForAllValues:StringEquals aws:TagKeys.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html',
  ],
  options: {
    tagKeys: {
      type: 'array',
      items: { type: 'string' },
      description: 'The tag keys that your policies read, where others do not matter',
    },
  },

  asks: ({ options }) => {
    const { tagKeys } = options as { tagKeys?: readonly string[] };
    if (tagKeys === undefined) return [{ actions: both, resource: anyRole, tags: 'unlisted key' }];
    return tagKeys.map((valueOf) => ({ actions: both, resource: anyRole, tags: { valueOf } }));
  },
  says: ({ invented }) =>
    `whoever has this policy can assume a role with any session tag, such as ${invented ?? 'one of its own'}`,
});
