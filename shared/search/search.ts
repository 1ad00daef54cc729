import { principalType } from '../iam/caller';
import type { CompiledPolicy, CompiledStatement } from '../iam/compile';
import { coversAction, decide } from '../iam/decide';
import { all, type Truth, unknown, yes } from '../iam/truth';
import type { Request } from '../model/finding';
import type { Text } from '../model/text';
import { attempt, budgetOf } from './attempt';
import { callers } from './callers';
import { wishesOf, type Entry, type Walk } from './groups';
import type { Budget } from './machine';
import type { Question } from './question';
import type { Shape } from './shape';
import { accountText } from './shape';
import type { Effort } from './values';
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
  const budget = budgetOf(steps);
  const answers: Answer[] = [];
  for (const way of policy.allows) {
    if (coversAction(way, first).is === 'no' || !types.some((type) => way.types.has(type))) continue;
    const found = new Map<string, Answer>();
    for (const { shape, belongs } of callers(policy, question, way)) {
      const name = question.per === 'statement' ? '' : ((question.per === 'service' ? shape.id : shape.account) ?? '');
      if (found.get(name)?.verdict === 'fail') continue;
      const answer = ask(policy, question, way, shape, belongs, today, budget);
      if (answer !== undefined && (answer.verdict === 'fail' || !found.has(name))) found.set(name, answer);
    }
    answers.push(...found.values());
  }
  return answers;
}

type Ask = readonly [CompiledPolicy, Question, CompiledStatement, Shape, Truth, string, Budget];

function ask(...[policy, question, way, shape, belongs, today, budget]: Ask): Answer | undefined {
  const base = { policy, question, shape, today, wishes: wishesOf(question, shape) };
  const fresh = shape.account === undefined;
  const request: Request = { actions: question.actions, principal: principalOf(shape, policy), context: {} };
  return attempt({ at: way.source.at, request, outsider: fresh }, (gaveUp) => {
    for (const sure of policy.open ? [true, false] : [true]) {
      const effort: Effort = { mode: { sure, fresh }, budget, gaveUp };
      for (const extra of extras(policy, question)) {
        for (const allows of combinations(policy, way, extra.actions)) {
          // what the other statements allow is answered at those
          const task: Walk = { ...base, ...extra, judged: { ...policy, allows }, effort };
          const entry = walk(task, allows);
          if (entry !== undefined) return answerOf(task, entry, belongs);
        }
      }
    }
    return undefined;
  });
}

/** Whoever is asked about, where no call of theirs was found. */
function principalOf({ kind, id }: Shape, { shared }: CompiledPolicy): Request['principal'] {
  return { type: principalType(kind), id: id === undefined ? '*' : shared.codes.decode(id).toString() };
}

function answerOf({ policy, judged, actions }: Walk, entry: Entry, belongs: Truth): Answer {
  const context = { fresh: entry.caller.fresh, get: (key: string) => entry.context.get(key) };
  const doubt = entry.doubt === undefined || entry.doubt.length === 0 ? yes : unknown(...entry.doubt);
  const decided = all([belongs, doubt, decide(judged, entry.caller, actions, context)], (truth) => truth);
  const because = decided.is === 'unknown' ? decided.because : [];
  return {
    verdict: decided.is === 'yes' ? 'fail' : 'unknown',
    at: judged.allows[0]?.source.at ?? '',
    request: requestOf(entry, actions, policy),
    outsider: entry.caller.fresh,
    ...(entry.caller.account === '' ? {} : { account: accountText(entry.caller, policy) }),
    ...(entry.invented === undefined ? {} : { invented: entry.invented }),
    ...(because.length === 0 ? {} : { because: because.join(', ') }),
  };
}

/** What a call passes beside what it must. */
export interface Extra {
  readonly actions: readonly string[];
  readonly tagged: boolean;
  readonly sourceIdentity: boolean;
}

/** What the call may pass beside, where the policy asks about it; each needs an action of its own. */
export function extras({ keys }: CompiledPolicy, { actions, tags }: Question): Extra[] {
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
export function combinations(
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
