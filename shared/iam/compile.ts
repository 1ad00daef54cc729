import { HoleCodes } from '../model/holes';
import type { Condition, Policy, Statement } from '../model/policy';
import { arnParts } from '../model/principal';
import type { Owner } from '../model/subject';
import { Text } from '../model/text';
import type { Clause, Shared } from './clause';
import { compileClause } from './clause';
import type { Glob } from './glob';
import { hasWild, like } from './glob';
import { keyFacts } from './keys';
import { readOperator } from './operators';
import type { PrincipalTest } from './principals';
import { compilePrincipals, typesOf } from './principals';
import type { PrincipalType } from './caller';
import type { Truth } from './truth';

/** A statement ready to be asked. One whose effect is not known stands in the policy twice, once with each. */
export interface CompiledStatement {
  readonly source: Statement;
  readonly effect: 'Allow' | 'Deny';
  readonly principals: PrincipalTest;
  readonly actions: { readonly not: boolean; readonly globs: readonly Glob[] };
  readonly clauses: readonly Clause[];
  /** The types of callers that its principals may cover. */
  readonly types: ReadonlySet<PrincipalType>;
  /** Answers of `coversAction`, which asks about the same few actions again and again. */
  readonly covered: Map<string, Truth>;
}

export interface CompiledPolicy {
  /** Whether a hole stands anywhere, so that answers may be unknown. */
  readonly open: boolean;
  readonly policy: Policy;
  readonly owner: Owner;
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
  /** What must let a call in as well, such as the Allows of a permissions boundary; nothing else need where undefined. */
  readonly bounds?: readonly CompiledStatement[];
  readonly shared: Shared;
  /** The keys that conditions or variables mention, in lower case. */
  readonly keys: ReadonlySet<string>;
  /** Whether one kind of caller may get in where another cannot; the search remembers it here. */
  readonly matters: Map<string, boolean>;
}

/** The hole that stands for the owner's organization where nothing tells it. */
export const ownOrganization = { id: 'own organization', domain: 'name' } as const;
/** The hole that stands for the owner's account where nothing tells it. */
export const ownAccount = { id: 'AWS::AccountId', domain: 'account' } as const;

const requestTag = 'aws:requesttag/';

/** What all policies that are judged together share. */
export interface Frame extends Omit<Shared, 'variables' | 'listed' | 'constants'> {
  readonly owner: Owner;
  readonly constants: Map<string, string>;
  readonly listed: Map<string, Set<string>>;
  /** A text with what is known of its holes: which partition it is decides nothing, since trust never crosses them. */
  readonly settled: (text: Text) => Text;
}

/** A frame for policies of this owner; it says nothing of the resource that is asked for. */
export function frameOf(owner: Owner, facts: Shared['facts'] = keyFacts): Frame {
  const own = new Set([ownAccount.id, ownOrganization.id, ...(owner.account?.holes ?? []).map(({ id }) => id)]);
  const partition = owner.partition?.literal ?? 'aws';
  const settled = (text: Text): Text =>
    text.fill(({ domain }) => (domain === 'partition' ? partition : domain === 'suffix' ? 'amazonaws.com' : undefined));
  return {
    owner,
    facts,
    codes: new HoleCodes((hole) => own.has(hole.id)),
    constants: new Map(),
    listed: new Map(),
    settled,
  };
}

/** Prepares a policy for questions about a role of this owner. */
export function compile(policy: Policy, owner: Owner = {}): CompiledPolicy {
  const frame = frameOf(owner);
  frame.constants.set('aws:resourceaccount', frame.codes.encode(owner.account ?? Text.of(ownAccount)));
  frame.constants.set('aws:resourceorgid', frame.codes.encode(owner.organization ?? Text.of(ownOrganization)));
  const statements = compileStatements(policy, frame);
  return {
    ...indexed(statements, frame, policy.variables),
    policy,
    allows: statements.filter(({ effect }) => effect === 'Allow'),
    denies: statements.filter(({ effect }) => effect === 'Deny'),
  };
}

