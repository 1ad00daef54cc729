import { accountOf, principalType } from '../iam/caller';
import type { CompiledPolicy, CompiledStatement } from '../iam/compile';
import { coversAction, decide } from '../iam/decide';
import type { CallerKind } from '../iam/keys';
import { keyFacts } from '../iam/keys';
import { all, no, truth, type Truth, unknown, yes } from '../iam/truth';
import type { Request } from '../model/finding';
import type { Text } from '../model/text';
import { OutOfSteps, type Budget } from './machine';
import type { Question } from './question';
import type { Shape } from './shape';
import { principalDemand } from './principal-demand';
import { accountsOf, accountText, callerOf, shapesOf } from './shape';
import type { Effort } from './values';
import type { Entry, Walk } from './walk';
import { walk } from './walk';
import { requestOf } from './witness';

/** A request of the question's class that the policy lets in, or may let in. */
export interface Answer {
  readonly verdict: 'fail' | 'unknown';
  /** JSON pointer of the Allow statement that lets it in. */
  readonly at: string;
  readonly request: Request;
  /** The caller's account; a hole where it is not known, undefined for services and federated calls. */
  readonly account?: Text;
  /** Whether the caller's account is one that the policy does not name. */
  readonly outsider: boolean;
  /** The session tag that the caller invents or sets freely. */
  readonly invented?: string;
  readonly because?: string;
}

/** How many steps one question may cost: a policy that AWS accepts needs a small part of it. */
export const mostSteps = 2_000_000;

export interface SearchOptions {
  /** `YYYY-MM-DD`, UTC: the caller calls today or later. */
  readonly today: string;
  readonly steps?: number;
}

/**
 * The requests of a question's class that get through, at most one for each account or statement, as the question
 * says. No answer means that none gets through, whatever the policy's holes turn out to be.
 */
export function search(
  policy: CompiledPolicy,
  question: Question,
  { today, steps = mostSteps }: SearchOptions,
): Answer[] {
  const allowed = (action: string): boolean => policy.allows.some((allow) => coversAction(allow, action).is !== 'no');
  if (!question.actions.every(allowed)) return [];
  const [first = ''] = question.actions;
  const types = question.caller.kinds.map(principalType);
  let left = steps;
  const budget: Budget = {
    spend: (count) => {
      left -= count;
      if (left < 0) throw new OutOfSteps();
    },
  };
  const answers: Answer[] = [];
  for (const way of policy.allows) {
    if (coversAction(way, first).is === 'no' || !types.some((type) => way.types.has(type))) continue;
    const found = new Map<string, Answer>();
    for (const { shape, belongs } of callers(policy, question, way)) {
      const name = question.per === 'statement' ? '' : (shape.account ?? '');
      if (found.get(name)?.verdict === 'fail') continue;
      const answer = ask(policy, question, way, shape, belongs, today, budget);
      if (answer !== undefined && (answer.verdict === 'fail' || !found.has(name))) found.set(name, answer);
    }
    answers.push(...found.values());
  }
  return answers;
}

/** A sort of caller, and how surely it belongs to the question's class. */
interface Candidate {
  readonly shape: Shape;
  readonly belongs: Truth;
}

/** The sorts of callers that the question asks about and that the statement may cover. */
function callers(policy: CompiledPolicy, { caller, namedBy }: Question, way: CompiledStatement): Candidate[] {
  const result: Candidate[] = [];
  const add = (shape: Shape, belongs: Truth): void => {
    if (belongs.is !== 'no' && mayCover(way, shape)) result.push({ shape, belongs });
  };
  for (const kind of caller.kinds) {
    const ids = callerIds(kind);
    if (ids !== undefined) {
      if (caller.outsider && namesKind(way, kind)) for (const id of ids) add({ kind, account: undefined, id }, yes);
      for (const { shape, belongs } of namedShapes(way, kind, caller, policy)) add(shape, belongs);
      continue;
    }
    if (!matters(kind, caller.kinds, policy)) continue;
    if (caller.outsider) add({ kind, account: undefined }, yes);
    if (caller.named === undefined) continue;
    const statements = namedBy === 'statement' ? [way, ...policy.denies] : [...policy.allows, ...policy.denies];
    const accounts = new Set(statements.flatMap((statement) => accountsOf(statement, policy)));
    const shapes = shapesOf([...policy.allows, ...policy.denies], kind, policy);
    for (const shape of [...[...accounts].map((account) => ({ kind, account })), ...shapes]) {
      if (mayCover(way, shape)) add(shape, caller.named(accountText({ account: shape.account ?? '' }, policy)));
    }
  }
  return result;
}

