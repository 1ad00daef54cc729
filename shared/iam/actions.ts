import { callerKinds, type CallerKind } from './keys/facts';
import type { Source } from './source';

/** What an STS action means in a trust policy. */
export interface StsAction {
  /** AWS's spelling, such as `sts:AssumeRole`. */
  readonly name: string;
  /**
   * `assumes`: the call that hands out a session. `accompanies`: a permission that such a call needs as well when it
   * passes tags, a source identity or a context. `none`: no trust policy decides about it.
   */
  readonly inTrust: 'assumes' | 'accompanies' | 'none';
  /** Who can make the call, or pass what the permission is for. */
  readonly callers: readonly CallerKind[];
}

const signed: readonly CallerKind[] = ['user', 'session', 'root', 'service'];

/** The page that all rows are from, and the keys of STS as well; `npm run check:data` compares them with iam-data. */
export const stsSource: Source = {
  page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html',
  checked: '2026-11',
};

// The fitting callers: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html

/** Every action of STS, those that a trust policy decides about first. */
export const stsActions: readonly StsAction[] = [
  { name: 'sts:AssumeRole', inTrust: 'assumes', callers: signed },
  { name: 'sts:AssumeRoleWithSAML', inTrust: 'assumes', callers: ['saml'] },
  { name: 'sts:AssumeRoleWithWebIdentity', inTrust: 'assumes', callers: ['web-identity'] },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
  { name: 'sts:TagSession', inTrust: 'accompanies', callers: callerKinds },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
  { name: 'sts:SetSourceIdentity', inTrust: 'accompanies', callers: callerKinds },
  // Only AssumeRole takes ProvidedContexts: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  { name: 'sts:SetContext', inTrust: 'accompanies', callers: signed },
  ...ofIdentityPolicies(
    'AssumeRoot',
    'DecodeAuthorizationMessage',
    'GetAccessKeyInfo',
    'GetCallerIdentity',
    'GetDelegatedAccessToken',
    'GetFederationToken',
    'GetServiceBearerToken',
    'GetSessionToken',
    'GetWebIdentityToken',
    'TagGetWebIdentityToken',
  ),
];

/** The actions that a trust policy decides about. */
export const trustActions: readonly StsAction[] = stsActions.filter(({ inTrust }) => inTrust !== 'none');

const byName = new Map(stsActions.map((action) => [action.name.toLowerCase(), action]));

/** The STS action of this name with its `sts:` prefix, in any letter case; undefined for names that STS does not have. */
export function stsAction(name: string): StsAction | undefined {
  return byName.get(name.toLowerCase());
}

/** The AssumeRole* action by which this kind of caller asks for a session. */
export function assumeActionOf(caller: CallerKind): string {
  switch (caller) {
    case 'saml':
      return 'sts:AssumeRoleWithSAML';
    case 'web-identity':
      return 'sts:AssumeRoleWithWebIdentity';
    default:
      return 'sts:AssumeRole';
  }
}

function ofIdentityPolicies(...names: readonly string[]): StsAction[] {
  return names.map((name) => ({ name: `sts:${name}`, inTrust: 'none', callers: [] }));
}
