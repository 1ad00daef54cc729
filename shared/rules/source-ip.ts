import { yes } from '../iam/truth';
import type { Question, Wish } from '../search/question';
import { absent, absentOr, elsewhere, iamKinds, unlisted } from '../search/question';
import { outsideRanges } from '../search/question/places';
import { sends } from '../search/question/sends';
import { who } from './words/accounts';
import { trustRule } from './kinds';

// what only a call through a VPC endpoint carries, which in turn has no aws:SourceIp:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties
const always = ['aws:SourceVpc', 'aws:SourceVpce'];
const ofSome = ['aws:SourceVpcArn', 'aws:VpceAccount', 'aws:VpceOrgID', 'aws:VpceOrgPaths'];
const inside = 'aws:VpcSourceIp';

export const sourceIp = trustRule({
  name: 'source-ip',
  guardrail: 'IAM-STS-5',
  level: 'off',
  summary: 'Calls that assume the role come from your own networks.',
  why: 'Stolen credentials are used from the thief’s network. A role that only your networks can assume is of no use there.',
  fix: 'Deny with NotIpAddress aws:SourceIp and the ranges of your networks; a missing address is denied with it, and IfExists lets it pass. Where calls come through VPC endpoints add StringNotEquals aws:SourceVpce to the same Deny.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip',
  ],

  asks: () => {
    const from = (context: { readonly [key: string]: Wish }): Question => ({
      caller: { kinds: iamKinds, outsider: true, named: () => yes, organization: 'any' },
      actions: ['sts:AssumeRole'],
      // a service that passes the caller's own call on keeps its address, and is no way round
      context: { 'aws:ViaAWSService': sends('false'), ...context },
      per: 'statement',
    });
    const all = (keys: readonly string[], wish: Wish): { [key: string]: Wish } =>
      Object.fromEntries(keys.map((key) => [key, wish]));
    return [
      from({ 'aws:SourceIp': outsideRanges, ...all([...always, ...ofSome, inside], absent) }),
      {
        ...from({ 'aws:SourceIp': absent, ...all(always, unlisted), ...all(ofSome, absentOr(elsewhere)) }),
        says: (answer) => `${who(answer)} can assume this role through a VPC endpoint of anybody’s`,
      },
    ];
  },
  says: (answer) =>
    `${who(answer)} can assume this role from anywhere, such as ${String(answer.request.context['aws:SourceIp'])}`,
});
