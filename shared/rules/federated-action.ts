import type { Statement } from '../model/policy';
import type { Principal } from '../model/principal';
import { covers } from './words/calls';
import { documentRule } from './kinds';

const signed = 'sts:AssumeRole';
const saml = 'sts:AssumeRoleWithSAML';
const web = 'sts:AssumeRoleWithWebIdentity';
const all = [signed, saml, web];

export const federatedAction = documentRule({
  name: 'federated-action',
  level: 'error',
  summary: 'Each principal is allowed the call by which it can assume the role.',
  why: 'A SAML provider, an OIDC provider and an IAM principal each have a call of their own. With another’s call nobody gets in, and whoever repairs that in a hurry tends to open too much.',
  fix: 'Use sts:AssumeRoleWithSAML for SAML providers, sts:AssumeRoleWithWebIdentity for OIDC providers and sts:AssumeRole for all others, in statements of their own.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],

  finds: ({ reading }) =>
    reading.policy.statements.flatMap((statement) => (isAsked(statement) ? misfits(statement) : [])),
});

/** Whether a statement lets anybody assume the role; one that only allows to pass tags and the like fits everybody. */
function isAsked({ effect, hole, principals, actions }: Statement): boolean {
  if (effect !== 'Allow' || hole !== undefined || principals.not) return false;
  return all.some((action) => covers(actions, action) !== 'no');
}

function misfits({ principals, actions }: Statement) {
  return principals.entries.flatMap((entry) => {
    const fitting = fittingAt(entry, principals.entries);
    const answers = fitting.map((action) => covers(actions, action));
    if (fitting.length === 0 || answers.includes('yes')) return [];
    const at = entry.at;
    const because = answers.includes('unknown')
      ? actions.names.flatMap(({ holes }) => holes.map(({ id }) => id)).join(', ')
      : undefined;
    const message = `${entry.text.toString()} can only use ${fitting.join(' or ')}, which the statement does not allow`;
    return [because === undefined ? { at, message } : { at, message, because }];
  });
}

/** The calls that fit a principal. Where the whole element is not known yet, it may hold principals of any type. */
function fittingAt(entry: Principal, all: readonly Principal[]): readonly string[] {
  if (entry.kind !== 'hole') return fittingFor(entry);
  return [...new Set(all.filter((one) => one.kind === 'hole' && one.at === entry.at).flatMap(fittingFor))];
}

/** The calls that fit a principal: one of them is enough. */
function fittingFor(entry: Principal): readonly string[] {
  switch (entry.kind) {
    case 'saml':
      return [saml];
    case 'oidc':
    case 'built-in-provider':
      return [web];
    case 'everyone':
    case 'hole':
      return entry.of === 'Federated' ? [saml, web] : entry.of === 'all' ? all : [signed];
    case 'malformed':
      return [];
    default:
      return [signed];
  }
}
