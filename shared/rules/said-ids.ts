import { hasHole } from '../model/holes';
import type { RoleSubject } from '../model/subject';
import type { Text } from '../model/text';
import type { Clause } from '../iam/clause';
import type { CompiledPolicy, CompiledStatement } from '../iam/compile';
import { coversAction } from '../iam/decide';
import { hasWild } from '../iam/glob';
import { accountsOf, accountText } from '../search/shape';
import type { Circumstances } from './circumstances';
import { readingsOf } from './readings';

/** That a role asks one account for one external ID. */
export interface SaidId {
  readonly subject: RoleSubject;
  /** JSON pointer of the statement that asks for it. */
  readonly at: string;
  readonly account: Text;
  readonly id: string;
  /** The branch of the template in which it does, where it does not in every one. */
  readonly branch?: string;
}

/** The external IDs that a role's trust policy spells, each with each account that has to present it. */
export function saidIds(subject: RoleSubject, circumstances: Circumstances): SaidId[] {
  const readings = readingsOf(subject, circumstances);
  const found = new Map<string, { said: SaidId; times: number; branch: string }>();
  for (const { policy, branch, compiled } of readings) {
    // most policies ask for none, and need not be compiled
    if (
      !policy.statements.some(({ conditions }) => conditions.some(({ key }) => key.toLowerCase() === 'sts:externalid'))
    )
      continue;
    const inReading = new Map(
      saidIn(compiled()).map((said) => [`${said.at} ${String(said.account)} ${said.id}`, said]),
    );
    for (const [name, said] of inReading) {
      const { times = 0 } = found.get(name) ?? {};
      found.set(name, { said: { ...said, subject }, times: times + 1, branch: found.get(name)?.branch ?? branch });
    }
  }
  return [...found.values()].map(({ said, times, branch }) => (times === readings.length ? said : { ...said, branch }));
}

function saidIn(policy: CompiledPolicy): Omit<SaidId, 'subject'>[] {
  const allows = policy.allows
    .filter(letsIn)
    .flatMap((statement) =>
      accountsOf(statement, policy).map((code) => ({ statement, account: accountText({ account: code }, policy) })),
    );
  const idsOf = (statement: CompiledStatement, account: Text): Omit<SaidId, 'subject'>[] =>
    statement.clauses.flatMap(spelledIds).map((id) => ({ at: statement.source.at, account, id }));
  return [
    ...allows.flatMap(({ statement, account }) => idsOf(statement, account)),
    ...policy.denies
      .filter(letsIn)
      .flatMap((deny) => allows.flatMap(({ account }) => (isMeant(deny, account) ? idsOf(deny, account) : []))),
  ];
}

function letsIn(statement: CompiledStatement): boolean {
  return coversAction(statement, 'sts:AssumeRole').is === 'yes';
}

/** The values that a condition asks for; in a Deny a negated one does. */
function spelledIds({ key, use, effect, values }: Clause): string[] {
  if (key !== 'sts:externalid' || use?.operator.family !== 'text' || use.operator.negated !== (effect === 'Deny'))
    return [];
  return values.flatMap(({ dynamic, parts }) => {
    const code = parts.join('');
    return dynamic || hasHole(code) || hasWild(code) ? [] : [code];
  });
}

function isMeant({ principals }: CompiledStatement, account: Text): boolean {
  if (principals.not) return false;
  return principals.entries.some(
    ({ entry }) => entry.kind === 'everyone' || ('account' in entry && entry.account.equals(account)),
  );
}
