import { defaultSettings, type Report, type Rule, rules, type Sessions, type Subject } from '../../shared/index';
import { judge } from '../judge';
import type { Terminal } from '../terminal';
import { Trusted } from './trusted';

/** What stands in a folder, as far as settings may speak of it. */
export interface Sight {
  /** The accounts that it is deployed to. */
  readonly own: readonly string[];
  /** Other accounts that roles trust, with how many roles do. */
  readonly foreign: ReadonlyMap<string, number>;
  /** Organizations that policies name. */
  readonly organizations: readonly string[];
  /** The longest session of each kind that is longer than the limit, in seconds. */
  readonly long: Partial<Sessions>;
  /** What a check comes to once the own accounts are known. */
  readonly report: Report;
}

/** Looks through a folder as `check` would. */
export function look(folder: string, terminal: Terminal): Sight {
  const owners = new Set<string>();
  const trusted = new Trusted();
  const longest = new Map<keyof Sessions, number>();
  const looking: Rule = {
    ...{ name: 'init', kind: 'value', level: 'info', summary: '', why: '', fix: '', references: [] },
    judges: (subject) => {
      const account = subject.owner.account?.literal;
      if (account !== undefined) owners.add(account);
      if (subject.kind === 'role') trusted.add(subject.trust);
      const [kind, seconds] = durationOf(subject);
      if (kind !== undefined) longest.set(kind, Math.max(seconds, longest.get(kind) ?? 0));
      return [];
    },
  };
  judge([folder], { settings: defaultSettings, rules: [looking], owner: {} }, terminal);
  const own = [...owners].sort();
  const settings = { ...defaultSettings, accounts: { ...defaultSettings.accounts, own } };
  const tooLong = [...longest].filter(([kind, seconds]) => seconds > defaultSettings.sessions[kind]);
  return {
    own,
    foreign: trusted.accountsBeside(own),
    organizations: trusted.organizations(),
    long: Object.fromEntries(tooLong),
    report: judge([folder], { settings, rules, owner: {} }, terminal),
  };
}

function durationOf(subject: Subject): readonly [keyof Sessions | undefined, number] {
  if (subject.kind === 'role') return known('role', subject.maxSeconds);
  return subject.kind === 'duration' ? known(subject.of, subject.seconds) : [undefined, 0];
}

function known(kind: keyof Sessions, written: unknown): readonly [keyof Sessions | undefined, number] {
  const seconds = Number(typeof written === 'number' ? written : String(written));
  // what AWS does not allow is nobody's limit
  return Number.isInteger(seconds) && seconds > 0 && seconds <= 43200 ? [kind, seconds] : [undefined, 0];
}
