import type { Request } from '../model/finding';
import type { HoleCodes } from '../model/holes';
import { parsePolicy } from '../model/policy';
import type { Owner } from '../model/subject';
import { Text } from '../model/text';
import type { Tree } from '../model/tree';
import type { Caller } from './caller';
import type { Context } from './clause';
import { decide } from './decide';
import { accountOfOwner, compileGrant, type CompiledGrant } from './grant';
import { callerOf, contextOf } from './request';
import { resourceKey } from './resource';
import { no, type Truth, unknown } from './truth';

/** The policies of an identity, each as an object or as JSON text. */
export interface IdentityPolicies {
  readonly documents: readonly unknown[];
  /** The permissions boundary; nothing bounds the identity where it is undefined. */
  readonly boundary?: unknown;
}

/**
 * Whether the policies of an identity of this owner let it make a call on a resource: one of them and the boundary
 * allow it, and none denies it. Never throws: what cannot be read allows nothing, and what is not known until
 * deployment is unknown. What a policy of the resource itself says is not asked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decideIdentity({ documents, boundary }: IdentityPolicies, request: Request, owner: Owner = {}): Truth {
  const [first, ...rest] = documents.map((document) => parsePolicy(document as Tree, 'identity'));
  const bound = boundary === undefined ? undefined : parsePolicy(boundary as Tree, 'identity');
  if (first === undefined || request.actions.length === 0) return no;
  const holes = [first, ...rest, ...(bound === undefined ? [] : [bound])].flatMap(({ hole }) => hole ?? []);
  if (holes.length > 0) return unknown(...holes);
  const caller = accountIn(request.principal.id) ?? accountOfOwner(owner);
  const resource = accountIn(request.resource ?? '') ?? caller;
  const grant = { own: first, others: rest, ...(bound === undefined ? {} : { boundary: bound }) };
  const compiled = compileGrant(grant, owner, { caller, resource });
  return decideCall(compiled, request, callerOf(request, compiled.shared.codes), compiled.shared.codes);
}

/** Whether an identity's policies let a call in, whose texts are in this coding. */
export function decideCall(grant: CompiledGrant, request: Request, caller: Caller, codes: HoleCodes): Truth {
  const { get, fresh } = contextOf(request, caller, codes, grant.shared.constants);
  const resource = codes.encode(Text.of(request.resource ?? '*'));
  const context: Context = { fresh, get: (key) => (key === resourceKey ? resource : get(key)) };
  return decide(grant, caller, request.actions, context);
}

function accountIn(arn: string): Text | undefined {
  const account = arn.split(':')[4];
  return account !== undefined && /^[0-9]{12}$/.test(account) ? Text.of(account) : undefined;
}
