import type { Asked, Answer } from './kinds';
import { trustRule } from './kinds';
import {
  claimIn,
  claimsOfNamesakes,
  claimsOfOthers,
  issuerIn,
  issuerOf,
  tokensOf,
  tokensOfUnknown,
  without,
  type Issuer,
} from './words/issuers';
import { clientsOfOthers } from './words/clients';

const actions = ['sts:AssumeRoleWithWebIdentity'];
const strangers = claimsOfOthers('tenant');

function isToldBySubject({ tenancy }: Issuer): boolean {
  return tenancy === 'subject' || tenancy === 'session name';
}

/** Whether the issuer's tokens tell one project of a tenant from another. */
function tellsProjects({ tenancy, holders, subject }: Issuer): boolean {
  return tenancy !== 'unknown' && holders === 'machines' && subject.some((form) => form.includes('<project:'));
}

export const oidcSubject = trustRule({
  name: 'oidc-subject',
  level: 'error',
  summary: 'Only tokens of your own repositories, pipelines and workloads let anybody in.',
  why: 'An issuer such as GitHub Actions gives tokens to all of its customers. Without a condition that fixes whose a token is, any of them can assume the role.',
  fix: 'Require StringEquals or StringLike <issuer>:sub with your organization’s part written out to its end, such as repo:octo-org/site:*.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
    'https://docs.github.com/en/actions/reference/security/oidc',
  ],
  options: {
    scope: {
      type: 'string',
      enum: ['tenant', 'repository'],
      description: 'What a condition must fix: whose the token is, or the repository or project as well',
    },
  },

  asks: ({ settings }) => [
    { caller: tokensOf(isToldBySubject), actions, claims: strangers, per: 'statement' },
    {
      // whoever puts ForAllValues or IfExists before it lets in tokens that say nothing:
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
      caller: tokensOf(({ tenancy }) => tenancy === 'subject'),
      actions,
      claims: without(strangers, 'sub'),
      per: 'statement',
      says: (answer) => `a token of ${nameOf(answer)} that names no subject is enough to assume this role`,
    },
    ...(settings.rules['oidc-subject']?.options['scope'] === 'repository' ? [inRepositories] : []),
    ...ofPeople,
    recycled,
  ],
  says: (answer) => {
    const { shared } = issuerOf(issuerIn(answer));
    return `${shared ? 'somebody else’s' : 'any other'} token of ${nameOf(answer)} is enough to assume this role${such(answer)}`;
  },
});

/** Another project of the same tenant. */
const inRepositories: Asked = {
  caller: tokensOf(tellsProjects),
  actions,
  claims: claimsOfOthers('project'),
  per: 'statement',
  says: (answer) =>
    `a token of another repository or project of ${nameOf(answer)} is enough to assume this role${such(answer)}`,
};

const ofPeople: readonly Asked[] = [
  {
    // the audience says which application it is, and nothing says who
    caller: tokensOf(({ tenancy, holders }) => tenancy === 'audience' && holders !== 'customers'),
    actions,
    claims: strangers,
    per: 'statement',
    atMost: 'info',
    says: (answer) => `whoever ${nameOf(answer)} gives a token for this audience can assume this role${such(answer)}`,
  },
  {
    caller: tokensOfUnknown(),
    actions,
    claims: (url) => ({ ...strangers(url), ...clientsOfOthers(url) }),
    per: 'statement',
    says: (answer) => `any token of ${issuerIn(answer)} is enough to assume this role`,
  },
  {
    caller: tokensOfUnknown(),
    actions,
    claims: strangers,
    per: 'statement',
    atMost: 'info',
    says: (answer) => `whoever ${issuerIn(answer)} gives a token for this audience can assume this role`,
  },
];

/** Whoever registers the name of an owner or repository that is gone. */
const recycled: Asked = {
  caller: tokensOf(({ numbered }) => numbered !== undefined),
  actions,
  claims: claimsOfNamesakes,
  per: 'statement',
  atMost: 'info',
  says: (answer) =>
    `whoever takes the name of the owner or repository when it is free can assume this role${such(answer)}`,
};

function nameOf(answer: Answer): string {
  const url = issuerIn(answer);
  const { name, tenancy } = issuerOf(url);
  return tenancy === 'unknown' ? url : name;
}

function such(answer: Answer): string {
  const sub = claimIn(answer, 'sub');
  return sub === undefined ? '' : `, such as one for ${sub}`;
}
