import { documentRule } from './kinds';

const kinds: readonly (readonly [prefix: string, what: string])[] = [
  ['AROA', 'a role'],
  ['AIDA', 'a user'],
  ['AGPA', 'a group'],
];

export const danglingPrincipal = documentRule({
  name: 'dangling-principal',
  level: 'info',
  summary: 'Every principal is named by its ARN.',
  why: 'IAM keeps the unique id of a user or role that a policy names, and shows it once the user or role is gone. Nobody else ever gets the id, so the entry means nobody, and whose it was cannot be told.',
  fix: 'Remove the id, or name the user or role by its ARN, which makes IAM look up the id that it has now.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
  ],

  finds: ({ reading: { policy } }) =>
    policy.statements
      .flatMap(({ principals }) => principals.entries)
      .flatMap(({ kind, text, at }) => {
        const id = kind === 'unique-id' ? (text.literal ?? '') : '';
        const what = kinds.find(([prefix]) => id.startsWith(prefix))?.[1];
        return what === undefined ? [] : [{ at, message: `the principal ${id} is the id of ${what} that may be gone` }];
      }),
});
