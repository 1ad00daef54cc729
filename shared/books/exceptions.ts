import type { Subject } from '../model/subject';
import type { Remark, RulePage } from '../rules/rule';
import type { Exception, Settings } from '../settings';
import { fixedRules, undecidedSuffix } from '../settings/fixed';
import { covers, holds } from '../settings/scope';
import { exception as page } from './pages';

/** An exception with its index in the settings. */
export interface Entry {
  readonly index: number;
  readonly exception: Exception;
}

/** Which exceptions a run has used. */
export interface ExceptionBook {
  /** The first exception that is still valid and covers the remark; all that do count as used. */
  covering(rule: RulePage, subject: Subject, remark: Remark): Entry | undefined;
  /** What to say at the end about exceptions that have expired or covered nothing. */
  leftovers(): readonly (Entry & { readonly remark: Remark })[];
}

/** A fresh book; `today` is `YYYY-MM-DD` in UTC, and an exception still holds on the day it expires. */
export function createExceptionBook(settings: Settings, today: string): ExceptionBook {
  const entries = settings.exceptions.map((exception, index) => ({ index, exception }));
  const used = new Set<Entry>();
  const valid = entries.filter((entry) => !isExpired(entry, today));
  return {
    covering(rule, subject, remark) {
      // What could not be judged cannot be accepted, whatever the settings were made of.
      if (fixedRules.includes(rule.name) || rule.name === page.name) return undefined;
      const covering = valid.filter((entry) => matches(entry, rule, subject, remark));
      for (const entry of covering) used.add(entry);
      return covering[0];
    },
    leftovers: () =>
      entries
        .filter((entry) => !used.has(entry))
        .map((entry) => ({ ...entry, remark: isExpired(entry, today) ? expired(entry) : unmatched(entry) })),
  };
}

function matches({ exception }: Entry, rule: RulePage, subject: Subject, remark: Remark): boolean {
  const undecided = remark.verdict === 'unknown' && exception.rule === rule.name + undecidedSuffix;
  return (undecided || exception.rule === rule.name) && covers(exception, subject) && holds(exception, remark.at);
}

function isExpired({ exception }: Entry, today: string): boolean {
  return exception.expires !== undefined && exception.expires < today;
}

function expired(entry: Entry): Remark {
  return remark(entry, `the exception ${spell(entry.exception)} expired on ${entry.exception.expires}`);
}

function unmatched(entry: Entry): Remark {
  return { ...remark(entry, `the exception ${spell(entry.exception)} covers nothing in this run`), atMost: 'warning' };
}

function remark({ index }: Entry, message: string): Remark {
  return { verdict: 'fail', at: `/exceptions/${index}`, message };
}

function spell({ rule, where, at, account }: Exception): string {
  const parts = [where, at && `at ${at}`, account && `in account ${account}`].filter((part) => part !== undefined);
  return `from ${rule} for ${parts.join(' ') || 'everything'}`;
}
