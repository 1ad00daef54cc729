import type { Caller } from '../iam/caller';
import { accountOf as accountIn } from '../iam/caller';
import type { Clause } from '../iam/clause';
import type { CompiledPolicy, CompiledStatement } from '../iam/compile';
import type { CallerKind } from '../iam/keys';
import { isHole } from '../model/holes';
import type { Text } from '../model/text';

/** A sort of caller, before its ARN is chosen. */
export interface Shape {
  readonly kind: CallerKind;
  /** 12 digits or a hole, coded; undefined for somebody whose account the policy does not name. */
  readonly account: string | undefined;
  /** Set where the caller can only be this one: a session, a federated user, a service, a provider. */
  readonly id?: string;
  /** The URL, without its scheme, of whoever makes the caller's token; empty for one that no key names. */
  readonly issuer?: string;
  /** Set where the caller is whoever an entry stands for, such as a unique id or a parameter. */
  readonly entry?: string;
}

const remembered = new WeakMap<CompiledStatement, readonly string[]>();

/** The accounts that a statement names in its principals or pins in its conditions, coded. */
export function accountsOf(statement: CompiledStatement, policy: CompiledPolicy): readonly string[] {
  const before = remembered.get(statement);
  if (before !== undefined) return before;
  const accounts: string[] = [];
  // whom a Deny names is kept out, and so no reason to ask
  const entries = statement.effect === 'Allow' ? statement.principals.entries : [];
  for (const { entry, code } of entries) {
    if (!('account' in entry) || entry.kind === 'saml' || entry.kind === 'oidc') continue;
    accounts.push(entry.kind === 'account' ? policy.shared.codes.encode(entry.account) : accountIn(code));
  }
  for (const clause of statement.clauses) {
    const pins = statement.effect === 'Allow' || clause.use?.operator.negated === true;
    if (pins) accounts.push(...pinned(clause, policy));
  }
  const found = [...new Set(accounts)].filter(isAccount);
  remembered.set(statement, found);
  return found;
}

function pinned(clause: Clause, { shared }: CompiledPolicy): string[] {
  const arn = clause.key === 'aws:principalarn';
  if (!arn && clause.key !== 'aws:principalaccount') return [];
  return clause.values.map(({ parts }) => {
    const code = parts.join('');
    if (!arn) return code;
    // a whole ARN that is not known pins an account that is not known either
    const whole = code.length === 1 ? shared.codes.names(code)[0] : undefined;
    return whole === undefined ? accountIn(code) : shared.codes.code({ id: whole, domain: 'account' });
  });
}

function isAccount(code: string): boolean {
  return /^[0-9]{12}$/.test(code) || (code.length === 1 && isHole(code));
}

/** The callers of one kind that entries of a policy stand for without telling who they are, or name one by one. */
export function shapesOf(statements: readonly CompiledStatement[], kind: CallerKind, policy: CompiledPolicy): Shape[] {
  const { codes } = policy.shared;
  const entries = statements.flatMap(({ principals }) => principals.entries);
  return entries.flatMap(({ entry, code }): Shape[] => {
    switch (entry.kind) {
      case 'session':
        return kind === 'session' ? [{ kind, account: accountIn(code), id: code }] : [];
      case 'federated-user':
        return kind === 'session' ? [{ kind, account: accountIn(code), id: code }] : [];
      case 'hole':
      case 'unique-id': {
        if (entry.kind === 'hole' && entry.of !== 'AWS') return [];
        if (kind !== 'session' && kind !== 'user') return [];
        // the ids of users begin with AIDA: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
        if (entry.kind === 'unique-id' && kind === 'user' && !code.startsWith('AIDA')) return [];
        const name = entry.text.open || code;
        return [{ kind, account: codes.code({ id: name, domain: 'account' }), entry: code }];
      }
      default:
        return [];
    }
  });
}

/** A caller of this shape with this ARN. */
export function callerOf({ kind, account, id, entry }: Shape, arn: string): Caller {
  const base = { kind, arn, account: account ?? accountIn(arn), fresh: account === undefined };
  return { ...base, id: id ?? arn, ...(entry === undefined ? {} : { entry }) };
}

/** The text of a shape's account, as far as there is one. */
export function accountText({ account }: Pick<Caller, 'account'>, { shared }: CompiledPolicy): Text {
  return shared.codes.decode(account);
}
