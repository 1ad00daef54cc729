import type { CallerKind } from '../iam/keys';
import type { Question } from '../search/question';
import { absentOr, elsewhere, iamKinds } from '../search/question';
import { trustRule } from './kinds';
import { knownAccounts, who } from './words/accounts';

const sources = ['aws:SourceAccount', 'aws:SourceArn', 'aws:SourceOrgID', 'aws:SourceOrgPaths', 'aws:SourceOwner'];

export const wildcardPrincipal = trustRule({
  name: 'wildcard-principal',
  guardrail: 'IAM-STS-2',
  level: 'error',
  summary: 'Nobody whom the policy does not name can assume the role.',
  why: 'A principal of "*" means every AWS account there is. A condition narrows it only where it fixes who calls, not what the caller sends along.',
  fix: 'Name the principals, or require StringEquals aws:PrincipalOrgID with your organization’s id in every statement with a wildcard.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],

  asks: (asker) => {
    const ask = (kinds: readonly CallerKind[], action: string): Question => ({
      caller: { kinds, outsider: true, except: knownAccounts(asker), organization: 'unlisted' },
      actions: [action],
      per: 'statement',
    });
    return [
      ask(iamKinds, 'sts:AssumeRole'),
      {
        ...ask(['service'], 'sts:AssumeRole'),
        // a service acting for somebody else
        context: Object.fromEntries(sources.map((key) => [key, absentOr(elsewhere)])),
      },
      ask(['saml'], 'sts:AssumeRoleWithSAML'),
      ask(['web-identity'], 'sts:AssumeRoleWithWebIdentity'),
    ];
  },
  says: (answer) => `${who(answer)} can assume this role`,
});
