import type { CallerKind } from '../iam/keys';
import type { Settings } from '../settings';
import { iamKinds } from '../search/question';
import { knownAccounts, standsAs, who } from './words/accounts';
import type { Asked, Asker } from './kinds';
import { trustRule } from './kinds';

function hasAllowList({ accounts }: Settings): boolean {
  const { organization, thirdParties } = accounts;
  return organization.id !== undefined || organization.accounts.length > 0 || thirdParties.length > 0;
}

/** Whoever logs in through an identity provider that stands in somebody else's account. */
function provider(asker: Asker, kind: CallerKind, action: string): Asked {
  return {
    caller: {
      kinds: [kind],
      outsider: false,
      named: standsAs(asker, ({ is }) => is === 'foreign'),
      organization: 'any',
    },
    actions: [action],
    per: 'account',
    atMost: 'warning',
    says: ({ request }) =>
      `whoever logs in through ${request.principal.id} can assume this role, and its account is not approved`,
  };
}

export const trustedAccount = trustRule({
  name: 'trusted-account',
  guardrail: 'IAM-STS-3',
  level: (settings) => (hasAllowList(settings) ? 'error' : 'warning'),
  summary: 'Only accounts that you own or have approved can assume the role.',
  why: 'Whoever controls a trusted account decides who in it may take the role. An account nobody has approved may belong to anybody.',
  fix: 'Remove the account, or approve it: accounts.own, accounts.organization.accounts or accounts.thirdParties in the settings.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html'],

  asks: (asker) => {
    const own = asker.settings.accounts.organization.id;
    return [
      {
        caller: {
          kinds: iamKinds,
          outsider: true,
          except: knownAccounts(asker),
          named: standsAs(asker, ({ is }) => is === 'foreign'),
          organization: own === undefined ? 'unlisted' : { otherThan: own },
        },
        actions: ['sts:AssumeRole'],
        per: 'account',
      },
      provider(asker, 'saml', 'sts:AssumeRoleWithSAML'),
      provider(asker, 'web-identity', 'sts:AssumeRoleWithWebIdentity'),
    ];
  },
  says: (answer) => `${who(answer)} can assume this role and is not approved`,
});