/** Whether the statement's principals leave room for a caller of this shape; a quick look before the search. */
function mayCover({ principals }: CompiledStatement, shape: Shape): boolean {
  const mode = { sure: false, fresh: shape.account === undefined };
  return principalDemand(principals, true, callerOf(shape, ''), mode) !== 'impossible';
}

/** The services and identity providers that the statement names, and how surely they are of the class. */
function namedShapes(
  { principals }: CompiledStatement,
  kind: CallerKind,
  { services, named }: Question['caller'],
  { shared }: CompiledPolicy,
): Candidate[] {
  const provider = kind === 'saml' ? 'saml' : 'oidc';
  return principals.entries.flatMap(({ entry, code }): Candidate[] => {
    const account = undefined;
    const asked = kind === 'service' ? services : named;
    if (entry.kind === 'hole' && entry.of === principalType(kind) && asked !== undefined) {
      return [{ shape: { kind, account, id: code, entry: code }, belongs: unknown(...shared.codes.names(code)) }];
    }
    if (entry.kind === 'service' && kind === 'service')
      return [{ shape: { kind, account, id: code }, belongs: truth(services?.(code) === true) }];
    if (entry.kind !== provider || kind === 'service') return [];
    return [{ shape: { kind, account: accountOf(code), id: code }, belongs: named?.(entry.account) ?? no }];
  });
}

/** Whether a statement means every caller of a kind that is no principal of an account. */
function namesKind({ principals, clauses }: CompiledStatement, kind: CallerKind): boolean {
  const type = principalType(kind);
  return (
    principals.not ||
    principals.entries.some(({ entry }) => {
      if (entry.kind !== 'everyone' && !(entry.kind === 'hole' && entry.text.hole?.domain === 'free')) return false;
      // { "AWS": "*" } is asked about services where a condition shows that they are meant
      const meant =
        entry.of === 'AWS' &&
        clauses.some(({ facts }) => facts.presence.service === 'always' && facts.presence.saml === 'never');
      return entry.of === 'all' || entry.of === type || (kind === 'service' && meant);
    })
  );
}

/** Services and providers that no policy names; undefined for callers with an ARN of their own. */
function callerIds(kind: CallerKind): readonly string[] | undefined {
  switch (kind) {
    case 'service':
      return ['any-service.amazonaws.com'];
    case 'saml':
      return ['arn:aws:iam::666666666666:saml-provider/attacker'];
    case 'web-identity':
      return ['accounts.google.com', 'arn:aws:iam::666666666666:oidc-provider/attacker.example.com'];
    default:
      return undefined;
  }
}

/** Whether a second kind of caller can get in where the first cannot. */
function matters(kind: CallerKind, [first = kind]: readonly CallerKind[], policy: CompiledPolicy): boolean {
  if (kind === first) return true;
  const name = `${kind} ${first}`;
  const before = policy.matters.get(name);
  if (before !== undefined) return before;
  const answer =
    [...policy.keys].some((key) => {
      if (key === 'aws:principalarn' || key === 'aws:principaltype' || key === 'aws:userid') return true;
      const { presence } = keyFacts(key);
      return presence[kind] !== presence[first];
    }) ||
    [...policy.allows, ...policy.denies].some(({ principals }) =>
      principals.entries.some(({ entry }) => entry.kind === 'role' || entry.kind === 'user'),
    );
  policy.matters.set(name, answer);
  return answer;
}

