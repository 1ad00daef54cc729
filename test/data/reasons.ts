import type { Difference } from './differences';

/** Why our tables say something else than iam-data, and the AWS page that settles it. */
export interface Reason {
  readonly about: readonly string[];
  readonly says: RegExp;
  readonly because: string;
  readonly page: string;
}

const stsKeysPage = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html';
const globalKeysPage = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';

export const reasons: readonly Reason[] = [
  {
    about: ['cognito-identity.amazonaws.com:amr'],
    says: /^iam-data says one value/,
    because:
      'the IAM guide calls amr multivalued: who signed in has "authenticated" and the name of the login provider',
    page: `${stsKeysPage}#condition-keys-wif`,
  },
  {
    about: ['commonName', 'givenName', 'mail', 'name', 'organizationStatus', 'primaryGroupSID', 'surname', 'uid']
      .concat('x500UniqueIdentifier')
      .map((attribute) => `saml:${attribute}`),
    says: /^iam-data says one value/,
    because: 'the IAM guide marks the attribute as a list, and a list is the reading that promises less',
    page: `${stsKeysPage}#condition-keys-saml_trust-policy`,
  },
  {
    about: ['aws:SourceVpcArn'],
    says: /^iam-data says String/,
    because: 'the value is the ARN of a VPC and the guide has it compared by ARN operators',
    page: `${globalKeysPage}#condition-keys-sourcevpcarn`,
  },
  {
    about: ['aws:ResourceTag/octo', 'iam:ResourceTag/octo'],
    says: /^our table gives it to/,
    because: 'IAM and STS support both spellings for the tags of the role, whichever call assumes it',
    page: `${stsKeysPage}#available-keys-for-iam`,
  },
  {
    about: ['sts:RequestContext/octo', 'sts:RequestContextProviders'],
    says: /^our table gives it to user, session, root, service,/,
    because: 'they are listed under sts:SetContext, which is decided within a call of AssumeRole that passes contexts',
    page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html',
  },
];

/** The reason for a difference, or undefined when it is new. */
export function reasonFor({ about, says }: Difference): Reason | undefined {
  return reasons.find((reason) => reason.about.includes(about) && reason.says.test(says));
}
