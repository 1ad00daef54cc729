import { serviceName } from '../../iam/partitions';
import type { Principal } from '../../model/principal';
import { holdsWildcard } from '../../model/principal';
import type { Text } from '../../model/text';

type Group = 'AWS' | 'Service' | 'Federated' | 'any';

/** Whether some caller may be named by both entries; only what is spelled out can keep them apart. */
export function mayMeet(one: Principal, other: Principal): boolean {
  const [group, second] = [groupOf(one), groupOf(other)];
  if (group === 'any' || second === 'any') return true;
  if (group !== second) return false;
  switch (group) {
    case 'Service':
      return !differ(serviceName(one.text), serviceName(other.text));
    case 'Federated':
      return !areOthers(one.text, other.text);
    case 'AWS':
      return mayMeetInAccount(one, other);
  }
}

/** Whether every caller that an entry names is named by a Deny’s entry too. */
export function isCovered(entry: Principal, deny: Principal): boolean {
  if (deny.kind === 'everyone')
    // whether { "AWS": "*" } in a Deny covers services and federated callers is not documented
    return deny.of === 'all' || (entry.kind === 'everyone' ? entry.of === deny.of : groupOf(entry) === deny.of);
  if (deny.kind === 'hole' || deny.kind === 'malformed' || holdsWildcard(deny.text)) return false;
  if (deny.kind === 'account' && groupOf(entry) === 'AWS' && 'account' in entry)
    return deny.account.equals(entry.account);
  return deny.kind === entry.kind && deny.text.equals(entry.text);
}

function groupOf(entry: Principal): Group {
  switch (entry.kind) {
    case 'everyone':
    case 'hole':
    case 'unique-id':
    case 'malformed':
      return 'any';
    case 'service':
      return 'Service';
    case 'saml':
    case 'oidc':
    case 'built-in-provider':
      return 'Federated';
    default:
      return 'AWS';
  }
}

function mayMeetInAccount(one: Principal, other: Principal): boolean {
  if (!('account' in one) || !('account' in other)) return true;
  if (areOthers(one.account, other.account)) return false;
  if (one.kind === 'account' || other.kind === 'account') return true;
  // a session may be of any role: its name alone does not tell the path
  const named = ['role', 'user'];
  if (!named.includes(one.kind) || !named.includes(other.kind)) return true;
  return one.kind === other.kind && !areOthers(one.text, other.text);
}

/** Whether two texts are spelled out, and differently. */
function areOthers(one: Text, other: Text): boolean {
  return !holdsWildcard(one) && !holdsWildcard(other) && differ(one.literal, other.literal);
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
