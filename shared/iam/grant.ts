import type { Policy, Statement } from '../model/policy';
import type { Owner } from '../model/subject';
import { Text } from '../model/text';
import type { CompiledPolicy, CompiledStatement, Frame } from './compile';
import { compileStatements, frameOf, indexed, ownAccount, ownOrganization } from './compile';
import { factsOfUnnamed, grantFacts } from './keys/grant';
import { compileResource } from './resource';

/** Everything that decides what an identity may do. */
export interface Grant {
  /** The document that is asked about. */
  readonly own: Policy;
  /** All else that the identity has. */
  readonly others: readonly Policy[];
  /** What bounds it; nothing does where undefined. */
  readonly boundary?: Policy;
}

/** In which account the call is made, and on a resource of which. Each is 12 digits or a hole. */
export interface Accounts {
  readonly caller: Text;
  readonly resource: Text;
  /** Whether the resource's is an account that no policy means, so that none not known yet turns out to be it. */
  readonly unnamed?: true;
}

/** All documents of an identity as one policy, the boundary's Allows apart. */
export interface CompiledGrant extends CompiledPolicy {
  /** The Allow statements of the document that is asked about. */
  readonly ways: readonly CompiledStatement[];
}

/**
 * Prepares all documents of an identity of this owner for questions about calls on resources of one account: allowed
 * by one of them and by the boundary, denied by none. A tag key that is asked about by name is no invented one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function compileGrant(grant: Grant, owner: Owner, accounts: Accounts, tagKey?: string): CompiledGrant {
  const frame = frameOf(
    { ...owner, account: accounts.caller },
    accounts.unnamed === true ? factsOfUnnamed : grantFacts,
  );
  fillConstants(frame, owner, accounts);
  if (tagKey !== undefined) frame.listed.set('aws:tagkeys', new Set([tagKey]));
  const compiled = (policy: Policy): CompiledStatement[] => compileIdentity(policy, frame, accounts);
  const [own, others] = [compiled(grant.own), grant.others.flatMap(compiled)];
  const boundary = grant.boundary === undefined ? undefined : compiled(grant.boundary);
  const all = [...own, ...others];
  const of = (effect: string) => (one: CompiledStatement) => one.effect === effect;
  const ways = own.filter(of('Allow'));
  return {
    ...indexed([...all, ...(boundary ?? [])], frame, grant.own.variables),
    policy: grant.own,
    ways,
    allows: [...ways, ...others.filter(of('Allow'))],
    denies: [...all, ...(boundary ?? [])].filter(of('Deny')),
    ...(boundary === undefined ? {} : { bounds: boundary.filter(of('Allow')) }),
  };
}

/** What is the same for every call from the one account to the other, as keys and as variables. */
function fillConstants({ codes, constants }: Frame, { organization }: Owner, { caller, resource }: Accounts): void {
  constants.set('aws:principalaccount', codes.encode(caller));
  constants.set('aws:principalorgid', codes.encode(organization ?? Text.of(ownOrganization)));
  constants.set('aws:resourceaccount', codes.encode(resource));
  if (organization !== undefined && caller.equals(resource))
    constants.set('aws:resourceorgid', codes.encode(organization));
}

// A policy of an identity has no Principal: it speaks of whoever has it.
const everyone: Statement['principals'] = {
  not: false,
  entries: [{ kind: 'everyone', of: 'all', text: Text.of('*'), at: '' }],
};

function compileIdentity(policy: Policy, frame: Frame, { unnamed }: Accounts): CompiledStatement[] {
  const statements = policy.statements.map((source) => ({ ...source, principals: everyone }));
  return compileStatements({ ...policy, statements }, frame).map((statement) =>
    statement.source.hole === undefined
      ? {
          ...statement,
          clauses: [
            compileResource(statement.source, statement.effect, policy.variables, frame, unnamed),
            ...statement.clauses,
          ],
        }
      : statement,
  );
}

/** The account that an owner's identities call from, as far as it is known. */
export function accountOfOwner({ account }: Owner): Text {
  return account ?? Text.of(ownAccount);
}
