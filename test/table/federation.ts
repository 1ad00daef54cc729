import { builtInProviders } from '../../shared/model/principal';
import { Text } from '../../shared/model/text';
import type { ConditionTree, StatementTree } from '../../shared/testing/build';
import type { Tree } from '../../shared/model/tree';
import { allow, deny, own, when } from './build';

export const github = 'token.actions.githubusercontent.com';
export const webIdentity = 'sts:AssumeRoleWithWebIdentity';

/** Who has a token of this issuer. */
export function holder(issuer: string | Text): { Federated: Tree } {
  if (builtInProviders.includes(String(issuer))) return { Federated: String(issuer) };
  const arn = Text.of(`arn:aws:iam::${own}:oidc-provider/`, issuer);
  return { Federated: arn.literal ?? arn };
}

/** A statement that lets in whoever has a token of the issuer, under conditions. */
export function tokens(issuer: string | Text, conditions?: ConditionTree): StatementTree {
  return allow(holder(issuer), conditions, { Action: webIdentity });
}

/** The same with a subject, as a literal or, where it holds a wildcard, as a pattern. */
export function subjects(issuer: string, sub: string | readonly string[], audience?: string): StatementTree {
  const operator = /[*?]/.test(String(sub)) ? 'StringLike' : 'StringEquals';
  const aud = audience === undefined ? {} : { [`${issuer}:aud`]: audience };
  return tokens(issuer, {
    ...(audience === undefined ? {} : { StringEquals: aud }),
    [operator]: { ...(operator === 'StringEquals' ? aud : {}), [`${issuer}:sub`]: sub },
  });
}

/** A Deny of tokens of an issuer. */
export function refused(issuer: string, operator: string, claim: string, value: Tree): StatementTree {
  return deny(holder(issuer), when(operator, `${issuer}:${claim}`, value), { Action: webIdentity });
}
