import type { HoleCodes } from '../model/holes';
import { hasHole } from '../model/holes';
import type { Condition } from '../model/policy';
import type { Reading } from './glob';
import { star, starInPart } from './glob';
import type { KeyFacts } from './keys';
import { keyFacts } from './keys';
import { readOperator, type OperatorUse } from './operators';
import type { Test } from './operator';
import type { Truth } from './truth';
import { all, any, no, not, truth, unknown, yes } from './truth';
import type { Part } from './value';
import { readParts } from './value';

/** What a request says, under lower-case key names and in the coding of the policy's holes. */
export interface Context {
  get(key: string): string | readonly string[] | undefined;
  /** Whether the caller's account is one that the policy cannot name. */
  readonly fresh: boolean;
}

export interface Value {
  /** The value as the policy has it, coded. */
  readonly code: string;
  readonly parts: readonly Part[];
  /** Whether it holds a variable, so that its test depends on the request. */
  readonly dynamic: boolean;
  /** The test, for a value without variables that the operator understands. */
  readonly test: Test | undefined;
}

/** One operator on one key, ready to be asked. */
export interface Clause {
  readonly at: string;
  /** Lower case. */
  readonly key: string;
  readonly facts: KeyFacts;
  /** Undefined where AWS has no such operator. */
  readonly use: OperatorUse | undefined;
  readonly values: readonly Value[];
  readonly effect: 'Allow' | 'Deny';
  /** What stands in the way when the clause itself is not known. */
  readonly hole: string | undefined;
  readonly shared: Shared;
}

/** What all clauses of one policy share. */
export interface Shared {
  readonly codes: HoleCodes;
  readonly variables: boolean;
  /** What AWS says of a key in the calls that the policy decides about. */
  readonly facts: (key: string) => KeyFacts;
  /** What variables stand for that say something about the role, whoever calls. */
  readonly constants: ReadonlyMap<string, string>;
  /** The values spelled without holes or wildcards under each key, anywhere in the policy. */
  readonly listed: ReadonlyMap<string, ReadonlySet<string>>;
}

export function compileClause(condition: Condition, effect: 'Allow' | 'Deny', shared: Shared): Clause {
  const use = condition.hole === undefined ? readOperator(condition.operator) : undefined;
  const key = condition.key.toLowerCase();
  const values =
    use === undefined ? [] : condition.values.map((text) => readValue(shared.codes.encode(text), use, key, shared));
  return {
    at: condition.at,
    key,
    facts: shared.facts(condition.key),
    use,
    values,
    effect,
    hole: condition.hole,
    shared,
  };
}

/** One coded value of a policy, ready to be compared under an operator. */
export function readValue(code: string, { operator }: OperatorUse, key: string, shared: Shared): Value {
  const parts = readParts(code, operator.wildcards, shared.variables && operator.variables).map((part) =>
    typeof part === 'string' ? part : (shared.constants.get(part.variable) ?? ownAccountIn(key, part.variable) ?? part),
  );
  const dynamic = parts.some((part) => typeof part !== 'string');
  return { code, parts, dynamic, test: dynamic ? undefined : operator.read(parts.join('')) };
}

/** A caller's ARN holds its own account, and each equals itself: there such a variable matches whatever stands there. */
function ownAccountIn(key: string, variable: string): string | undefined {
  if (key !== 'aws:principalarn' && key !== 'aws:principalaccount') return undefined;
  if (variable === key) return star;
  return variable === 'aws:principalaccount' ? starInPart : undefined;
}

/**
 * Whether a condition holds for a request. Where AWS's pages leave it open, an Allow counts as not restricted and a
 * Deny as not firing. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
 */
