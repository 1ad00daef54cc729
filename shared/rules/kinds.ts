import type { Problem } from '../model/policy';
import type { Owner, RoleSubject } from '../model/subject';
import type { Text } from '../model/text';
import type { Question } from '../search/question';
import type { Answer } from '../search/search';
import { hasNoCaller } from '../search/outline';
import { search } from '../search/search';
import type { Circumstances } from './circumstances';
import { marked } from './copy';
import { merge } from './merge';
import type { Reading } from './readings';
import { mostConditions, readingsOf } from './readings';
import type { Remark, Rule, RulePage } from './rule';

export type { Answer };

/** What a rule may know when it asks: the circumstances, and whose the role is. */
export interface Asker extends Circumstances {
  readonly owner: Owner;
}

/** What a rule on a document may know. */
export interface Reader extends Circumstances {
  readonly subject: RoleSubject;
  readonly reading: Reading;
}

/** A question with its own sentence; where it has none the rule's own is used. */
export interface Asked extends Question {
  readonly says?: (answer: Answer) => string;
}

export interface TrustRule extends RulePage {
  /** The classes of requests that must not get through; a weaker one after a stronger one. */
  readonly asks: (asker: Asker) => readonly Asked[];
  /** Who may do what, as one sentence. */
  readonly says: (answer: Answer) => string;
}

/** A rule that asks a role's trust policy whether requests of some class get through. */
export function trustRule({ asks, says, ...page }: TrustRule): Rule {
  let last: { readonly asker: Asker; readonly asked: readonly Asked[] } | undefined;
  return marked({
    ...page,
    kind: 'trust',
    judges: (subject, circumstances) => {
      if (subject.kind !== 'role') return [];
      const readings = readingsOf(subject, circumstances);
      return merge(
        readings.map((reading) => ({
          branch: reading.branch,
          // nothing can be asked of a document that is not known, and so nothing fails wherever its conditions lead
          remarks: isBlank(reading) ? nothing : remarksOn(reading, subject.owner, circumstances),
        })),
      );
    },
  });

  /** The questions; most roles of a run have one owner and one set of settings, and so the same ones. */
  function questions(owner: Owner, { settings, today }: Circumstances): readonly Asked[] {
    const same =
      last?.asker.settings === settings &&
      last.asker.today === today &&
      ofOwner.every((part) => isSame(last?.asker.owner[part], owner[part]));
    if (!same) {
      const asker = { settings, today, owner };
      last = { asker, asked: asks(asker) };
    }
    return last?.asked ?? [];
  }

  function remarksOn(reading: Reading, owner: Owner, circumstances: Circumstances): ReadonlyMap<string, Remark> {
    let remarks: Map<string, Remark> | undefined;
    for (const asked of questions(owner, circumstances)) {
      if (reading.outline !== undefined && hasNoCaller(reading.outline, asked)) continue;
      for (const answer of search(reading.compiled(), asked, circumstances)) {
        const name = `${answer.at} ${toldBy(asked, answer) ?? ''}`;
        remarks ??= new Map();
        const before = remarks.get(name);
        // what a hidden statement may allow is one remark, and readable-trust-policy makes it
        if (reading.hidden.has(answer.at) || before?.verdict === 'fail' || before?.verdict === answer.verdict) continue;
        // one hole that leaves several callers open is one remark
        const echo = [...remarks.values()].some(({ at, because }) => at === answer.at && because === answer.because);
        if (answer.verdict === 'unknown' && echo) continue;
        remarks.set(name, remarkOf(answer, asked, (asked.says ?? says)(answer)));
      }
    }
    return remarks ?? nothing;
  }
}

const nothing: ReadonlyMap<string, Remark> = new Map();

function isBlank({ policy }: Reading): boolean {
  return policy.unreadable || policy.hole !== undefined;
}

const ofOwner: readonly (keyof Owner)[] = ['account', 'partition', 'region', 'organization'];

function isSame(one: Text | undefined, other: Text | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && one.equals(other));
}

/** What tells an answer from others at the same place. */
function toldBy({ per }: Partial<Asked>, { account, request }: Answer): string | undefined {
  if (per === 'account') return account?.toString();
  return per === 'service' ? request.principal.id : undefined;
}

/** What an answer to a question comes to. */
export function remarkOf(answer: Answer, asked: Pick<Asked, 'atMost'> & Partial<Asked>, message: string): Remark {
  const { verdict, at, request, because } = answer;
  const { atMost } = asked;
  const mark = toldBy(asked, answer);
  return {
    verdict,
    at,
    message,
    ...(verdict === 'fail' ? { request } : {}),
    ...(because === undefined ? {} : { because }),
    ...(atMost === undefined ? {} : { atMost }),
    ...(mark === undefined ? {} : { mark }),
  };
}

export interface DocumentRule extends RulePage {
  /** What is wrong with the text of a document; `because` makes it unknown. */
  readonly finds: (reader: Reader) => readonly (Problem & { readonly because?: string })[];
}

/** A rule on the text of a trust policy. */
export function documentRule({ finds, ...page }: DocumentRule): Rule {
  return marked({
    ...page,
    kind: 'document',
    judges: (subject, circumstances) => {
      if (subject.kind !== 'role') return [];
      const readings = readingsOf(subject, circumstances);
      // that a document cannot be read is one finding, not one of each rule
      if (readings.length === 0) return page.yields === true ? [tooManyConditions] : [];
      return merge(
        readings.map((reading) => {
          const problems = finds({ settings: circumstances.settings, today: circumstances.today, subject, reading });
          return { branch: reading.branch, remarks: problems.length === 0 ? nothing : namedBy(problems) };
        }),
      );
    },
  });
}

/** What is said of a document whose every way is not looked at. */
export const tooManyConditions: Remark = {
  verdict: 'unknown',
  at: '',
  message: `the policy depends on more than ${mostConditions} conditions`,
  because: 'its conditions',
};

function namedBy(problems: readonly (Problem & { readonly because?: string })[]): Map<string, Remark> {
  return new Map(
    problems.map(({ at, message, because }) => [
      `${at} ${message}`,
      because === undefined ? { verdict: 'fail', at, message } : { verdict: 'unknown', at, message, because },
    ]),
  );
}

export interface ValueRule extends RulePage {
  /** What is wrong with a value of the subject. */
  readonly judges: Rule['judges'];
}

/** A rule on one value. */
export function valueRule(rule: ValueRule): Rule {
  return marked({ ...rule, kind: 'value' });
}
