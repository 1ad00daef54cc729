import type { Request } from '../model/finding';
import type { HoleCodes } from '../model/holes';
import { parsePolicy } from '../model/policy';
import type { Owner } from '../model/subject';
import { Text } from '../model/text';
import type { Tree } from '../model/tree';
import type { Caller } from './caller';
import { accountOf } from './caller';
import type { Context } from './clause';
import { compile } from './compile';
import { decide } from './decide';
import type { Truth } from './truth';
import { no, unknown } from './truth';

/**
 * Whether AWS lets a request in under a trust policy, given as an object or as JSON text, of a role of this owner.
 * Never throws: what cannot be read lets nobody in, and what is not known until deployment is unknown.
 */
export function decidePolicy(policy: unknown, request: Request, owner: Owner = {}): Truth {
  const parsed = parsePolicy(policy as Tree);
  if (parsed.hole !== undefined) return unknown(parsed.hole);
  const compiled = compile(parsed, owner);
  const { codes, constants } = compiled.shared;
  const caller = callerOf(request, codes);
  // a call without an action is no call, and would need nothing to be allowed
  return request.actions.length === 0
    ? no
    : decide(compiled, caller, request.actions, contextOf(request, caller, codes, constants));
}

/** Who makes a request, in the coding of the policy that it is asked of. */
export function callerOf({ principal, context }: Request, codes: HoleCodes): Caller {
  const id = codes.encode(Text.of(principal.id));
  switch (principal.type) {
    case 'Service':
      return { kind: 'service', id, arn: '', account: '', fresh: false };
    case 'Federated':
      return {
        kind: id.includes(':saml-provider/') ? 'saml' : 'web-identity',
        id,
        arn: '',
        account: accountOf(id),
        fresh: false,
      };
    case 'AWS': {
      const sent = given(context, 'aws:principalarn');
      const arn = typeof sent === 'string' ? codes.encode(Text.of(sent)) : arnOf(id);
      return { kind: kindOf(id), id, arn, account: accountOf(arnOf(id)), fresh: false };
    }
  }
}

/** What a request says, with what AWS adds for its caller where the request does not give it. */
export function contextOf(
  { context }: Request,
  caller: Caller,
  codes: HoleCodes,
  constants: ReadonlyMap<string, string> = new Map(),
): Context {
  const encode = (value: string): string => codes.encode(Text.of(value));
  const values = new Map<string, string | readonly string[]>([...constants, ...factsOf(caller)]);
  for (const [key, value] of Object.entries(context)) {
    values.set(key.toLowerCase(), typeof value === 'string' ? encode(value) : value.map(encode));
  }
  return { fresh: caller.fresh, get: (key) => values.get(key) };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties */
function factsOf({ kind, id, arn, account }: Caller): [key: string, value: string][] {
  const always: [string, string] = ['aws:viaawsservice', 'false'];
  if (kind === 'saml' || kind === 'web-identity') return [always];
  const isService = kind === 'service';
  const facts: [string, string][] = [always, ['aws:principalisawsservice', String(isService)]];
  if (isService) return [...facts, ['aws:principalservicename', id]];
  if (arn !== '') facts.push(['aws:principalarn', arn]);
  if (account !== '') facts.push(['aws:principalaccount', account]);
  if (kind === 'user') facts.push(['aws:username', arn.slice(arn.lastIndexOf('/') + 1)]);
  return [...facts, ['aws:principaltype', typeOf(kind, id)]];
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
function typeOf(kind: Caller['kind'], id: string): string {
  if (kind === 'root') return 'Account';
  if (kind === 'user') return 'User';
  return id.includes(':federated-user/') ? 'FederatedUser' : 'AssumedRole';
}

function kindOf(id: string): 'root' | 'user' | 'session' {
  if (isAccountId(id) || id.split(':')[5] === 'root') return 'root';
  // the id of a user: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  return id.startsWith('AIDA') || id.split(':')[5]?.startsWith('user/') === true ? 'user' : 'session';
}

/** What aws:PrincipalArn holds for a caller of this id: a session has its role's ARN, as far as the id tells it. */
function arnOf(id: string): string {
  if (isAccountId(id)) return `arn:aws:iam::${id}:root`;
  const [arn, partition, service, region, account, ...rest] = id.split(':');
  const session = /^assumed-role\/([^/]+)\//.exec(rest.join(':'));
  return session === null || arn !== 'arn' || service !== 'sts' || region !== ''
    ? id
    : `arn:${partition}:iam::${account}:role/${session[1]}`;
}

function isAccountId(id: string): boolean {
  return /^[0-9]{12}$/.test(id);
}

function given(context: Request['context'], key: string): string | readonly string[] | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key)?.[1];
}
