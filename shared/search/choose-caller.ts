import type { Caller } from '../iam/caller';
import type { CompiledPolicy } from '../iam/compile';
import { star, starInPart } from '../iam/glob';
import type { PrincipalTest } from '../iam/principals';
import { names } from '../iam/principals';
import { any } from '../iam/truth';
import type { Constraint, Wanted } from './demand';
import { demandOf, meets, needOf, settles } from './demand';
import { arns, roleArns } from './legal';
import type { Demand } from './machine';
import type { Shape } from './shape';
import { callerOf } from './shape';
import type { Effort } from './values';
import { findText } from './values';
import { holds } from '../iam/clause';

/** A caller of the shape whose ARN and account meet the constraints; undefined where there is none. */
export function chooseCaller(
  shape: Shape,
  constraints: readonly Constraint[],
  except: readonly string[],
  policy: CompiledPolicy,
  effort: Effort,
): Caller | undefined {
  const fixed = fixedCaller(shape, policy);
  if (fixed !== undefined) return suits(fixed, constraints, effort) ? fixed : undefined;
  const wanted: Wanted[] = [];
  const beside: Demand[] = [];
  const probe = callerOf(shape, '');
  for (const constraint of constraints) {
    const demand =
      'principals' in constraint
        ? principalDemand(constraint.principals, constraint.want, probe, effort)
        : clauseDemand(constraint);
    if (demand === 'impossible') return undefined;
    if (demand !== 'met') beside.push(demand);
  }
  const partition = policy.owner.partition?.literal ?? 'aws';
  const arn = findText(wanted, legalArns(shape, partition, except, policy), beside, effort);
  return arn === undefined ? undefined : callerOf(shape, arn);

  function clauseDemand({ clause, want }: Extract<Constraint, { clause: unknown }>): Demand | 'met' | 'impossible' {
    const need = needOf(clause, want, effort.mode);
    if (!('wanted' in need)) return need.kind;
    if (clause.key === 'aws:principalarn') {
      wanted.push(need.wanted);
      return 'met';
    }
    if (shape.account !== undefined) return meets(need.wanted, shape.account, effort.mode) ? 'met' : 'impossible';
    const demand = demandOf(need.wanted, effort.mode);
    if (demand === undefined) effort.gaveUp(`${clause.facts.name} is not compared as a text`);
    if (demand === undefined || demand === 'nothing') return 'met';
    return demand === 'impossible'
      ? demand
      : { ...demand, globs: demand.globs.map((glob) => ({ ...glob, code: inArn(glob.code) })) };
  }
}

/** A pattern of an account as a pattern of the ARNs of that account's principals. */
function inArn(account: string): string {
  const part = `${starInPart}:`;
  return `${part.repeat(4)}${account.replaceAll(star, starInPart)}:${star}`;
}

function legalArns(
  shape: Shape,
  partition: string,
  except: readonly string[],
  policy: CompiledPolicy,
): Parameters<typeof findText>[1] {
  const type = shape.kind === 'user' ? 'user' : 'role';
  if (shape.id !== undefined) {
    const [, role = ''] = shape.id.split('/');
    return {
      legal: roleArns(shape.account ?? '', role, partition),
      excluded: [],
      samples: [`arn:${partition}:iam::${shape.account}:role/${role}`],
    };
  }
  const legal = arns(type, shape.account, partition);
  const named = shape.account === undefined ? new Set([...spelled(policy), ...except]) : new Set<string>();
  const account = shape.account ?? unnamed(named);
  const samples = [`arn:${partition}:iam::${account}:${type}/${type === 'user' ? 'mallory' : 'attacker'}`];
  if (shape.account !== undefined || named.size === 0) return { legal, excluded: [], samples };
  const globs = [...named].map((code) => ({ code: inArn(code), fold: false }));
  return { legal, excluded: [{ globs, reading: 'sure', match: false }], samples };
}

const remembered = new WeakMap<CompiledPolicy, ReadonlySet<string>>();

/** Every account that the policy spells anywhere, and the owner's own. */
function spelled(policy: CompiledPolicy): ReadonlySet<string> {
  const before = remembered.get(policy);
  if (before !== undefined) return before;
  const accounts = new Set<string>();
  const add = (code: string): void => {
    for (const [account] of code.matchAll(/(?<![0-9])[0-9]{12}(?![0-9])/g)) accounts.add(account);
  };
  for (const { principals, clauses } of [...policy.allows, ...policy.denies]) {
    for (const { code } of principals.entries) add(code);
    for (const { values } of clauses) for (const { code } of values) add(code);
  }
  add(policy.owner.account?.literal ?? '');
  remembered.set(policy, accounts);
  return accounts;
}

/** An account number that the policy does not name. */
function unnamed(named: ReadonlySet<string>): string {
  for (let digit = 6; digit < 16; digit++) {
    const account = String(digit % 10).repeat(12);
    if (!named.has(account)) return account;
  }
  return '606060606060';
}

/** The caller of a shape that leaves nothing to choose. */
function fixedCaller(shape: Shape, { shared }: CompiledPolicy): Caller | undefined {
  if (shape.entry !== undefined) {
    const name = shared.codes
      .decode(shape.account ?? '')
      .holes.map(({ id }) => id)
      .join(', ');
    return callerOf(shape, shared.codes.code({ id: name, domain: 'arn' }));
  }
  const signed = shape.kind === 'session' || shape.kind === 'user' || shape.kind === 'root';
  if (!signed) return { kind: shape.kind, id: shape.id ?? '', arn: '', account: '', fresh: true };
  if (shape.id?.includes(':federated-user/') === true) return callerOf(shape, shape.id);
  return undefined;
}

/** Whether a caller meets the constraints as it is. */
function suits(caller: Caller, constraints: readonly Constraint[], { mode }: Effort): boolean {
  return constraints.every((constraint) => {
    if ('principals' in constraint) {
      const { principals, want } = constraint;
      if (principals.not && principals.effect === 'Deny') return !want;
      return settles(
        any(principals.entries, (entry) => names(entry, caller, principals)),
        want !== principals.not,
        mode,
      );
    }
    const value = (key: string): string | undefined =>
      (key === 'aws:principalarn' ? caller.arn : key === 'aws:principalaccount' ? caller.account : '') || undefined;
    return settles(holds(constraint.clause, { fresh: caller.fresh, get: value }), constraint.want, mode);
  });
}

/** What a Principal element that must, or must not, cover the caller asks of the caller's ARN. */
function principalDemand(
  test: PrincipalTest,
  want: boolean,
  probe: Caller,
  { mode }: Effort,
): Demand | 'met' | 'impossible' {
  if (test.not && test.effect === 'Deny') return want ? 'impossible' : 'met';
  const match = want !== test.not;
  const byArn = test.entries.filter(({ entry }) => entry.kind === 'role' || entry.kind === 'user');
  const others = any(
    test.entries.filter((entry) => !byArn.includes(entry)),
    (entry) => names(entry, probe, test),
  );
  if (match && settles(others, true, mode)) return 'met';
  if (!match && !settles(others, false, mode)) return 'impossible';
  if (byArn.length === 0) return match ? 'impossible' : 'met';
  const loose = mode.fresh ? 'fresh' : 'maybe';
  return { globs: byArn.map(({ glob }) => glob), reading: match === mode.sure ? 'sure' : loose, match };
}
