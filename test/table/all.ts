import type { Table } from '.';
import accessKey from '../rules/access-key';
import assumeAnyRole from '../rules/assume-any-role';
import assumeRoot from '../rules/assume-root';
import changeTrust from '../rules/change-trust';
import cognitoAmr from '../rules/cognito-amr';
import confusedDeputy from '../rules/confused-deputy';
import danglingPrincipal from '../rules/dangling-principal';
import deadCondition from '../rules/dead-condition';
import deadStatement from '../rules/dead-statement';
import delegatedToken from '../rules/delegated-token';
import externalId from '../rules/external-id';
import federatedAction from '../rules/federated-action';
import federationToken from '../rules/federation-token';
import fullAdmin from '../rules/full-admin';
import globalEndpoint from '../rules/global-endpoint';
import mfa from '../rules/mfa';
import notPrincipal from '../rules/not-principal';
import oidcAudience from '../rules/oidc-audience';
import oidcSubject from '../rules/oidc-subject';
import partitionMismatch from '../rules/partition-mismatch';
import passAnyRole from '../rules/pass-any-role';
import readableTrustPolicy from '../rules/readable-trust-policy';
import roleChain from '../rules/role-chain';
import samlAudience from '../rules/saml-audience';
import sessionDuration from '../rules/session-duration';
import sessionToken from '../rules/session-token';
import sharedExternalId from '../rules/shared-external-id';
import sourceIdentity from '../rules/source-identity';
import sourceIp from '../rules/source-ip';
import tagSession from '../rules/tag-session';
import tagSessionGrant from '../rules/tag-session-grant';
import tagValues from '../rules/tag-values';
import trustedAccount from '../rules/trusted-account';
import weakExternalId from '../rules/weak-external-id';
import webIdentityToken from '../rules/web-identity-token';
import wholeAccountVendor from '../rules/whole-account-vendor';
import wildcardPrincipal from '../rules/wildcard-principal';

/** The table of every rule. */
export const tables: readonly Table[] = [
  wildcardPrincipal,
  externalId,
  trustedAccount,
  sessionDuration,
  tagSession,
  tagValues,
  oidcSubject,
  oidcAudience,
  cognitoAmr,
  samlAudience,
  federatedAction,
  confusedDeputy,
  mfa,
  sourceIdentity,
  sourceIp,
  notPrincipal,
  deadCondition,
  deadStatement,
  danglingPrincipal,
  partitionMismatch,
  weakExternalId,
  wholeAccountVendor,
  assumeAnyRole,
  changeTrust,
  passAnyRole,
  tagSessionGrant,
  assumeRoot,
  federationToken,
  sessionToken,
  webIdentityToken,
  delegatedToken,
  fullAdmin,
  accessKey,
  globalEndpoint,
  readableTrustPolicy,
  sharedExternalId,
  roleChain,
];
