import type { Accounts, Grant } from '../iam/grant';
import type { Text } from '../model/text';
import { withinAccount } from './grant-account';
import type { GrantQuestion, ResourceClass } from './grant-question';
import { hasNoWay, mayCover, reaching } from './grant-reach';
import { accountPairs } from './resources';

/** What of a grant a question is about, in two accounts. */
export interface GrantPart {
  readonly accounts: Accounts;
  readonly grant: Grant;
  /** The same for the same part of the same grant. */
  readonly name: string;
}

/** The parts of a grant in which the calls of a question may be allowed, one for each pair of accounts; `own`: its owner's. */
export function* grantParts(grant: Grant, question: GrantQuestion, own: Text): Iterable<GrantPart> {
  const { resource, actions } = question;
  if (hasNoWay(grant.own, question) || !actions.slice(1).every((action) => mayAllow(grant, action))) return;
  const { part, name } = partAbout(grant, resource);
  const alone = actions.length === 1;
  for (const accounts of accountPairs(resource, part, own)) {
    const unnamed = accounts.unnamed === true;
    const within =
      resource.of === 'anything'
        ? part
        : withinAccount(part, accounts.resource, { own: accounts.resource.equals(own), unnamed, alone });
    if (hasNoWay(within.own, question)) continue;
    const of = `${accounts.caller.toString()} ${accounts.resource.toString()} ${unnamed} ${alone}`;
    yield { accounts, grant: within, name: `${name} ${of}` };
  }
}

const remembered = new WeakMap<Grant, Map<string, Grant>>();

/** The part about a class of resources; nothing is in the name where that is the whole. */
function partAbout(grant: Grant, resource: ResourceClass): { part: Grant; name: string } {
  const parts = remembered.get(grant) ?? new Map<string, Grant>();
  remembered.set(grant, parts);
  const name = `${resource.of} ${resource.named ?? false}`;
  const part = parts.get(name) ?? reaching(grant, resource);
  parts.set(name, part);
  return { part, name: part === grant ? '' : name };
}

function mayAllow({ own, others }: Grant, action: string): boolean {
  return [own, ...others].some(({ statements }) =>
    statements.some(
      (statement) => statement.effect !== 'Deny' && (statement.hole !== undefined || mayCover(statement, action)),
    ),
  );
}
