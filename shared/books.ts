import { createBaselineBook } from './books/baseline';
import { createExceptionBook } from './books/exceptions';
import { fingerprint } from './books/fingerprint';
import { levelOf } from './books/levels';
import { docsOf, exception as exceptionPage } from './books/pages';
import type { Acknowledgement } from './model/acknowledgement';
import type { Accepted, Finding, Level } from './model/finding';
import type { Subject } from './model/subject';
import type { Remark, RulePage } from './rules/rule';
import type { Settings } from './settings';

/** Where something stands in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a place of a subject (a JSON pointer from the root of its policy) stands in the subject's file, if known. */
export type Locate = (subject: Subject, at: string) => Position | undefined;

/** Turns what rules say into what a run reports: levels, exceptions, fingerprints. */
export interface Books {
  /** Another subject, or the whole run once more, is about to be judged. */
  anew(): void;
  /** Names acknowledgements of the run; those that subjects carry name themselves. */
  acknowledge(all: readonly Acknowledgement[]): void;
  /** The finding that a remark comes to, accepted where an exception or the baseline covers it, or undefined where its level is off. */
  enter(page: RulePage, subject: Subject, remark: Remark): Finding | Accepted | undefined;
  /** The findings about exceptions that have expired or covered nothing. */
  close(): readonly Finding[];
}

/** Books for one run; `today` is `YYYY-MM-DD` in UTC, `names` are those of the rules that are asked. */
export function createBooks(
  settings: Settings,
  today: string,
  names: readonly string[],
  locate: Locate = () => undefined,
): Books {
  const exceptions = createExceptionBook(settings, today, names);
  const baseline = createBaselineBook(settings);
  return {
    anew: baseline.anew,
    acknowledge: exceptions.acknowledge,
    enter(page, subject, remark) {
      const level = levelOf(page, settings, subject, remark);
      if (level === 'off') return undefined;
      const finding = findingOf(page, subject, remark, level, locate);
      // an exception says why, and what it covers needs no baseline
      const accepted = exceptions.covering(page, subject, remark) ?? baseline.covering(finding);
      return accepted === undefined ? finding : { ...finding, accepted };
    },
    close: () =>
      exceptions.leftovers().flatMap(({ subject, remark }) => {
        const level = levelOf(exceptionPage, settings, subject, remark);
        return level === 'off' ? [] : [findingOf(exceptionPage, subject, remark, level, locate)];
      }),
  };
}

/** Whether an exception or the baseline covers the finding. */
export function isAccepted(finding: Finding | Accepted): finding is Accepted {
  return 'accepted' in finding;
}

function findingOf(page: RulePage, subject: Subject, remark: Remark, level: Level, locate: Locate): Finding {
  const { pointer: _, within: inside = '', ...place } = subject.place;
  const within = isOneOfSeveral(subject) ? inside : '';
  return {
    rule: page.name,
    ...(page.guardrail !== undefined && { guardrail: page.guardrail }),
    verdict: remark.verdict,
    level,
    message: remark.message,
    fix: page.fix,
    docs: docsOf(page),
    fingerprint: fingerprint(page.name, place.path, remark.mark ?? remark.message, ...(within === '' ? [] : [within])),
    subject: { ...place, ...(within !== '' && { within }) },
    at: remark.at,
    ...locate(subject, remark.at),
    ...(remark.request !== undefined && { request: remark.request }),
    ...(remark.because !== undefined && { because: remark.because }),
  };
}

/** Whether one resource may hold several subjects of that kind. */
function isOneOfSeveral(subject: Subject): boolean {
  if (subject.kind === 'duration') return subject.of === 'provider';
  return subject.kind === 'identity' || subject.kind === 'workload';
}
