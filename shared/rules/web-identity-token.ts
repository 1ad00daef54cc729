import { unlisted } from '../search/question';
import { sends } from '../search/question/sends';
import { grantRule, type ResourceClass } from './grants';

const actions = ['sts:GetWebIdentityToken'];
const resource: ResourceClass = { of: 'nothing', whose: 'own' };
// the longest life of such a token, in seconds
const longest = '3600';

export const webIdentityToken = grantRule({
  name: 'web-identity-token',
  level: 'warning',
  summary: 'Tokens that prove an AWS identity elsewhere are had for named audiences alone.',
  why: 'sts:GetWebIdentityToken signs a token with which its holder is believed outside AWS. Without a condition on the audience it can be had for any service that trusts the account; sts:* and sts:Get* allow it by accident.',
  fix: 'Require ForAllValues:StringEquals sts:IdentityTokenAudience with the audiences, NumericLessThanEquals sts:DurationSeconds and StringEquals sts:SigningAlgorithm.',
  references: [
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html',
  ],

  asks: () => [
    { actions, resource, context: { 'sts:IdentityTokenAudience': unlisted } },
    {
      actions,
      resource,
      context: { 'sts:DurationSeconds': sends(longest) },
      atMost: 'info',
      says: () => 'whoever has this policy can have tokens that last a whole hour',
    },
    {
      actions,
      resource,
      context: { 'sts:SigningAlgorithm': unlisted },
      atMost: 'info',
      says: () => 'whoever has this policy can have tokens signed with any algorithm',
    },
  ],
  says: () => 'whoever has this policy can have tokens for any audience outside AWS',
});
