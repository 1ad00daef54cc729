const tagging =
  'a call that passes tags needs sts:TagSession whether the question names it or not; named, it lets policies without it be passed over at once';

/** Mutants that change no verdict, by rule, each with the reason why no row could show a difference. */
export const equivalents: { readonly [rule: string]: { readonly [mutant: string]: string } } = {
  'tag-session': {
    'question 1 without sts:TagSession': tagging,
    'question 2 without sts:TagSession': tagging,
  },
  'tag-values': { 'question 1 without sts:TagSession': tagging },
};
