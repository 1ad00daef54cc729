import { knownRules } from '../../shared';

/** Rules that the tests of settings may name: some without options, one with. */
export const known = knownRules([
  { name: 'external-id' },
  { name: 'wildcard-principal' },
  { name: 'session-duration' },
  { name: 'oidc-subject', options: { scope: { type: 'string', enum: ['repository', 'organization'] } } },
]);
