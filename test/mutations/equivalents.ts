const tagging =
  'a call that passes tags needs sts:TagSession whether the question names it or not; named, it lets policies without it be passed over at once';

const unnamed =
  'of accounts that no policy names the question before it asks, at a higher level, and what it finds stands first';

const numberless =
  'an issuer without numbers in its subjects has no subject of the sort; with issuers named, other policies are passed over at once';

/** Mutants that change no verdict, by rule, each with the reason why no row could show a difference. */
export const equivalents: { readonly [rule: string]: { readonly [mutant: string]: string } } = {
  'oidc-subject': { 'question 6 all of providers': numberless },
  'tag-session': {
    'question 1 without sts:TagSession': tagging,
    'question 2 without sts:TagSession': tagging,
  },
  'tag-session-grant': {
    'question 1 without sts:TagSession': tagging,
    'question 2 without sts:TagSession': tagging,
  },
  'assume-any-role': { 'question 3 of any account': unnamed },
  'assume-root': { 'question 3 of any account': unnamed },
  'tag-values': { 'question 1 without sts:TagSession': tagging },
};
