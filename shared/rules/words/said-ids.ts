import { hasHole } from '../../model/holes';
import { strayCall } from '../../model/stray';
import type { Policy } from '../../model/policy';
import type { RoleSubject } from '../../model/subject';
import type { Text } from '../../model/text';
import type { Clause } from '../../iam/clause';
import type { CompiledPolicy, CompiledStatement } from '../../iam/compile';
import { coversAction } from '../../iam/decide';
import { hasWild } from '../../iam/glob';
import { accountsOf, accountText } from '../../search/shape';
import type { Circumstances } from '../circumstances';
import { inAllReadings, readingsOf } from '../readings';

/** That a role asks one account for one external ID. */
export interface SaidId {
  readonly subject: RoleSubject;
  /** JSON pointer of the statement that asks for it. */
  readonly at: string;
  readonly account: Text;
  /** What it is told apart from others by: the text, and where that is not known yet whatever stands for it in its file. */
  readonly id: string;
  /** The branch of the template in which it does, where it does not in every one. */
  readonly branch?: string;
}

/** The external IDs that a role's trust policy spells, each with each account that has to present it. */
export function saidIds(subject: RoleSubject, circumstances: Circumstances): SaidId[] {
  const readings = readingsOf(subject, circumstances);
  return inAllReadings(readings, ({ policy, compiled }): ReadonlyMap<string, SaidId> => {
    if (!asksForId(policy)) return new Map();
    const all = saidIn(compiled(), subject).map((said) => ({ ...said, subject }));
    return new Map(all.map((said) => [`${said.at} ${said.account.toString()} ${said.id}`, said]));
  });
}

/** Whether any external ID is asked for; most policies ask for none, and need not be compiled. */
function asksForId({ statements }: Policy): boolean {
  return statements.some(({ conditions }) => conditions.some(({ key }) => key.toLowerCase() === 'sts:externalid'));
}

function saidIn(policy: CompiledPolicy, subject: RoleSubject): Omit<SaidId, 'subject'>[] {
  const allows = policy.allows
    .filter(letsIn)
    .flatMap((statement) =>
      accountsOf(statement, policy).map((code) => ({ statement, account: accountText({ account: code }, policy) })),
    );
  const idsOf = (statement: CompiledStatement, account: Text): Omit<SaidId, 'subject'>[] =>
    statement.clauses
      .flatMap(spelledIds)
      .flatMap((code) => idOf(code, policy, subject) ?? [])
      .map((id) => ({ at: statement.source.at, account, id }));
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
    return dynamic || hasWild(code) || strayCall(code) !== undefined ? [] : [code];
  });
}

/** What tells an external ID apart. A hole is named within its template, and elsewhere its name tells nothing. */
function idOf(code: string, { shared }: CompiledPolicy, { place: { file, id } }: RoleSubject): string | undefined {
  if (!hasHole(code)) return code;
  // a template inside another one has parameters of its own
  const template = id.split('/').slice(0, -1).join('/');
  return file === undefined ? undefined : [file, template, shared.codes.decode(code).toString()].join('\n');
}

function isMeant({ principals }: CompiledStatement, account: Text): boolean {
  if (principals.not) return false;
  return principals.entries.some(
    ({ entry }) => entry.kind === 'everyone' || ('account' in entry && entry.account.equals(account)),
  );
}
