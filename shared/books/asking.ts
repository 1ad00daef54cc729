import { type Books, isAccepted } from '../books';
import type { Accepted, Finding } from '../model/finding';
import type { IdentitySubject, Subject } from '../model/subject';
import type { Circumstances } from '../rules/circumstances';
import type { Remark, Rule, RulePage } from '../rules/rule';
import { wholeGrantProblems } from '../rules/grants';
import { tooManyConditions } from '../rules/kinds';
import { readableTrustPolicy } from '../rules/readable-trust-policy';
import { readingsOf } from '../rules/readings';
import { settingsFor } from '../settings/scope';
import { levels } from '../settings/strength';
import type { Alike } from './alike';
import { isKnown } from './baseline';
import { isAsked, weaker } from './levels';
import { ruleCrash, unreadable } from './pages';

type Entered = Finding | Accepted;

/** What the rules find on one subject, entered in the books. A rule that throws is itself a finding. */
export function askRules(
  subject: Subject,
  rules: readonly Rule[],
  { settings, today }: Circumstances,
  books: Books,
  alike: Alike,
): readonly Entered[] {
  const enter = (page: RulePage, remark: Remark): Entered[] => enterIn(books, page, subject, remark);
  if (subject.kind === 'unreadable') return enter(unreadable, { verdict: 'fail', at: '', message: subject.problem });
  const circumstances = { settings: settingsFor(settings, subject), today };
  const entered = rules.flatMap((rule) => {
    if (!isFor(rule, subject)) return [];
    try {
      if (!isAsked(rule, settings, subject)) return [];
      return alike.judge(rule, subject, circumstances).flatMap((remark) => enter(rule, sound(remark)));
    } catch (error) {
      return enter(ruleCrash, crash(rule, error));
    }
  });
  if (subject.kind === 'identity' && rules.some((rule) => rule.kind === 'grant' && isAsked(rule, settings, subject)))
    entered.push(...wholeProblemsOf(subject, circumstances).flatMap((remark) => enter(unreadable, remark)));
  const silent = rules.find(({ name }) => name === readableTrustPolicy.name);
  if (silent !== undefined && !isAsked(silent, settings, subject)) {
    // turning that rule off gives up its advice, and not that a policy which nobody could read is said to be one
    const problem = wholeProblem(subject, circumstances);
    if (problem !== undefined) entered.push(...enter(unreadable, problem));
  }
  return entered.length < 2 ? entered : withoutYielding(entered, rules);
}

/** Whether a rule has anything to say of subjects of this kind, by what kind of rule it is. */
function isFor({ kind }: Rule, subject: Subject): boolean {
  if (kind === 'trust') return subject.kind === 'role';
  return kind === 'grant' ? subject.kind === 'identity' : kind !== 'program';
}

/** What the rules on a whole program find on all subjects of a run, entered in the books. */
export function askAll(
  subjects: readonly Subject[],
  rules: readonly Rule[],
  circumstances: Circumstances,
  books: Books,
): readonly Entered[] {
  return rules.flatMap((rule) => {
    const asked = subjects.filter((subject) => isAsked(rule, circumstances.settings, subject));
    const [first] = asked;
    if (rule.judgesAll === undefined || first === undefined) return [];
    try {
      const placed = rule.judgesAll(asked, circumstances);
      return placed.flatMap(({ subject, remark }) => enterIn(books, rule, subject, sound(remark)));
    } catch (error) {
      return enterIn(books, ruleCrash, first, crash(rule, error));
    }
  });
}

function enterIn(books: Books, page: RulePage, subject: Subject, remark: Remark): Entered[] {
  const entered = books.enter(page, subject, remark);
  return entered === undefined ? [] : [entered];
}

/** A remark as rules are to make them; throws where a rule of somebody's own makes another, which no level would fit. */
function sound(remark: Remark): Remark {
  const { verdict, at, message, atMost = 'error' } = remark;
  const isSound = verdict === 'fail' || verdict === 'unknown';
  if (isSound && typeof at === 'string' && typeof message === 'string' && levels.includes(atMost)) return remark;
  throw new TypeError('a rule has made a remark of another shape');
}

/** Why no rule could judge a role, where none could. */
function wholeProblem(subject: Subject, circumstances: Circumstances): Remark | undefined {
  if (subject.kind !== 'role') return undefined;
  const readings = readingsOf(subject, circumstances);
  if (readings.length === 0) return tooManyConditions;
  for (const { policy } of readings) {
    const message = policy.problems[0]?.message ?? 'the policy cannot be read';
    if (policy.unreadable) return { verdict: 'fail', at: '', message };
    if (policy.hole !== undefined)
      return {
        verdict: 'unknown',
        at: '',
        message: 'the trust policy is not known before deployment',
        because: policy.hole,
      };
  }
  return undefined;
}

/** What keeps an identity's document from being judged: one remark, and not one of each rule. */
function wholeProblemsOf(subject: IdentitySubject, circumstances: Circumstances): Remark[] {
  try {
    return wholeGrantProblems(subject, circumstances);
  } catch {
    // then every rule on identities has stopped too, and each has said so
    return [];
  }
}

// The error's own message may quote the policy, secrets included, so only its name is shown.
function crash(rule: Rule, error: unknown): Remark {
  const name = error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : 'an unknown error';
  const message = `rule ${rule.name} stopped with ${name} and has not judged ${rule.kind === 'program' ? 'this program' : 'this subject'}`;
  return { verdict: 'fail', at: '', message, mark: rule.name };
}

// A place that a rule reports already needs no second finding from one that yields. An accepted finding and a weaker
// one do not count: they would let the stronger one disappear. Nor does one on a value beside the document. One that the
// baseline knows does count: what it kept silent then is not in the baseline, and would come up as new.
function withoutYielding(entered: readonly Entered[], rules: readonly Rule[]): readonly Entered[] {
  const yielding = new Set(rules.filter((rule) => rule.yields).map((rule) => rule.name));
  const firmly = new Set(rules.filter((rule) => !rule.yields && rule.kind !== 'value').map((rule) => rule.name));
  const firm = entered.filter((one) => firmly.has(one.rule) && (!isAccepted(one) || isKnown(one)));
  const isSaid = (one: Entered) =>
    firm.some((other) => other.at === one.at && weaker(one.level, other.level) === one.level);
  return entered.filter((one) => !yielding.has(one.rule) || !isSaid(one));
}
