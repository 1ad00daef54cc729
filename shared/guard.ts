import { createBooks, isAccepted, type Locate } from './books';
import { Alike } from './books/alike';
import { askAll, askRules } from './books/asking';
import { summarize } from './books/summary';
import type { Acknowledgement } from './model/acknowledgement';
import type { Accepted, Finding, Report } from './model/finding';
import type { Place, Subject } from './model/subject';
import type { Rule } from './rules/rule';
import { rules as ownRules } from './rules/index';
import type { Settings } from './settings';
import { isDay } from './settings/day';

export interface GuardOptions {
  /** The day to judge by, `YYYY-MM-DD` in UTC; settings that expire are compared with it. */
  readonly today: string;
  /** Rules to ask instead of the package's own. */
  readonly rules?: readonly Rule[];
  /** Where places of a subject stand in its file, for findings to carry line and column. */
  readonly locate?: Locate;
}

export interface Judged {
  readonly findings: readonly Finding[];
  readonly accepted: readonly Accepted[];
}

/** Judges subjects one by one and keeps the books of a run. */
export interface Guard {
  /** Names acknowledgements that the host has found, so that one that covers nothing is reported. */
  acknowledge(all: readonly Acknowledgement[]): void;
  /** The findings on one subject. Never throws: a rule that crashes is itself a finding. */
  judge(subject: Subject): Judged;
  /** Findings that need the whole run (of program rules, or an exception that matched nothing), and the sum of all. */
  finish(skipped?: number): Judged & { readonly report: Report };
}

/** A guard for one run under these settings; throws RangeError where `today` is not a day. */
export function createGuard(settings: Settings, { today, rules = ownRules, locate }: GuardOptions): Guard {
  if (!isDay(today)) throw new RangeError(`today must be a day such as 2030-01-31, not ${today}`);
  const names = rules.map(({ name }) => name);
  const books = createBooks(settings, today, names, locate);
  const alike = new Alike();
  const findings: Finding[] = [];
  const accepted: Accepted[] = [];
  const program = rules.filter(({ kind }) => kind === 'program');
  const met: Subject[] = [];
  const places: Place[] = [];
  return {
    acknowledge: books.acknowledge,
    judge(subject) {
      if (subject.kind !== 'unreadable') {
        places.push(subject.place);
        if (program.length > 0) met.push(subject);
      }
      books.anew();
      const entered = askRules(subject, rules, { settings, today }, books, alike);
      const judged = { findings: entered.filter((one) => !isAccepted(one)), accepted: entered.filter(isAccepted) };
      findings.push(...judged.findings);
      accepted.push(...judged.accepted);
      return judged;
    },
    finish(skipped = 0) {
      books.anew();
      const asked = askAll(met, program, { settings, today }, books);
      const accepting = asked.filter(isAccepted);
      // what exceptions have covered is known only after the last rule
      const last = [...asked.filter((one) => !isAccepted(one)), ...books.close()];
      const [allFindings, allAccepted] = [
        [...findings, ...last],
        [...accepted, ...accepting],
      ];
      const summary = summarize(allFindings, allAccepted.length, places.length, skipped);
      const report: Report = {
        formatVersion: 1,
        findings: allFindings,
        accepted: allAccepted,
        summary,
        judged: places,
        today,
      };
      return { findings: last, accepted: accepting, report };
    },
  };
}

/** Judges all subjects of a run at once. */
export function check(subjects: readonly Subject[], settings: Settings, options: GuardOptions): Report {
  const guard = createGuard(settings, options);
  for (const subject of subjects) guard.judge(subject);
  return guard.finish().report;
}
