import type { Rule } from '../../shared';

const anybody: Rule = {
  kind: 'trust',
  name: 'wildcard-principal',
  level: 'error',
  summary: 'Nobody beyond those named gets in.',
  why: 'It matters.',
  fix: 'Name who may.',
  references: [],
  judges: (subject) => {
    const text = JSON.stringify(subject.kind === 'role' ? subject.trust : null) ?? '';
    return /\\?"\*\\?"/.test(text)
      ? [{ verdict: 'fail', at: '/Statement/0/Principal', message: 'anybody gets in' }]
      : [];
  },
};

const account: Rule = {
  ...anybody,
  name: 'trusted-account',
  level: 'info',
  judges: ({ owner }, { settings }) => {
    const { literal } = owner.account ?? {};
    return literal === undefined
      ? []
      : [{ verdict: 'fail', at: '', message: `${literal} of ${settings.accounts.own.join()}` }];
  },
};

/** Rules as simple as can be, so that these tests are about the command line alone. */
export const rules: readonly Rule[] = [anybody, account];
