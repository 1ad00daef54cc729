import { vendorName } from '../iam/vendors';
import { not, truth, type Truth, unknown } from '../iam/truth';
import type { Text } from '../model/text';
import { absent, absentOr } from '../search/question';
import { sends } from '../search/question/sends';
import { standingOf, who } from './words/accounts';
import type { Asker } from './kinds';
import { trustRule } from './kinds';

export const mfa = trustRule({
  name: 'mfa',
  level: 'off',
  summary: 'A person assumes the role with multi-factor authentication only.',
  why: 'The keys of an IAM user work for whoever holds them. A second factor is what a thief of keys does not have.',
  fix: 'Require Bool aws:MultiFactorAuthPresent true in every statement that lets users in; BoolIfExists lets long-term keys pass, which never carry the key.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
  ],

  asks: (asker) => [
    {
      caller: {
        // a session of a role carries no MFA of the person behind it, and services and tokens have none
        kinds: ['user'],
        outsider: true,
        named: (account) => not(isVendor(account, asker)),
        organization: 'any',
      },
      actions: ['sts:AssumeRole'],
      context: {
        'aws:MultiFactorAuthPresent': absentOr(sends('false')),
        'aws:MultiFactorAuthAge': absent,
      },
      per: 'statement',
    },
  ],
  says: (answer) => `an IAM user of ${who(answer)} can assume this role without MFA`,
});

/** Whether an account is a vendor's: it calls from machines, which have no second factor, and proves itself by an external ID. */
function isVendor(account: Text, asker: Asker): Truth {
  const { is } = standingOf(account, asker);
  if (account.literal === undefined && is === 'unknown') return unknown(...account.holes.map(({ id }) => id));
  return truth(is === 'approved' || vendorName(account.literal ?? '') !== undefined);
}
