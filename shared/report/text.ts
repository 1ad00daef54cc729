import type { Accepted, Finding, Level, Report, Summary } from '../model/finding';

/** What a stretch of the report is, for whoever gives it a colour. */
export type Style = Level | 'good' | 'faint' | 'strong';

/** Gives a stretch of the report its colour; a host without colours hands the text back. */
export type Painter = (style: Style, text: string) => string;

const plain: Painter = (_style, text) => text;

/** A whole report for a terminal, one string per line, each line free of control characters. */
export function textReport(report: Report, paint: Painter = plain): string[] {
  return [
    ...report.findings.flatMap((finding) => [...findingLines(finding, paint), '']),
    ...report.accepted.flatMap((finding) => [...acceptedLines(finding, paint), '']),
    summaryLine(report.summary, paint),
  ];
}

/** One finding for a terminal: who may do what where, the request that gets through, the fix, the rule's page. */
export function findingLines(finding: Finding, paint: Painter = plain): string[] {
  const { level, verdict, rule, guardrail, message, because, request, fix, docs } = finding;
  const name = `${rule}${verdict === 'unknown' ? ' (undecided)' : ''}${guardrail === undefined ? '' : ` ${guardrail}`}`;
  return [
    `${paint(level, level)} ${paint('strong', clean(name))} ${clean(placeOf(finding))}`,
    `  ${clean(message)}`,
    ...detail('depends on', because),
    ...detail('request that gets through', request && JSON.stringify(request)),
    ...detail('fix', fix),
    ...(docs === '' ? [] : [`  ${paint('faint', clean(`docs: ${docs}`))}`]),
  ];
}

/** An accepted finding for a terminal, with the reason that stands in the settings. */
export function acceptedLines(finding: Accepted, paint: Painter = plain): string[] {
  const { reason, owner, expires, by } = finding.accepted;
  const until = expires === undefined ? '' : `, until ${expires}`;
  return [
    `${paint('good', 'accepted')} ${paint('strong', clean(finding.rule))} ${clean(placeOf(finding))}`,
    `  ${clean(finding.message)}`,
    ...detail('accepted by', `${by}${owner === undefined ? '' : ` of ${owner}`}${until}: ${reason}`),
  ];
}

function placeOf({ subject, at, line, column }: Finding): string {
  const position = line === undefined ? '' : `:${line}:${column ?? 1}`;
  const file = subject.file === undefined ? '' : `${subject.file}${position}`;
  const id = subject.id === subject.file ? '' : subject.id;
  const within = subject.within === undefined ? '' : `in ${subject.within}`;
  return [file, id, within, at].filter((part) => part !== '').join(' ');
}

function detail(label: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`  ${label}: ${clean(text)}`];
}

function summaryLine(summary: Summary, paint: Painter): string {
  const { subjects, error, warning, info, undecided, accepted, skipped } = summary;
  const worst: Style = error > 0 ? 'error' : warning > 0 ? 'warning' : 'good';
  const found = [count(error, 'error'), count(warning, 'warning'), `${info} info`].join(', ');
  const beside = [`${undecided} undecided`, `${accepted} accepted`, `${skipped} skipped`].join(', ');
  return `${count(subjects, 'subject')} judged: ${paint(worst, found)} (${beside})`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** The text with every character that could steer a terminal or reorder the line written as its code. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}
