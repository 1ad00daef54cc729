import type { Accepted, Finding } from '../model/finding';
import type { Settings } from '../settings';
import type { KnownFinding } from '../settings/baseline';
import { fixedRules, undecidedSuffix } from '../settings/fixed';
import { exception as page } from './pages';

/** What accepted findings of a baseline name as the word that they are accepted by. */
export const byBaseline = 'baseline';

/** Which findings of a baseline are met again. */
export interface BaselineBook {
  /** Starts anew: what follows is about another subject, or about the whole run once more. */
  anew(): void;
  /** By what word the finding is known; each entry stands for one finding. */
  covering(finding: Finding): Accepted['accepted'] | undefined;
}

/** A fresh book of the findings that the settings know. */
export function createBaselineBook({ known = [], baseline = byBaseline }: Settings): BaselineBook {
  const byFingerprint = new Map<string, KnownFinding[]>();
  for (const one of known) {
    byFingerprint.set(one.fingerprint, [...(byFingerprint.get(one.fingerprint) ?? []), one]);
  }
  // Hosts judge a resource again that they are shown again, so entries are used up within one subject only.
  let used = new Set<KnownFinding>();
  // Two resources may have one path: in two apps, or where an app includes a template. An entry is about one of them.
  const homes = new Map<KnownFinding, string>();
  const isFree = (one: KnownFinding, home: string) => !used.has(one) && (homes.get(one) ?? home) === home;
  return {
    anew: () => void (used = new Set()),
    covering(finding) {
      if (!mayBeKnown(finding)) return undefined;
      const home = homeOf(finding);
      const same = byFingerprint.get(finding.fingerprint) ?? [];
      const all = same.filter((one) => isFree(one, home) && isOf(one, finding));
      const inFile = all.filter(({ file }) => file === finding.subject.file);
      const free = inFile.length > 0 ? inFile : all;
      // policies are rearranged, so another place will do where nothing is known of the very same one
      const found = free.find(({ at }) => at === finding.at) ?? free.find(isUndecided) ?? free[0];
      if (found === undefined) return undefined;
      used.add(found);
      homes.set(found, home);
      return { reason: `known since ${found.since}, in ${baseline}`, by: byBaseline };
    },
  };
}

/** The resource that a finding is about, among those with one path. */
function homeOf({ subject: { file = '', id } }: Finding): string {
  return JSON.stringify([file, id]);
}

/** Whether it was a baseline that accepted a finding. */
export function isKnown({ accepted }: Accepted): boolean {
  return accepted.by === byBaseline;
}

/** How many findings the baseline has accepted, in a sentence for hosts that show none of them; undefined for none. */
export function knownSentence(accepted: readonly Accepted[], { baseline = byBaseline }: Settings): string | undefined {
  const { length } = accepted.filter(isKnown);
  if (length === 0) return undefined;
  return length === 1
    ? `1 finding is known already, in ${baseline}`
    : `${length} findings are known already, in ${baseline}`;
}

/** Whether a baseline may hold the finding: what could not be judged, and a word that holds no more, are never known. */
export function mayBeKnown({ rule }: Finding): boolean {
  return !fixedRules.includes(rule) && rule !== page.name;
}

/** The rule of a finding as entries of a baseline spell it. */
export function knownRule({ rule, verdict }: Pick<Finding, 'rule' | 'verdict'>): string {
  return verdict === 'unknown' ? rule + undecidedSuffix : rule;
}

/** Whether an entry says what it covers: whoever reads the file must find there what is not shown any more. */
export function isOf(one: KnownFinding, finding: Finding): boolean {
  return one.path === finding.subject.path && (one.rule === finding.rule || one.rule === knownRule(finding));
}

function isUndecided({ rule }: KnownFinding): boolean {
  return rule.endsWith(undecidedSuffix);
}