/** The statements of one policy in a frame, each once, or once with each effect where its effect is not known. */
export function compileStatements(policy: Policy, frame: Frame): CompiledStatement[] {
  const shared = sharedOf(frame, policy.variables);
  return policy.statements.flatMap((source) => compileStatement(source, shared, frame));
}

/** What the clauses of one policy in a frame share. */
export function sharedOf({ codes, facts, constants, listed }: Frame, variables: boolean): Shared {
  return { codes, facts, constants, listed, variables };
}

/** What is known of statements that are judged together; fills the frame's lists of what their conditions spell. */
export function indexed(
  statements: readonly CompiledStatement[],
  frame: Frame,
  variables: boolean,
): Omit<CompiledPolicy, 'policy' | 'allows' | 'denies'> {
  const { codes, listed, owner } = frame;
  const keys = new Set<string>();
  const list = (key: string, code: string): void => void listed.set(key, (listed.get(key) ?? new Set()).add(code));
  for (const { key, values } of statements.flatMap(({ clauses }) => clauses)) {
    keys.add(key);
    // a tag of which a condition speaks is a listed key too
    if (key.startsWith(requestTag)) list('aws:tagkeys', key.slice(requestTag.length));
    for (const { parts, test } of values) {
      for (const part of parts) if (typeof part !== 'string') keys.add(part.variable);
      const code = parts.join('');
      if (test !== undefined && !hasWild(code)) list(key, code);
    }
  }
  return {
    open:
      !codes.closed ||
      statements.some(({ clauses }) => clauses.some(({ hole, facts }) => hole !== undefined || facts.setBy === 'role')),
    owner,
    shared: sharedOf(frame, variables),
    keys,
    matters: new Map(),
  };
}

/** The value with what its key tells of its holes: in the place of an account stands one, or nobody can send it. */
function known(text: Text, { key, operator }: Condition, owner: Owner): Text {
  const use = readOperator(operator)?.operator;
  if (text.literal !== undefined || use?.family !== 'text') return text;
  // a hole that is a whole pattern may be a wildcard
  if (text.hole !== undefined && use.wildcards !== 'none') return text;
  if (/account$/i.test(key) && text.hole !== undefined) return Text.of({ id: text.hole.id, domain: 'account' });
  if (/^aws:(?:principal|source)org(?:id|paths)$/i.test(key) && owner.organization === undefined) {
    const [first, ...rest] = text.pieces;
    return typeof first === 'object' ? Text.of(ownOrganization, ...rest) : text;
  }
  const parts = text.hole === undefined && /arn$/i.test(key) ? arnParts(text) : undefined;
  return parts === undefined ? text : Text.of(...parts.flatMap((part, index) => (index === 0 ? [part] : [':', part])));
}

function compileStatement(source: Statement, shared: Shared, { settled, owner }: Frame): CompiledStatement[] {
  const effects = source.effect === 'unknown' ? (['Allow', 'Deny'] as const) : [source.effect];
  return effects.map((effect) => {
    const conditions = source.conditions.map((condition) => ({
      ...condition,
      values: condition.values.map((text) => known(settled(text), condition, owner)),
    }));
    const clauses = conditions.map((condition) => compileClause(condition, effect, shared));
    const doubt = source.hole ?? (source.effect === 'unknown' ? `the effect of ${source.at}` : undefined);
    if (doubt !== undefined) {
      clauses.push(compileClause({ at: source.at, operator: '', key: '', values: [], hole: doubt }, effect, shared));
    }
    const principals = compilePrincipals(source, effect, shared.codes, settled);
    const names = source.hole === undefined ? source.actions.names : [Text.of('*')];
    return {
      source,
      effect,
      principals,
      types: typesOf(principals),
      covered: new Map<string, Truth>(),
      actions: {
        not: source.actions.not,
        globs: names.map((name) => ({ code: like(shared.codes.encode(name).toLowerCase()), fold: true })),
      },
      clauses,
    };
  });
}
