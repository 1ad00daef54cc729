import type { CompiledStatement } from '../iam/compile';
import { coversAction, decide } from '../iam/decide';
import type { CompiledGrant } from '../iam/grant';
import { isNeverSent } from '../iam/keys/grant';
import { resourceKey } from '../iam/resource';
import type { Request } from '../model/finding';
import { attempt, budgetOf } from './attempt';
import type { Domain } from './domain';
import type { GrantQuestion, ResourceClass } from './grant-question';
import { wishesOf, type Entry, type Walk } from './groups';
import type { Budget } from './machine';
import { absent, absentOr, elsewhere, unlisted, type Question, type Wish } from './question';
import { anyTag, isResourceTag, otherTag } from './resource-tags';
import { resourcesOf } from './resources';
import { combinations, extras, mostSteps, type Answer, type Extra, type SearchOptions } from './search';
import type { Shape } from './shape';
import type { Effort } from './values';
import { walk } from './walk';
import { requestOf } from './witness';

/**
 * The calls of a question's class that an identity can make by leave of a statement of the document asked about, at
 * most one for each statement. No answer means that none can be made, whatever the holes turn out to be.
 */
export function searchGrant(
  grant: CompiledGrant,
  asked: GrantQuestion,
  kinds: readonly ('session' | 'user')[],
  { today, steps = mostSteps }: SearchOptions,
): Answer[] {
  const [first = ''] = asked.actions;
  const callers = kinds.filter((kind) => asked.callers?.includes(kind) !== false);
  const account = grant.shared.constants.get('aws:principalaccount') ?? '';
  const allowed = (action: string): boolean => grant.allows.some((allow) => coversAction(allow, action).is !== 'no');
  if (callers.length === 0 || !asked.actions.every(allowed)) return [];
  const question = questionOf(asked, grant, callers);
  const domains = new Map<string, Domain>([
    [resourceKey, { absent: false, values: resourcesOf(asked.resource, grant) }],
  ]);
  const budget = budgetOf(steps);
  return grant.ways.flatMap((way) => {
    if (coversAction(way, first).is === 'no') return [];
    let found: Answer | undefined;
    for (const kind of callers) {
      if (found?.verdict === 'fail') break;
      const shape: Shape = { kind, account };
      found = ask({ policy: grant, question, shape, today, domains }, way, budget) ?? found;
    }
    return found === undefined ? [] : [found];
  });
}

type Base = Pick<Walk, 'question' | 'shape' | 'today'> & {
  readonly policy: CompiledGrant;
  readonly domains: ReadonlyMap<string, Domain>;
};

function ask(base: Base, way: CompiledStatement, budget: Budget): Answer | undefined {
  const { policy, question } = base;
  const wishes = wishesOf(question, base.shape);
  const request: Request = { actions: question.actions, principal: { type: 'AWS', id: '*' }, context: {} };
  return attempt({ at: way.source.at, request, outsider: false }, (gaveUp) => {
    for (const sure of policy.open ? [true, false] : [true]) {
      const effort: Effort = { mode: { sure, fresh: false }, budget, gaveUp };
      for (const extra of extrasOf(policy, question)) {
        for (const { allows, bounds } of ways(policy, way, extra.actions)) {
          const judged = { ...policy, allows, ...(bounds === undefined ? {} : { bounds }) };
          const task: Walk = { ...base, ...extra, wishes, judged, effort };
          const entry = walk(task, [...allows, ...(bounds ?? [])]);
          if (entry !== undefined) return answerOf(task, entry, way);
        }
      }
    }
    return undefined;
  });
}

/** What AWS lets a call pass beside; only these two take session tags, and AssumeRole alone a source identity. */
function extrasOf(policy: CompiledGrant, question: Question): Extra[] {
  const [first = ''] = question.actions;
  if (first === 'sts:AssumeRole') return extras(policy, question);
  const plain: Extra = { actions: question.actions, tagged: question.tags !== undefined, sourceIdentity: false };
  if (first !== 'sts:GetFederationToken') return [plain];
  return extras(policy, question).filter(({ sourceIdentity }) => !sourceIdentity);
}

/** Every way to allow all actions in which this statement allows the first, and the boundary allows them too. */
function ways(
  policy: CompiledGrant,
  way: CompiledStatement,
  actions: readonly string[],
): { allows: readonly CompiledStatement[]; bounds: readonly CompiledStatement[] | undefined }[] {
  const { bounds } = policy;
  const [first = ''] = actions;
  const allowing = combinations(policy, way, actions);
  if (bounds === undefined) return allowing.map((allows) => ({ allows, bounds }));
  const bounding = bounds
    .filter((bound) => coversAction(bound, first).is !== 'no')
    .flatMap((bound) => combinations({ ...policy, allows: bounds }, bound, actions));
  return allowing.flatMap((allows) => bounding.map((within) => ({ allows, bounds: within })));
}

function answerOf({ policy, judged, actions }: Walk, entry: Entry, way: CompiledStatement): Answer {
  const context = { fresh: false, get: (key: string) => entry.context.get(key) };
  const decided = decide(judged, entry.caller, actions, context);
  const doubt = [...(decided.is === 'unknown' ? decided.because : []), ...(entry.doubt ?? [])];
  const said = new Map(entry.context);
  said.delete(resourceKey);
  const resource = entry.context.get(resourceKey);
  return {
    verdict: decided.is === 'yes' && doubt.length === 0 ? 'fail' : 'unknown',
    at: way.source.at,
    request: {
      ...requestOf({ ...entry, context: said }, actions, policy),
      ...(typeof resource === 'string' ? { resource: policy.shared.codes.decode(resource).toString() } : {}),
    },
    account: policy.shared.codes.decode(entry.caller.account),
    outsider: false,
    ...(entry.invented === undefined ? {} : { invented: entry.invented }),
    ...(doubt.length === 0 ? {} : { because: [...new Set(doubt)].join(', ') }),
  };
}

/** The question in the words of a search among callers, who are all the identity itself. */
function questionOf(
  { actions, context, tags, resource }: GrantQuestion,
  grant: CompiledGrant,
  kinds: readonly ('session' | 'user')[],
): Question {
  const [first = ''] = actions;
  const wishes: { [key: string]: Wish } = { ...context };
  for (const key of grant.keys) {
    const wish = isNeverSent(key, first) ? absent : aboutResource(key, resource);
    if (wish !== undefined) wishes[key] ??= wish;
  }
  return {
    caller: { kinds, outsider: false, organization: 'any' },
    actions,
    context: wishes,
    ...(tags === undefined ? {} : { tags }),
    per: 'statement',
  };
}

/** What is said of a resource that the policy does not name: its tags are none that it spells, and its organization neither. */
function aboutResource(key: string, { of, whose, named }: ResourceClass): Wish | undefined {
  const tagged = of === 'role' && named !== true;
  if (isResourceTag(key)) return tagged ? anyTag : named === true ? undefined : absent;
  if (key.startsWith('aws:principaltag/')) return tagged ? otherTag : undefined;
  if (whose !== 'unnamed' && whose !== 'fitting') return undefined;
  if (key === 'aws:resourceorgid') return absentOr(unlisted);
  return key === 'aws:resourceorgpaths' ? absentOr(elsewhere) : undefined;
}
