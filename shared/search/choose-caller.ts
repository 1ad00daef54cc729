import type { Caller } from '../iam/caller';
import { usernameOf } from '../iam/caller';
import type { CompiledPolicy } from '../iam/compile';
import { hasWild } from '../iam/glob';
import { hasHole } from '../model/holes';
import { names } from '../iam/principals';
import { any } from '../iam/truth';
import type { Constraint, Wanted } from './demand';
import { demandOf, meets, needOf, settles } from './demand';
import { arns, inArn, inName, roleArns } from './legal';
import { spelledAccounts } from './spelled';
import { avoid, type Demand } from './machine';
import type { Shape } from './shape';
import { mayBeIn, principalDemand } from './principal-demand';
import { callerOf } from './shape';
import type { Values } from './domain';
import type { Legal } from './legal';
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
        ? principalDemand(constraint.principals, constraint.want, probe, effort.mode)
        : clauseDemand(constraint);
    if (demand === 'impossible') return undefined;
    if (demand !== 'met') beside.push(demand);
  }
  for (const values of legalArns(shape, [...wanted, ...beside], except, policy)) {
    const arn = findText(wanted, values, beside, effort);
    if (arn !== undefined) return callerOf(shape, arn);
  }
  return undefined;

  function clauseDemand({ clause, want }: Extract<Constraint, { clause: unknown }>): Demand | 'met' | 'impossible' {
    const { key } = clause;
    if (key === 'aws:username' && shape.kind !== 'user') {
      return settles(holds(clause, { fresh: effort.mode.fresh, get: () => undefined }), want, effort.mode)
        ? 'met'
        : 'impossible';
    }
    const need = needOf(clause, want, effort.mode);
    if (!('wanted' in need)) return need.kind;
    if (key === 'aws:principalarn') {
      const far = need.wanted.match && clause.values.every((value) => !value.dynamic && !mayBeIn(value, probe));
      wanted.push(need.wanted);
      return far ? 'impossible' : 'met';
    }
    const account = key === 'aws:principalaccount';
    if (account && shape.account !== undefined)
      return meets(need.wanted, shape.account, effort.mode) ? 'met' : 'impossible';
    const demand = demandOf(need.wanted, effort.mode);
    if (demand === undefined) effort.gaveUp(`${clause.facts.name} is not compared as a text`);
    if (demand === undefined || demand === 'nothing') return 'met';
    if (demand === 'impossible') return demand;
    const lift = account ? inArn : inName;
    return { ...demand, globs: demand.globs.map((glob) => ({ ...glob, code: lift(glob.code) })) };
  }
}

/**
 * The ARNs to look among, a small set first. An outsider's account is tried as one number nobody names; only where a
 * digit stands in some pattern can another number lead further.
 */
function legalArns(
  shape: Shape,
  asked: readonly (Wanted | Demand)[],
  except: readonly string[],
  policy: CompiledPolicy,
): Values[] {
  const partition = policy.owner.partition?.literal ?? 'aws';
  const type = shape.kind === 'user' ? 'user' : 'role';
  const name = type === 'user' ? 'mallory' : 'attacker';
  const among = (legal: Legal, ...samples: string[]): Values => ({ legal, excluded: [], samples });
  if (shape.id !== undefined) {
    const [, role = ''] = shape.id.split('/');
    return [
      among(roleArns(shape.account ?? '', role, partition), `arn:${partition}:iam::${shape.account}:role/${role}`),
    ];
  }
  const named = shape.account === undefined ? new Set([...spelledAccounts(policy), ...except]) : new Set<string>();
  const account = shape.account ?? unnamed(named);
  const fit = (code: string): string => fitted(code, partition, account);
  const first = { ...among(arns(type, account, partition), `arn:${partition}:iam::${account}:${type}/${name}`), fit };
  if (shape.account !== undefined || !asked.some(hasDigit)) return [first];
  const globs = [...named].map((code) => ({ code: inArn(code), fold: false }));
  const any = among(arns(type, undefined, partition));
  return [first, { ...any, excluded: avoid(globs) }];
}

/** An ARN pattern with its partition, service and account filled in where they are wild. */
export function fitted(code: string, partition: string, account: string, service = 'iam'): string {
  const parts = code.split(':');
  if (parts.length < 6) return code;
  const legal = ['arn', partition, service, '', account];
  return parts.map((part, index) => (hasWild(part) ? (legal[index] ?? part) : part)).join(':');
}

function hasDigit(asked: Wanted | Demand): boolean {
  const codes = 'globs' in asked ? asked.globs.map(({ code }) => code) : asked.clause.values.map(({ code }) => code);
  return codes.some((code) => /[0-9]/.test(code));
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
  const signed = shape.kind === 'session' || shape.kind === 'user' || shape.kind === 'root';
  if (signed && shape.entry !== undefined) {
    const name = shared.codes.decode(shape.account ?? '').open;
    const caller = callerOf(shape, shared.codes.code({ id: name, domain: 'arn' }));
    // somebody who was named and is gone is still called by its id
    return hasHole(shape.entry) ? caller : { ...caller, id: shape.entry };
  }
  if (!signed) return { ...callerOf(shape, ''), account: '' };
  if (shape.id?.includes(':federated-user/') === true) return callerOf(shape, shape.id);
  return undefined;
}

function ownFact(caller: Caller, key: string): string {
  if (key === 'aws:username') return usernameOf(caller);
  return key === 'aws:principalarn' ? caller.arn : caller.account;
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
    const value = (key: string): string | undefined => ownFact(caller, key) || undefined;
    return settles(holds(constraint.clause, { fresh: caller.fresh, get: value }), constraint.want, mode);
  });
}
