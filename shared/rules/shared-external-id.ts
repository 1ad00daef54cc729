import { knownAccount } from '../iam/vendors';
import type { Subject } from '../model/subject';
import type { Text } from '../model/text';
import type { Settings } from '../settings';
import { accountName, standingOf } from './words/accounts';
import type { Circumstances } from './circumstances';
import { programRule } from './program';
import type { Placed, Remark } from './rule';
import { type SaidId, saidIds } from './words/said-ids';

export const sharedExternalId = programRule({
  name: 'shared-external-id',
  level: 'warning',
  summary: 'Each vendor has an external ID of its own.',
  why: 'An external ID proves that a vendor acts for you because nobody else is given it. One that two vendors know lets each be used with the other’s roles.',
  fix: 'Ask each vendor for an external ID that it made for you alone, and require that one.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html'],

  finds: (subjects, circumstances) => {
    const uses = subjects.flatMap((subject) => usesOf(subject, circumstances));
    const byId = new Map<string, Use[]>();
    for (const use of uses) byId.set(use.id, [...(byId.get(use.id) ?? []), use]);
    return [...byId.values()].flatMap((same) => same.flatMap((use) => remarkOn(use, same) ?? []));
  },
});

/** An external ID of somebody else's account. */
interface Use extends SaidId {
  /** The company, as far as anything tells which, or the account. */
  readonly party: string;
  /** What it depends on whether the account is somebody else's. */
  readonly doubt: readonly string[];
}

function usesOf(subject: Subject, circumstances: Circumstances): Use[] {
  if (subject.kind !== 'role') return [];
  return saidIds(subject, circumstances).flatMap((said): Use[] => {
    const standing = standingOf(said.account, { ...circumstances, owner: subject.owner });
    if (standing.is === 'own' || standing.is === 'organization') return [];
    const because = standing.is === 'unknown' ? [standing.because] : [];
    const branch = said.branch === undefined ? [] : [said.branch];
    return [{ ...said, party: partyOf(said.account, circumstances.settings), doubt: [...because, ...branch] }];
  });
}

function partyOf(account: Text, { accounts }: Settings): string {
  const id = account.literal;
  if (id === undefined) return account.toString();
  const known = knownAccount(id);
  if (known?.owner === 'AWS') return 'AWS';
  return (accounts.thirdParties.find((party) => party.account === id)?.name ?? known?.name ?? id).toLowerCase();
}

/** What to say of one use where another company has the same ID; of several the surest. */
function remarkOn(use: Use, same: readonly Use[]): Placed | undefined {
  const others = same.filter(({ party }) => party !== use.party);
  const other = others.find(({ doubt }) => doubt.length === 0) ?? others[0];
  if (other === undefined) return undefined;
  const doubt = [...new Set([...use.doubt, ...other.doubt])];
  const remark: Remark = {
    verdict: doubt.length === 0 ? 'fail' : 'unknown',
    at: use.at,
    message: `the external ID of ${accountName(use.account)} is also that of ${accountName(other.account)}, in ${other.subject.place.id}`,
    mark: `${use.account.toString()} ${other.account.toString()}`,
    ...(doubt.length === 0 ? {} : { because: doubt.join(', ') }),
  };
  return { subject: use.subject, remark };
}
