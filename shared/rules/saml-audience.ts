import { yes } from '../iam/truth';
import { otherRecipients } from '../search/question/recipients';
import type { Asked } from './kinds';
import { trustRule } from './kinds';

const key = 'saml:aud';

function assertionsWith(absent: boolean): Asked {
  return {
    caller: { kinds: ['saml'], outsider: false, providers: () => yes, organization: 'any' },
    actions: ['sts:AssumeRoleWithSAML'],
    context: { [key]: absent ? { absent, value: 'none' } : { absent, value: otherRecipients } },
    per: 'statement',
  };
}

export const samlAudience = trustRule({
  name: 'saml-audience',
  guardrail: 'IAM-STS-4',
  level: 'warning',
  summary: 'Only assertions that were sent to AWS let anybody in.',
  why: 'An identity provider signs assertions for many services. Without a condition on where an assertion was sent, one that another service has received opens this role too.',
  fix: 'Require StringEquals saml:aud with AWS’s sign-in endpoints, such as https://signin.aws.amazon.com/saml and that of a second Region.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml',
    'https://docs.aws.amazon.com/general/latest/gr/signin-service.html',
  ],

  // an assertion always says where it was sent, and a token without the key gets past ForAllValues and IfExists
  asks: () => [assertionsWith(false), assertionsWith(true)],
  says: ({ request }) => {
    const sent = request.context[key] ?? request.context['SAML:aud'];
    return `an assertion for any other service can assume this role${sent === undefined ? '' : `, such as one sent to ${sent.toString()}`}`;
  },
});
