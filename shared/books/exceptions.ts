import type { Acknowledgement } from '../model/acknowledgement';
import type { Accepted } from '../model/finding';
import type { Subject } from '../model/subject';
import type { Remark, RulePage } from '../rules/rule';
import type { Settings } from '../settings';
import { bareRule, fixedRules, undecidedSuffix } from '../settings/fixed';
import { acknowledgementEntry, type Entry, settingsEntries } from './entries';
import { isLeftOut } from './levels';
import { exception as page } from './pages';

/** Which exceptions and acknowledgements a run has used. */
export interface ExceptionBook {
  /** Names acknowledgements of the run, so that one that covers nothing is reported. */
  acknowledge(all: readonly Acknowledgement[]): void;
  /** By whose word the remark is accepted: the first that is valid and covers it; all that do count as used. */
  covering(rule: RulePage, subject: Subject, remark: Remark): Accepted['accepted'] | undefined;
  /** What to say at the end about exceptions and acknowledgements that hold no more or covered nothing. */
  leftovers(): readonly { readonly subject: Subject; readonly remark: Remark }[];
}

/**
 * A fresh book; `today` is `YYYY-MM-DD` in UTC, and an exception still holds on the day it expires. `names` are the
 * rules that may be accepted.
 */
export function createExceptionBook(settings: Settings, today: string, names: readonly string[]): ExceptionBook {
  const fromSettings = settingsEntries(settings.exceptions);
  const acknowledged = new Map<Acknowledgement, Entry>();
  const used = new Set<Entry>();
  const entryOf = (one: Acknowledgement): Entry => {
    const entry = acknowledged.get(one) ?? acknowledgementEntry(one, names, settings);
    acknowledged.set(one, entry);
    return entry;
  };
  const holds = ({ problem, expires }: Entry) => problem === undefined && (expires === undefined || expires >= today);
  return {
    acknowledge: (all) => all.forEach(entryOf),
    covering(rule, subject, remark) {
      // What could not be judged cannot be accepted, whatever the settings were made of.
      if (fixedRules.includes(rule.name) || rule.name === page.name) return undefined;
      const candidates = [...fromSettings, ...(subject.acknowledged ?? []).map(entryOf)];
      const covering = candidates.filter(
        (one) => holds(one) && isNamed(one, rule, remark) && one.covers(subject, remark),
      );
      for (const entry of covering) used.add(entry);
      return covering[0]?.accepted;
    },
    leftovers: () =>
      [...fromSettings, ...acknowledged.values()]
        .filter((entry) => !used.has(entry) && !(entry.ready && holds(entry)))
        .filter(({ rule }) => !names.includes(bareRule(rule)) || !isLeftOut(bareRule(rule), settings))
        .map((entry) => ({
          subject: entry.subject,
          remark: { verdict: 'fail', at: entry.at, ...say(entry, holds(entry)) },
        })),
  };
}

function isNamed({ rule }: Entry, { name }: RulePage, { verdict }: Remark): boolean {
  return rule === name || (verdict === 'unknown' && rule === name + undecidedSuffix);
}

function say({ spelled, problem, expires }: Entry, isValid: boolean): Pick<Remark, 'message' | 'atMost'> {
  if (problem !== undefined) return { message: `${spelled} ${problem}` };
  if (!isValid) return { message: `${spelled} expired on ${expires}` };
  return { message: `${spelled} covers nothing in this run`, atMost: 'warning' };
}
