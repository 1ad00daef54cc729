import { byBaseline, isKnown, isOf, knownRule, mayBeKnown } from './baseline';
import type { Accepted, Finding, Report } from '../model/finding';
import type { KnownFinding } from '../settings/baseline';
import { bareRule } from '../settings/fixed';

/** What a run says about a baseline. */
export interface BaselineUpdate {
  /** What is to stand in the file. */
  readonly known: readonly KnownFinding[];
  readonly added: number;
  /** Entries that covered nothing although what they speak of was judged. */
  readonly unmet: readonly KnownFinding[];
}

/** Whether the run has judged what an entry speaks of. */
export type IsJudged = (entry: KnownFinding) => boolean;

/** How a baseline is brought up to date: what is found is added, what is gone is dropped as far as it was judged. */
export function updateBaseline(
  report: Report,
  known: readonly KnownFinding[],
  isJudged: IsJudged = judgedIn(report),
): BaselineUpdate {
  const findings = [...report.accepted.filter(isKnown), ...report.findings.filter(belongsInBaseline)];
  const { met, rest, others } = meet(findings, known);
  const unmet = rest.filter(isJudged);
  const dropped = new Set(unmet);
  const added = others.map((finding) => entryOf(finding, report.today ?? ''));
  return { known: [...met, ...rest.filter((one) => !dropped.has(one)), ...added], added: added.length, unmet };
}

/** Whether a baseline takes the finding in: what is only a hint hides nothing, and would hide itself. */
export function belongsInBaseline(finding: Finding): boolean {
  return finding.level !== 'info' && mayBeKnown(finding);
}

/** The finding as accepted by a baseline that was just written. */
export function acceptedNow(finding: Finding, baseline: string, today: string): Accepted {
  return { ...finding, accepted: { reason: `known since ${today}, in ${baseline}`, by: byBaseline } };
}

/** What a host knows of a run beside the places in its report. */
export interface RunScope {
  /** Whether a rule was asked. */
  readonly hasRule?: (rule: string) => boolean;
  /** Whether everything in a file was judged, although the report may not name the file. */
  readonly hasFile?: (file: string) => boolean;
}

/** Whether a run has judged an entry, by the places in its report and by what the host knows. */
export function judgedIn({ judged = [], findings }: Report, { hasRule, hasFile }: RunScope = {}): IsJudged {
  const paths = new Set(judged.map(({ path }) => path));
  const files = new Set(judged.flatMap(({ file }) => file ?? []));
  const projects = new Set(judged.flatMap(({ file, path }) => (file === undefined ? projectOf(path) : [])));
  // what could not be read or judged may hold all that it held before
  const broken = findings.filter((finding) => !mayBeKnown(finding)).map(({ subject }) => subject);
  const brokenPaths = new Set(broken.map(({ path }) => path));
  const brokenFiles = new Set(broken.flatMap(({ file }) => file ?? []));
  return ({ path, file, rule }) => {
    if (hasRule?.(bareRule(rule)) === false) return false;
    if (brokenPaths.has(path) || (file !== undefined && brokenFiles.has(file))) return false;
    if (paths.has(path)) return true;
    return file === undefined ? projects.has(projectOf(path)) : files.has(file) || hasFile?.(file) === true;
  };
}

function entryOf(finding: Finding, since: string): KnownFinding {
  const { path, file } = finding.subject;
  const { at, fingerprint } = finding;
  return { path, rule: knownRule(finding), at, fingerprint, ...(file !== undefined && { file }), since };
}

/** Which entries are these findings, those first that stand where the finding does; and which findings are `others`. */
function meet(findings: readonly Finding[], known: readonly KnownFinding[]) {
  const free = new Map<string, KnownFinding[]>();
  for (const one of known) free.set(one.fingerprint, [...(free.get(one.fingerprint) ?? []), one]);
  const met: KnownFinding[] = [];
  const without = (all: readonly Finding[], fits: (one: KnownFinding, finding: Finding) => boolean) =>
    all.filter((finding) => {
      const candidates = free.get(finding.fingerprint) ?? [];
      const index = candidates.findIndex((one) => isOf(one, finding) && fits(one, finding));
      met.push(...candidates.splice(index, index < 0 ? 0 : 1).map((one) => ({ ...one, at: finding.at })));
      return index < 0;
    });
  const elsewhere = without(findings, ({ at, file }, finding) => at === finding.at && file === finding.subject.file);
  const moved = without(elsewhere, ({ at }, finding) => at === finding.at);
  const others = without(moved, () => true);
  return { met, rest: [...free.values()].flat(), others };
}

// the stack and the project: a program is judged whole
function projectOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}
