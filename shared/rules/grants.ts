import type { IdentitySubject, Owner } from '../model/subject';
import { searchGrant } from '../search/grant';
import type { GrantQuestion } from '../search/grant-question';
import { mayCover } from '../search/grant-reach';
import type { Answer } from '../search/search';
import type { Circumstances } from './circumstances';
import { marked } from './copy';
import type { GrantReading, Holder } from './grant-readings';
import { grantReadingsOf } from './grant-readings';
import { type Asker, remarkOf, tooManyConditions } from './kinds';
import { merge } from './merge';
import type { Remark, Rule, RulePage } from './rule';

export type { GrantQuestion, ResourceClass } from '../search/grant-question';

/** A question about an identity with its own sentence; where it has none the rule's own is used. */
export interface AskedGrant extends GrantQuestion {
  readonly says?: (answer: Answer) => string;
}

/** What a grant rule may know when it asks: the circumstances, whose the document is, and the rule's options. */
export interface GrantAsker extends Asker {
  readonly options: { readonly [name: string]: unknown };
}

export interface GrantRule extends RulePage {
  /** The classes of calls that no identity must be able to make; a weaker one after a stronger one. */
  readonly asks: (asker: GrantAsker) => readonly AskedGrant[];
  /** Who may do what, as one sentence. */
  readonly says: (answer: Answer) => string;
  /** Whether a statement that allows everything is spoken of too; that is one line, and another rule's. */
  readonly evenEverything?: true;
}

/**
 * A question of whoever may do everything: it names an action and a resource of a service that no policy has heard of.
 */
export const everything: GrantQuestion = {
  actions: ['any-service:AnyAction'],
  resource: { of: 'unheard', whose: 'own' },
};

/** A rule that asks the policies of an identity whether calls of some class can be made. */
export function grantRule({ asks, says, evenEverything, ...page }: GrantRule): Rule {
  return marked({
    ...page,
    kind: 'grant',
    judges: (subject, circumstances) => {
      if (subject.kind !== 'identity') return [];
      const asked = asks({
        settings: circumstances.settings,
        today: circumstances.today,
        owner: subject.owner as Owner,
        options: circumstances.settings.rules[page.name]?.options ?? {},
      });
      const readings = grantReadingsOf(subject, servicesOf(asked), circumstances) ?? [];
      return merge(
        readings.map((reading) => ({ branch: reading.branch, remarks: remarksOn(reading, asked, circumstances) })),
      );
    },
  });

  function remarksOn(
    reading: GrantReading,
    asked: readonly AskedGrant[],
    circumstances: Circumstances,
  ): ReadonlyMap<string, Remark> {
    const remarks = new Map<string, Remark>();
    for (const question of asked) {
      for (const holder of reading.holders) {
        const answers = answersOf(reading, holder, question, circumstances);
        const full =
          evenEverything === true || answers.length === 0 ? none : everythingOf(reading, holder, circumstances);
        for (const found of answers) {
          const whole = full.get(found.at);
          const answer = whole?.verdict === 'unknown' ? { ...found, ...undecided(whole) } : found;
          const before = remarks.get(answer.at);
          if (whole?.verdict === 'fail' || before?.verdict === 'fail' || before?.verdict === answer.verdict) continue;
          remarks.set(answer.at, remarkOf(answer, question, (question.says ?? says)(answer)));
        }
      }
    }
    return remarks;
  }
}

const none: ReadonlyMap<string, Answer> = new Map();

/** Where it is not known whether a statement allows everything, it is not known whose finding it is. */
function undecided({ because = '' }: Answer): Pick<Answer, 'verdict' | 'because'> {
  return { verdict: 'unknown', because };
}

/** The answers for one account after the other, until every statement that may let the call in is known to. */
function answersOf(
  { policy }: GrantReading,
  holder: Holder,
  question: GrantQuestion,
  circumstances: Circumstances,
): Answer[] {
  const answers: Answer[] = [];
  let open: Set<string> | undefined;
  for (const grant of holder.compiled(question)) {
    open ??= new Set(allowing(policy, question));
    const found = searchGrant(grant, question, holder.kinds, circumstances);
    answers.push(...found);
    for (const { at, verdict } of found) if (verdict === 'fail') open.delete(at);
    if (open.size === 0) break;
  }
  return answers;
}

/** The places of the statements that may allow the first action. */
function allowing({ statements }: GrantReading['policy'], { actions: [first = ''] }: GrantQuestion): string[] {
  return statements.flatMap((statement) =>
    statement.effect !== 'Deny' && statement.hole === undefined && mayCover(statement, first) ? statement.at : [],
  );
}

const known = new WeakMap<Holder, ReadonlyMap<string, Answer>>();

/** The statements that let an identity do everything, or may. */
function everythingOf(
  reading: GrantReading,
  holder: Holder,
  circumstances: Circumstances,
): ReadonlyMap<string, Answer> {
  const before = known.get(holder);
  if (before !== undefined) return before;
  const found = new Map(answersOf(reading, holder, everything, circumstances).map((answer) => [answer.at, answer]));
  known.set(holder, found);
  return found;
}

const judged: ReadonlySet<string> = new Set(['iam', 'sts']);

/** The services whose actions are asked about; the packaged rules ask about two, and so read a document once. */
function servicesOf(asked: readonly GrantQuestion[]): ReadonlySet<string> {
  const services = asked.flatMap(({ actions }) => actions.map((action) => action.split(':')[0]?.toLowerCase() ?? ''));
  return services.every((service) => judged.has(service) || service === 'any-service')
    ? judged
    : new Set([...judged, ...services]);
}

/** What keeps a document of an identity from being judged, said once whatever rules are asked. */
export function wholeGrantProblems(subject: IdentitySubject, circumstances: Circumstances): Remark[] {
  const readings = grantReadingsOf(subject, judged, circumstances);
  if (readings === undefined) return [];
  if (readings.length === 0) return [tooManyConditions];
  const said = readings.map(({ branch, policy }) => {
    // a document that a condition leaves out is none, and so is no problem
    const problems = branch !== '' && policy.problems[0]?.message === 'there is no policy' ? [] : problemsOf(policy);
    return { branch, remarks: new Map(problems.map((remark) => [`${remark.at} ${remark.message}`, remark])) };
  });
  return merge(said);
}

const untold = 'is not known before deployment';

function problemsOf({ unreadable, problems, hole, statements }: GrantReading['policy']): Remark[] {
  if (unreadable) return [{ verdict: 'fail', at: '', message: problems[0]?.message ?? 'the policy cannot be read' }];
  if (hole !== undefined) return [{ verdict: 'unknown', at: '', message: `the policy ${untold}`, because: hole }];
  return statements.flatMap(({ at, hole }) =>
    hole === undefined ? [] : [{ verdict: 'unknown' as const, at, message: `the statement ${untold}`, because: hole }],
  );
}