type Ask = readonly [CompiledPolicy, Question, CompiledStatement, Shape, Truth, string, Budget];

function ask(...[policy, question, way, shape, belongs, today, budget]: Ask): Answer | undefined {
  const reasons: string[] = [];
  const base = { policy, question, shape, today };
  try {
    for (const sure of policy.open ? [true, false] : [true]) {
      const effort: Effort = {
        mode: { sure, fresh: shape.account === undefined },
        budget,
        gaveUp: (reason) => reasons.push(reason),
      };
      for (const extra of extras(policy, question)) {
        const task: Walk = { ...base, ...extra, effort };
        for (const allows of combinations(policy, way, extra.actions)) {
          const entry = walk(task, allows);
          if (entry !== undefined) return answerOf(task, entry, way, belongs);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof OutOfSteps)) throw error;
    reasons.push('the search took too many steps');
  }
  if (reasons.length === 0) return undefined;
  return {
    verdict: 'unknown',
    at: way.source.at,
    request: { actions: question.actions, principal: { type: 'AWS', id: '*' }, context: {} },
    outsider: shape.account === undefined,
    because: [...new Set(reasons)].join(', '),
  };
}

function answerOf({ policy, actions }: Walk, entry: Entry, way: CompiledStatement, belongs: Truth): Answer {
  const context = { fresh: entry.caller.fresh, get: (key: string) => entry.context.get(key) };
  const doubt = entry.doubt === undefined || entry.doubt.length === 0 ? yes : unknown(...entry.doubt);
  const decided = all([belongs, doubt, decide(policy, entry.caller, actions, context)], (truth) => truth);
  const because = decided.is === 'unknown' ? decided.because : [];
  return {
    verdict: decided.is === 'yes' ? 'fail' : 'unknown',
    at: way.source.at,
    request: requestOf(entry, actions, policy),
    outsider: entry.caller.fresh,
    ...(entry.caller.account === '' ? {} : { account: accountText(entry.caller, policy) }),
    ...(entry.invented === undefined ? {} : { invented: entry.invented }),
    ...(because.length === 0 ? {} : { because: because.join(', ') }),
  };
}

interface Extra {
  readonly actions: readonly string[];
  readonly tagged: boolean;
  readonly sourceIdentity: boolean;
}

/** What the call may pass beside, where the policy asks about it; each needs an action of its own. */
function extras({ keys }: CompiledPolicy, { actions, tags }: Question): Extra[] {
  const asked = (...names: readonly string[]): boolean =>
    [...keys].some((key) => names.some((name) => key.startsWith(name)));
  const tagging =
    tags !== undefined
      ? [true]
      : asked('aws:requesttag/', 'aws:tagkeys', 'sts:transitivetagkeys')
        ? [false, true]
        : [false];
  const naming = asked('sts:sourceidentity') ? [false, true] : [false];
  return tagging.flatMap((tagged) =>
    naming.map((sourceIdentity) => ({
      tagged,
      sourceIdentity,
      actions: [
        ...new Set([
          ...actions,
          ...(tagged ? ['sts:TagSession'] : []),
          ...(sourceIdentity ? ['sts:SetSourceIdentity'] : []),
        ]),
      ],
    })),
  );
}

/** Every way to allow all actions in which this statement allows the first. */
function combinations(
  policy: CompiledPolicy,
  way: CompiledStatement,
  actions: readonly string[],
): CompiledStatement[][] {
  return actions.slice(1).reduce<CompiledStatement[][]>(
    (ways, action) =>
      ways.flatMap((chosen) => {
        const covered = chosen.map((statement) => coversAction(statement, action).is);
        if (covered.includes('yes')) return [chosen];
        return [...(covered.includes('unknown') ? [chosen] : []), ...others(chosen, action)];
      }),
    [[way]],
  );

  function others(chosen: readonly CompiledStatement[], action: string): CompiledStatement[][] {
    return policy.allows
      .filter((allow) => !chosen.includes(allow) && coversAction(allow, action).is !== 'no')
      .map((allow) => [...chosen, allow]);
  }
}
