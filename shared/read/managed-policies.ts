import type { Text } from '../model/text';
import type { TreeMap } from '../model/tree';

// AWS changes these documents now and then. PowerUserAccess and IAMFullAccess were checked on 2026-11-23 against their
// pages at https://docs.aws.amazon.com/aws-managed-policy/latest/reference/<name>.html; that of AdministratorAccess was not
// to be had.
const documents: { readonly [name: string]: TreeMap } = {
  AdministratorAccess: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  },
  PowerUserAccess: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      {
        Effect: 'Allow',
        Action: [
          'account:GetAccountInformation',
          'account:GetGovCloudAccountInformation',
          'account:GetPrimaryEmail',
          'account:ListRegions',
          'iam:CreateServiceLinkedRole',
          'iam:DeleteServiceLinkedRole',
          'iam:ListRoles',
          'organizations:DescribeEffectivePolicy',
          'organizations:DescribeOrganization',
        ],
        Resource: '*',
      },
    ],
  },
  IAMFullAccess: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'iam:*',
          'organizations:DescribeAccount',
          'organizations:DescribeOrganization',
          'organizations:DescribeOrganizationalUnit',
          'organizations:DescribePolicy',
          'organizations:ListChildren',
          'organizations:ListParents',
          'organizations:ListPoliciesForTarget',
          'organizations:ListRoots',
          'organizations:ListPolicies',
          'organizations:ListTargetsForPolicy',
        ],
        Resource: '*',
      },
    ],
  },
};

const arnOfAws = /^:iam::aws:policy\/([\w+=,.@-]+)$/;

/** The document of a policy that AWS keeps, by its ARN of any partition; undefined for any other ARN. */
export function managedByAws(arn: Text): TreeMap | undefined {
  // the partition may be open: `arn:<AWS::Partition>:iam::aws:policy/AdministratorAccess`
  const [, , ...rest] = arn.split(':') ?? [];
  const [, name = ''] = arnOfAws.exec(rest.map((part) => `:${part.literal ?? '\0'}`).join('')) ?? [];
  return Object.hasOwn(documents, name) ? documents[name] : undefined;
}
