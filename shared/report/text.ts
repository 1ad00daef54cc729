import type { Accepted, Finding, Level, Report, Summary } from '../model/finding';
import type { Place } from '../model/subject';
import { buildCommand, clean } from './clean';

/** What a stretch of the report is, for whoever gives it a colour. */
export type Style = Level | 'good' | 'faint' | 'strong';

/** Gives a stretch of the report its colour; a host without colours hands the text back. */
export type Painter = (style: Style, text: string) => string;

/** How the text form is shown. */
export interface Manner {
  readonly paint?: Painter;
  /** `errors`: findings at level error alone, and nothing where there is none; `all`: what passed as well. */
  readonly detail?: 'errors' | 'usual' | 'all';
  /** What stands above all where everything is shown, such as where the settings came from. */
  readonly head?: readonly string[];
}

const plain: Painter = (_style, text) => text;

/** A whole report for a terminal, one string per line, each line free of control characters and of commands to a build. */
export function textReport(report: Report, paint: Painter = plain, manner: Manner = {}): string[] {
  return linesOf(report, paint, manner).map(noCommand);
}

function linesOf(report: Report, paint: Painter, { detail, head = [] }: Manner): string[] {
  if (detail === 'errors') return errorLines(report, paint);
  const isAll = detail === 'all';
  // a baseline is long, and what it knows was seen when it was written
  const accepted = report.accepted.filter((one) => isAll || one.accepted.by !== 'baseline');
  return [
    ...(isAll ? [...head.map((line) => paint('faint', clean(line))), ''] : []),
    ...report.findings.flatMap((finding) => [...findingLines(finding, paint), '']),
    ...accepted.flatMap((finding) => [...acceptedLines(finding, paint), '']),
    ...(isAll ? passedLines(report, paint) : []),
    summaryLine(report.summary, paint),
  ];
}

function errorLines({ findings, summary }: Report, paint: Painter): string[] {
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length === 0) return [];
  return [...errors.flatMap((finding) => [...findingLines(finding, paint), '']), summaryLine(summary, paint)];
}

/** Where to read about a rule; a page of this package stands in a folder that nobody looks into, so the command shows it. */
function pageOf({ rule, docs }: Finding): string {
  return docs.startsWith('docs/') ? `${docs} (npx sts-guardrails explain ${rule})` : docs;
}

/** One finding for a terminal: who may do what where, the request that gets through, the fix, the rule's page. */
export function findingLines(finding: Finding, paint: Painter = plain): string[] {
  const { level, because, message, request, fix, docs } = finding;
  return [
    `${paint(level, level)} ${paint('strong', clean(titleOf(finding)))} ${clean(placeOf(finding))}`,
    `  ${clean(message)}`,
    ...detail('declared at', finding.subject.declared),
    ...detail('depends on', because),
    ...detail('request that gets through', request && JSON.stringify(request)),
    ...detail('fix', fix),
    ...(docs === '' ? [] : [`  ${paint('faint', clean(`docs: ${pageOf(finding)}`))}`]),
  ];
}

/** An accepted finding for a terminal, with the reason that stands in the settings. */
export function acceptedLines(finding: Accepted, paint: Painter = plain): string[] {
  return [
    `${paint('good', 'accepted')} ${paint('strong', clean(finding.rule))} ${clean(placeOf(finding))}`,
    `  ${clean(finding.message)}`,
    ...detail('accepted by', acceptance(finding)),
  ];
}

/** By whose word a finding is accepted, until when and why. */
export function acceptance({ accepted: { reason, owner, expires, by } }: Accepted): string {
  const until = expires === undefined ? '' : `, until ${expires}`;
  return `${by}${owner === undefined ? '' : ` of ${owner}`}${until}: ${reason}`;
}

/** A rule as findings of it are headed: its name, whether it is undecided, its guardrail. */
export function titleOf({ rule, verdict, guardrail }: Pick<Finding, 'rule' | 'verdict' | 'guardrail'>): string {
  return `${rule}${verdict === 'unknown' ? ' (undecided)' : ''}${guardrail === undefined ? '' : ` ${guardrail}`}`;
}

/** Where a finding stands: the file with line and column, the resource, what is in it, the place there. */
export function placeOf({ subject, at, line, column }: Finding): string {
  const position = line === undefined ? '' : `:${line}:${column ?? 1}`;
  const file = subject.file === undefined ? '' : `${subject.file}${position}`;
  return [file, resourceOf(subject), at].filter((part) => part !== '').join(' ');
}

/** A resource and what is in it; empty for a whole file. */
function resourceOf({ id, file, within }: Pick<Place, 'id' | 'file' | 'within'>): string {
  return [id === file ? '' : id, within === undefined ? '' : `in ${within}`].filter((part) => part !== '').join(' ');
}

/** What was judged, what was found and what stands beside it, on one line. */
export function summaryLine(summary: Summary, paint: Painter = plain): string {
  const { subjects, error, warning, info, undecided, accepted, skipped } = summary;
  const worst: Style = error > 0 ? 'error' : warning > 0 ? 'warning' : 'good';
  const found = [count(error, 'error'), count(warning, 'warning'), `${info} info`].join(', ');
  const beside = [`${undecided} undecided`, `${accepted} accepted`, `${skipped} skipped`].join(', ');
  return `${count(subjects, 'subject')} judged: ${paint(worst, found)} (${beside})`;
}

/** So many of something, in words: `1 error`, `2 errors`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

// the runner of GitHub obeys a line that starts so:
// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
function noCommand(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\\u003a').replace(buildCommand, '#\\u0023');
}

function detail(label: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`  ${label}: ${clean(text)}`];
}

function passedLines({ judged = [], findings, accepted }: Report, paint: Painter): string[] {
  // a resource passes as a whole, whatever it holds
  const name = ({ file, id }: Omit<Place, 'pointer'>) => [file, id === file ? '' : id].filter(Boolean).join(' ');
  const spoken = new Set([...findings, ...accepted].map(({ subject }) => name(subject)));
  const passed = [...new Set(judged.map(name))].filter((one) => !spoken.has(one));
  const lines = passed.map((one) => `${paint('good', 'passed')} ${clean(one)}`);
  return lines.length === 0 ? [] : [...lines, ''];
}
