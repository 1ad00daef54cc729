import { stsAction } from '../../iam/actions';
import { keyFacts } from '../../iam/keys';
import { readOperator } from '../../iam/operators';
import { serviceName } from '../../iam/partitions';
import type { Actions, Condition, Problem, Statement } from '../../model/policy';
import type { Principal } from '../../model/principal';
import { arnParts, holdsWildcard } from '../../model/principal';
import type { Text } from '../../model/text';

/** What IAM would refuse in a statement that parses. */
export function refusalsIn(statement: Statement): Problem[] {
  const { at, principals, actions, conditions } = statement;
  return [
    ...principals.entries.flatMap((entry) => problem(entry.at, inPrincipal(entry))),
    ...inActions(actions, at),
    ...conditions.flatMap((condition) => problem(condition.at, inCondition(condition))),
  ];
}

function problem(at: string, message: string | undefined): Problem[] {
  return message === undefined ? [] : [{ at, message }];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function inPrincipal(entry: Principal): string | undefined {
  const shown = entry.text.toString();
  switch (entry.kind) {
    case 'everyone':
      return entry.of === 'Service' || entry.of === 'Federated'
        ? `IAM refuses "*" as a ${entry.of} principal`
        : undefined;
    case 'account':
    case 'role':
    case 'user':
    case 'session':
    case 'federated-user':
    case 'saml':
    case 'oidc':
      return inArn(entry.text);
    case 'service':
      if (entry.text.literal?.includes('*') === true) return `IAM refuses the wildcard inside the principal ${shown}`;
      return entry.text.literal !== undefined && serviceName(entry.text) === undefined
        ? `${shown} is not a service principal`
        : undefined;
    case 'malformed':
      return entry.of === 'CanonicalUser'
        ? 'IAM refuses a CanonicalUser in a trust policy'
        : `${shown} is not a principal of type ${entry.of}`;
    case 'unique-id':
    case 'built-in-provider':
    case 'hole':
      return undefined;
  }
}

function inArn(text: Text): string | undefined {
  if (holdsWildcard(text)) {
    return `IAM refuses the wildcard inside the principal ${text.toString()}`;
  }
  const parts = arnParts(text);
  const account = parts?.[4]?.literal;
  if (account !== undefined && !/^\d{12}$/.test(account)) return `the account in ${text.toString()} is not 12 digits`;
  return parts?.[5]?.literal !== undefined && illegal.test(parts[5].literal)
    ? `no role, user or provider can have the name in ${text.toString()}`
    : undefined;
}

// names and paths are of these characters: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const illegal = /^(role|user|assumed-role|federated-user)\/.*[^\w+=,.@/-][^/]*$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
function inActions({ names }: Actions, at: string): Problem[] {
  return names.flatMap((name) => {
    const literal = name.literal;
    if (literal === undefined) return [];
    if (!/^sts:/i.test(literal))
      return problem(at, `${literal} is not an action of STS, and IAM refuses others in a trust policy`);
    return /[*?]/.test(literal) || stsAction(literal) !== undefined ? [] : problem(at, `STS has no action ${literal}`);
  });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function inCondition({ operator, key, hole }: Condition): string | undefined {
  if (hole !== undefined) return undefined;
  if (readOperator(operator) === undefined) return `there is no condition operator ${operator}`;
  // a key always has a prefix, such as aws: or the host of an identity provider
  if (!/^[^:]+:./.test(key)) return `the condition key ${key} has no prefix such as sts: or aws:`;
  return /tag\/$/i.test(keyFacts(key).name) ? `the condition key ${key} names no tag` : undefined;
}
