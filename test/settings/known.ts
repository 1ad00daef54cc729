import { knownRules, type RulePage } from '../../shared';

const page = { level: 'error', summary: 'Holds.', why: 'It matters.', fix: 'Close it.', references: [] } as const;

/** Rules that the tests of settings may name: some without options, one with. */
export const pages: readonly RulePage[] = [
  { ...page, name: 'external-id' },
  { ...page, name: 'wildcard-principal' },
  { ...page, name: 'session-duration' },
  { ...page, name: 'tag-values', level: 'warning' },
  { ...page, name: 'mfa', level: 'off' },
  {
    ...page,
    name: 'oidc-subject',
    options: {
      scope: { type: 'string', enum: ['branch', 'repository', 'organization'] },
      strictly: { type: 'boolean' },
      least: { type: 'integer', minimum: 1 },
      depth: { type: 'integer', minimum: 0, maximum: 9 },
      names: { type: 'array', items: { type: 'string' } },
    },
  },
];

/** The names that the tests of settings may use. */
export const known = knownRules(pages);
