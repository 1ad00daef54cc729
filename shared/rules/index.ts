import { accessKey } from './access-key';
import { assumeAnyRole } from './assume-any-role';
import { assumeRoot } from './assume-root';
import { changeTrust } from './change-trust';
import { cognitoAmr } from './cognito-amr';
import { confusedDeputy } from './confused-deputy';
import { danglingPrincipal } from './dangling-principal';
import { deadCondition } from './dead-condition';
import { deadStatement } from './dead-statement';
import { delegatedToken } from './delegated-token';
import { externalId } from './external-id';
import { federatedAction } from './federated-action';
import { federationToken } from './federation-token';
import { fullAdmin } from './full-admin';
import { globalEndpoint } from './global-endpoint';
import { mfa } from './mfa';
import { notPrincipal } from './not-principal';
import { oidcAudience } from './oidc-audience';
import { oidcSubject } from './oidc-subject';
import { partitionMismatch } from './partition-mismatch';
import { passAnyRole } from './pass-any-role';
import { readableTrustPolicy } from './readable-trust-policy';
import { roleChain } from './role-chain';
import type { Rule } from './rule';
import { samlAudience } from './saml-audience';
import { sessionDuration } from './session-duration';
import { sessionToken } from './session-token';
import { sharedExternalId } from './shared-external-id';
import { sourceIdentity } from './source-identity';
import { sourceIp } from './source-ip';
import { tagSession } from './tag-session';
import { tagSessionGrant } from './tag-session-grant';
import { tagValues } from './tag-values';
import { trustedAccount } from './trusted-account';
import { weakExternalId } from './weak-external-id';
import { webIdentityToken } from './web-identity-token';
import { wholeAccountVendor } from './whole-account-vendor';
import { wildcardPrincipal } from './wildcard-principal';

/** The rules of the package, in the order in which they are asked. */
export const rules: readonly Rule[] = [
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
