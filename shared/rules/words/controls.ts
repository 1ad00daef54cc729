import { issuerOf, type Issuer } from '../../iam/issuers';
import { splitIssuerKey } from '../../iam/keys';
import type { Condition, Problem, Statement } from '../../model/policy';
import type { Principal } from '../../model/principal';
import { covers } from './calls';

const action = 'sts:AssumeRoleWithWebIdentity';

/**
 * What IAM's identity-provider controls refuse in a statement: to trust an issuer that all of its customers share
 * without a look at the claim that tells them apart.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
export function controlsIn({ at, effect, principals, actions, conditions }: Statement): Problem[] {
  if (effect !== 'Allow' || principals.not || covers(actions, action) !== 'yes') return [];
  // what is not known yet may well be the condition that IAM asks for
  if (conditions.some(({ hole }) => hole !== undefined)) return [];
  return principals.entries.flatMap((entry) => {
    const url = urlOf(entry);
    const issuer = url === undefined ? undefined : issuerOf(url);
    if (url === undefined || issuer?.required === undefined) return [];
    const keys = acceptedKeys(issuer, url);
    if (conditions.some((condition) => keys.has(condition.key.toLowerCase()) && isCompared(condition))) return [];
    return [
      { at, message: `IAM refuses to trust ${issuer.name} without a condition on ${keyOf(issuer.required, url)}` },
    ];
  });
}

function urlOf(entry: Principal): string | undefined {
  if (entry.kind === 'built-in-provider') return entry.text.literal;
  return entry.kind === 'oidc' ? entry.provider.literal : undefined;
}

// Which other claims IAM takes in place of the subject is documented nowhere, so each that tells a tenant counts.
function acceptedKeys({ required = '', instead = [], pins }: Issuer, url: string): ReadonlySet<string> {
  return new Set([required, ...instead, ...Object.keys(pins)].map((claim) => keyOf(claim, url).toLowerCase()));
}

function keyOf(claim: string, url: string): string {
  return claim.startsWith('sts:') || splitIssuerKey(claim) !== undefined ? claim : `${url}:${claim}`;
}

/** Whether a condition compares with anything but wildcards alone. */
function isCompared({ operator, values }: Condition): boolean {
  return !/null/i.test(operator) && values.some(({ literal }) => literal === undefined || !/^[*?]*$/.test(literal));
}
