import { aws_cognito as cognito, aws_cognito_identitypool as identitypool } from 'aws-cdk-lib';
import { aws_iam as iam, aws_lambda as lambda, aws_rolesanywhere as rolesanywhere } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib/core';
import { code } from './code';

/** Roles that people and other systems sign in to, as the CDK's pages write them. */
export function addPeople(stack: Stack): void {
  const users = new cognito.UserPool(stack, 'Users', {
    mfa: cognito.Mfa.REQUIRED,
    mfaSecondFactor: { sms: true, otp: true },
  });
  const client = users.addClient('Client');
  new identitypool.IdentityPool(stack, 'Pool', {
    allowUnauthenticatedIdentities: true,
    authenticationProviders: {
      userPools: [new identitypool.UserPoolAuthenticationProvider({ userPool: users, userPoolClient: client })],
    },
  });
  addTokens(stack);
  addAssertions(stack);
  addCertificates(stack);
  addOurs(stack);
}

function addTokens(stack: Stack): void {
  const hub = new iam.OpenIdConnectProvider(stack, 'Hub', {
    url: 'https://token.actions.githubusercontent.com',
    clientIds: ['sts.amazonaws.com'],
  });
  const conditions = {
    StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
    StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:octo-org/app:*' },
  };
  new iam.Role(stack, 'Deploy', { assumedBy: new iam.WebIdentityPrincipal(hub.openIdConnectProviderArn, conditions) });
  new iam.Role(stack, 'Release', { assumedBy: new iam.OpenIdConnectPrincipal(hub).withConditions(conditions) });
  const lab = new iam.OidcProviderNative(stack, 'Lab', {
    url: 'https://gitlab.com',
    clientIds: ['https://gitlab.com'],
  });
  new iam.Role(stack, 'LabDeploy', {
    assumedBy: new iam.FederatedPrincipal(
      lab.oidcProviderArn,
      {
        StringEquals: {
          'gitlab.com:aud': 'https://gitlab.com',
          'gitlab.com:sub': 'project_path:octo/app:ref_type:branch:ref:main',
        },
      },
      'sts:AssumeRoleWithWebIdentity',
    ),
  });
  new iam.Role(stack, 'Guests', {
    assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-2:12345678-abcd-abcd-abcd-123456' },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    }),
  });
}

function addAssertions(stack: Stack): void {
  const samlMetadataDocument = iam.SamlMetadataDocument.fromXml('<EntityDescriptor/>');
  const provider = new iam.SamlProvider(stack, 'Directory', { metadataDocument: samlMetadataDocument });
  new iam.Role(stack, 'Operators', { assumedBy: new iam.SamlConsolePrincipal(provider) });
  new iam.Role(stack, 'Scripts', {
    assumedBy: new iam.SamlPrincipal(provider, {
      StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml', 'SAML:iss': 'https://idp.example.com' },
    }),
  });
}

function addCertificates(stack: Stack): void {
  const anchor = new rolesanywhere.CfnTrustAnchor(stack, 'Anchor', {
    name: 'anchor',
    source: {
      sourceType: 'AWS_ACM_PCA',
      sourceData: { acmPcaArn: 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/12345678' },
    },
  });
  const role = new iam.Role(stack, 'Machines', {
    assumedBy: new iam.ServicePrincipal('rolesanywhere.amazonaws.com', {
      conditions: {
        ArnEquals: { 'aws:SourceArn': anchor.attrTrustAnchorArn },
        StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'machine' },
      },
    }).withSessionTags(),
  });
  role.assumeRolePolicy?.addStatements(
    new iam.PolicyStatement({
      actions: ['sts:SetSourceIdentity'],
      principals: [new iam.ServicePrincipal('rolesanywhere.amazonaws.com')],
      conditions: { ArnEquals: { 'aws:SourceArn': anchor.attrTrustAnchorArn } },
    }),
  );
  new rolesanywhere.CfnProfile(stack, 'Profile', { name: 'profile', roleArns: [role.roleArn], durationSeconds: 3600 });
}

function addOurs(stack: Stack): void {
  const worker = new lambda.Function(stack, 'Worker', code);
  const helper = new iam.Role(stack, 'Helper', { assumedBy: new iam.ArnPrincipal(worker.role?.roleArn ?? '') });
  helper.grantAssumeRole(worker.grantPrincipal);
  new iam.Role(stack, 'Account', { assumedBy: new iam.AccountPrincipal(stack.account) });
  new iam.Role(stack, 'Root', { assumedBy: new iam.AccountRootPrincipal() });
  new iam.Role(stack, 'Several', {
    assumedBy: new iam.CompositePrincipal(
      new iam.ServicePrincipal('ec2.amazonaws.com'),
      new iam.ServicePrincipal('ssm.amazonaws.com'),
      new iam.AccountPrincipal(stack.account),
    ),
  });
  new iam.Role(stack, 'Fenced', {
    assumedBy: new iam.PrincipalWithConditions(new iam.AnyPrincipal(), {
      StringEquals: { 'aws:PrincipalAccount': stack.account },
      ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${stack.account}:role/ci-*` },
    }),
  });
  const user = new iam.User(stack, 'User');
  const group = new iam.Group(stack, 'Group', {
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  });
  user.addToGroup(group);
  helper.grantAssumeRole(user);
}
