import type { Rule } from '../../shared/rules/rule';

const page = {
  kind: 'trust',
  summary: 'A rule of the tests.',
  why: 'The tests of the host must not depend on what the rules of the package find.',
  fix: 'Name the principal.',
  references: ['https://rules.example.com/tests'],
} as const;

const everybody = { type: 'AWS', id: 'arn:aws:iam::123456789012:role/anybody' } as const;

/** Fails on a trust policy with the text "*" in it, and shows a request. */
export const open: Rule = {
  ...page,
  name: 'open',
  guardrail: 'TEST-1',
  level: 'error',
  judges: (subject) =>
    subject.kind === 'role' && JSON.stringify(subject.trust ?? null).includes('"*"')
      ? [
          {
            verdict: 'fail',
            at: '/Statement/0/Principal',
            message: 'anybody can assume this role',
            request: { actions: ['sts:AssumeRole'], principal: everybody, context: { 'aws:SecureTransport': 'true' } },
          },
        ]
      : [],
};

/** Warns of a role with sessions of more than an hour. */
export const long: Rule = {
  ...page,
  kind: 'value',
  name: 'long',
  level: 'warning',
  judges: (subject) =>
    subject.kind === 'role' && Number(subject.maxSeconds) > 3600
      ? [{ verdict: 'fail', at: '', message: `sessions last ${Number(subject.maxSeconds)} seconds` }]
      : [],
};

/** Undecided on a role whose policy mentions a hole. */
export const murky: Rule = {
  ...page,
  name: 'murky',
  level: 'error',
  judges: (subject) =>
    subject.kind === 'role' && JSON.stringify(subject.trust ?? null).includes('"domain"')
      ? [
          {
            verdict: 'unknown',
            at: '/Statement/0',
            message: 'who can assume this role is open',
            because: 'a parameter',
          },
        ]
      : [],
};

/** Breaks down on the first role. */
export const crashing: Rule = {
  ...page,
  name: 'crashing',
  level: 'warning',
  judges: () => {
    throw new Error('the rule is broken');
  },
};