export function holds(clause: Clause, context: Context): Truth {
  if (clause.hole !== undefined) return unknown(clause.hole);
  const { use } = clause;
  if (use === undefined) return unsure(clause);
  const value = context.get(clause.key);
  if (use.operator.family === 'null') return isNull(clause, use, value === undefined);
  if (value === undefined) return absent(use, clause);
  const sent = typeof value === 'string' ? [value] : value;
  const base = (one: string): Truth => compare(clause, use, one, context);
  if (use.set === 'any') return clause.values.length === 0 ? no : any(sent, base);
  if (use.set === 'all') return clause.values.length === 0 ? truth(sent.length === 0) : all(sent, base);
  if (clause.values.length === 0 || clause.facts.many || sent.length !== 1) return unsure(clause);
  return base(sent[0] as string);
}

function unsure(clause: Clause): Truth {
  return truth(clause.effect === 'Allow');
}

function absent({ set, ifExists, operator }: OperatorUse, clause: Clause): Truth {
  if (set === 'any') return ifExists ? unsure(clause) : no;
  if (set === 'all' || ifExists) return yes;
  return clause.values.length === 0 ? unsure(clause) : truth(operator.negated);
}

// Null under a set operator asks about no value: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
function isNull(clause: Clause, { set }: OperatorUse, missing: boolean): Truth {
  if (set !== undefined) return truth(set === 'all');
  if (clause.values.length === 0) return unsure(clause);
  return any(clause.values, ({ test, code }) => {
    if (hasHole(code)) return unknown(...clause.shared.codes.names(code));
    return test === undefined ? unsure(clause) : truth(test.matches(String(missing), 'sure'));
  });
}

/** Whether one sent value passes: it matches one of the policy's values, or none where the operator is negated. */
function compare(clause: Clause, use: OperatorUse, sent: string, context: Context): Truth {
  const matched = matchesAny(clause, use, sent, context);
  return use.operator.negated ? not(matched) : matched;
}

/** Whether one sent value matches one of the clause's values. */
export function matchesAny(clause: Clause, use: OperatorUse, sent: string, context: Context): Truth {
  return any(clause.values, (value) => match(clause, use, value, sent, context));
}

function match(clause: Clause, use: OperatorUse, value: Value, sent: string, context: Context): Truth {
  let test = value.test;
  let code = value.code;
  if (value.dynamic) {
    const resolved = resolve(value.parts, context);
    if (resolved === undefined) return no;
    code = resolved;
    test = use.operator.read(resolved);
  }
  if (test === undefined) return truth((clause.effect === 'Allow') !== use.operator.negated);
  if (test.matches(sent, 'sure')) return yes;
  // what is true of the role, and not known, may be anything
  if (clause.facts.setBy === 'role' && hasHole(sent)) return unknown(...clause.shared.codes.names(code + sent));
  return test.matches(sent, looseReading(clause, sent, context))
    ? unknown(...clause.shared.codes.names(code + sent))
    : no;
}

/** How a hole is read when it is asked whether the sent value may match it. */
function looseReading({ facts, key, shared }: Clause, sent: string, { fresh }: Context): Reading {
  return shared.listed.get(key)?.has(sent) === true ? openReading(facts, fresh) : unlistedReading(facts, fresh);
}

/** How a hole is read for a value that the policy does not list under the key. */
export function unlistedReading(facts: KeyFacts, fresh: boolean): Reading {
  return facts.fixedCounts ? 'closed' : openReading(facts, fresh);
}

/** An outsider's own account is none that the policy means, but what is true of the role may be anything. */
function openReading({ setBy }: KeyFacts, fresh: boolean): Reading {
  return fresh && setBy !== 'role' ? 'fresh' : 'maybe';
}

/** The value with its variables replaced; undefined where one has no single value and no default. */
export function resolve(parts: readonly Part[], context: Context): string | undefined {
  let code = '';
  for (const part of parts) {
    if (typeof part === 'string') code += part;
    else {
      const value = context.get(part.variable);
      const single = typeof value === 'string' ? value : value?.length === 1 ? value[0] : undefined;
      const text = (keyFacts(part.variable).many ? undefined : single) ?? part.fallback;
      if (text === undefined) return undefined;
      code += text;
    }
  }
  return code;
}
