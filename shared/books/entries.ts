import type { Acknowledgement } from '../model/acknowledgement';
import type { Accepted } from '../model/finding';
import type { Subject } from '../model/subject';
import type { Remark } from '../rules/rule';
import type { Exception, Settings } from '../settings';
import { didYouMean } from '../settings/did-you-mean';
import { bareRule, fixedRules } from '../settings/fixed';
import { covers, holds } from '../settings/scope';
import { exception as page } from './pages';
import { termsOf } from '../settings/terms';

/** One word that findings are accepted, wherever it was given. */
export interface Entry {
  /** The rule's name, alone or with `[undecided]`. */
  readonly rule: string;
  readonly expires: string | undefined;
  /** Why it accepts nothing. */
  readonly problem?: string | undefined;
  readonly accepted: Accepted['accepted'];
  /** One that comes ready-made need not cover anything. */
  readonly ready: boolean;
  covers(subject: Subject, remark: Remark): boolean;
  /** What findings on the entry itself stand at, and how messages call it. */
  readonly subject: Subject;
  readonly at: string;
  readonly spelled: string;
}

/** The exceptions of the settings, in their order. */
export function settingsEntries(exceptions: readonly Exception[]): readonly Entry[] {
  return exceptions.map((exception, index) => {
    const { rule, reason, owner, preset } = exception;
    const by = preset ?? `exceptions[${index}]`;
    const { ticket, problem, expires: inReason } = termsOf(reason);
    const expires = [exception.expires, inReason].filter((day) => day !== undefined).sort()[0];
    return {
      rule,
      expires,
      problem,
      accepted: withoutAbsent({ reason, owner, expires, ticket, by }),
      ready: preset !== undefined,
      covers: (subject, remark) => covers(exception, subject) && holds(exception, remark.at),
      subject: placeOf(by, 'settings', `settings#${by}`),
      at: `/exceptions/${index}`,
      spelled: `the exception ${spell(exception)}`,
    };
  });
}

/** An acknowledgement beside a role; `names` are the rules that exist. */
export function acknowledgementEntry(one: Acknowledgement, names: readonly string[], settings: Settings): Entry {
  const { rule, reason, by } = one;
  const { expires, ticket, problem } = termsOf(reason);
  return {
    rule,
    expires,
    problem: settings.acknowledgements ? (nameProblem(rule, names) ?? reasonProblem(reason) ?? problem) : refused,
    accepted: withoutAbsent({ reason, expires, ticket, by }),
    ready: false,
    covers: (subject) => subject.acknowledged?.includes(one) ?? false,
    subject: placeOf(by, 'acknowledgement', by),
    at: '',
    spelled: `${by} (${rule})`,
  };
}

const refused = 'accepts nothing, because the settings turn acknowledgements off';

function nameProblem(rule: string, names: readonly string[]): string | undefined {
  const name = bareRule(rule);
  if (fixedRules.includes(name) || name === page.name)
    return 'accepts nothing, because such findings cannot be accepted';
  if (names.includes(name)) return undefined;
  const meant = didYouMean(name, names);
  return `accepts nothing, because there is no such rule${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

function reasonProblem(reason: string): string | undefined {
  return reason.trim() === '' ? 'accepts nothing, because it gives no reason' : undefined;
}

function placeOf(id: string, type: string, path: string): Subject {
  return { kind: 'unreadable', problem: '', owner: {}, place: { id, type, path } };
}

function spell({ rule, where, at, account }: Exception): string {
  const parts = [where, at && `at ${at}`, account && `in account ${account}`].filter((part) => part !== undefined);
  return `from ${rule} for ${parts.join(' ') || 'everything'}`;
}

function withoutAbsent(accepted: { [Part in keyof Accepted['accepted']]: Accepted['accepted'][Part] | undefined }) {
  return Object.fromEntries(
    Object.entries(accepted).filter(([, value]) => value !== undefined),
  ) as unknown as Accepted['accepted'];
}
