import { isAsked, ruleLevel } from '../books/levels';
import { createGuard, type Judged } from '../guard';
import type { Finding, Request } from '../model/finding';
import { assignments, readingsOf } from '../rules/readings';
import {
  type FailRow,
  isRoleRow,
  placesOf,
  type Row,
  settingsOf,
  subjectOf,
  subjectsOf,
  type Table,
  today,
  type UnknownRow,
} from './rows';
import { decided, treeOf } from './witness';

/** One row with the column that it stands in. */
export type Placed =
  | { readonly column: 'pass'; readonly row: Row }
  | { readonly column: 'fail'; readonly row: FailRow }
  | { readonly column: 'unknown'; readonly row: UnknownRow };

/** What the rule of the table alone finds on a row. */
export function findingsOn(row: Row, of: Table): readonly Finding[] {
  return judgedOn(row, of).findings;
}

function judgedOn(row: Row, of: Table): Judged {
  const guard = createGuard(settingsOf(row, of), { today, rules: [of.rule] });
  const judged = subjectsOf(row).map((subject) => guard.judge(subject));
  // at the end there is more to hear than of this rule, such as exceptions that cover nothing
  if (of.rule.kind === 'program') {
    const { findings, accepted } = guard.finish();
    judged.push({ findings: findings.filter(({ rule }) => rule !== 'exception').map(placed), accepted });
  }
  return { findings: judged.flatMap((one) => one.findings), accepted: judged.flatMap((one) => one.accepted) };
}

/** The finding with its subject in its place, since a row may have several. */
function placed(finding: Finding): Finding {
  return { ...finding, at: `${finding.subject.id}${finding.at}` };
}

/** What differs from what the row says, one sentence each; none where the row holds. */
export function problemsOf({ column, row }: Placed, of: Table): string[] {
  const findings = findingsOn(row, of);
  const found = findings.map(({ rule, verdict, at }) => `${rule} ${verdict} ${place(at)}`).sort();
  const expected = column === 'pass' ? [] : placesOf(row).map((at) => `${of.rule.name} ${column} ${place(at)}`);
  if (found.join('\n') !== expected.join('\n')) {
    return [`expected ${list(expected)}, found ${list(findings.map(shown))}`];
  }
  if (column === 'pass') return passesAnyway(row, of);
  return findings.flatMap((finding) => [
    ...inWords(finding, row, column, of),
    ...(column === 'unknown' ? inReason(finding, row) : []),
    ...(column === 'fail' ? inRequest(finding, row, of) : []),
    ...(finding.request === undefined || isLetIn(finding.request, row) ? [] : [refused(finding.request)]),
  ]);
}

/** Why a row passes whatever the rule is. */
function passesAnyway(row: Row, of: Table): string[] {
  if (!subjectsOf(row).some((subject) => isAsked(of.rule, settingsOf(row, of), subject)))
    return ['its settings turn the rule off'];
  if (judgedOn(row, of).accepted.length > 0) return ['its settings accept what the rule finds'];
  // a rule on trust has nothing to say where no policy can be read
  return of.rule.kind === 'trust' && isRoleRow(row) ? unread(row, of) : [];
}

function unread(row: Row, of: Table): string[] {
  const readings = readingsOf(subjectOf(row), { settings: settingsOf(row, of), today });
  const problem = readings.find(({ policy }) => policy.unreadable)?.policy.problems[0];
  return problem === undefined ? [] : [`nobody can read its policy: ${problem.message}`];
}

function inWords({ level, message }: Finding, row: FailRow | UnknownRow, column: string, of: Table): string[] {
  const expected = row.level ?? usualLevel(row, column, of);
  return [
    ...(expected === undefined || level === expected ? [] : [`expected level ${expected}, found ${level}`]),
    ...(message.includes(row.says ?? '') ? [] : [`expected "${row.says}" in the message, found "${message}"`]),
  ];
}

/** The level where the row names none; undefined where it depends on more than the rule. */
function usualLevel(row: Row, column: string, of: Table): string | undefined {
  if (column === 'fail') return typeof of.rule.level === 'string' ? ruleLevel(of.rule, settingsOf(row, of)) : undefined;
  return of.rule.level === 'info' ? 'info' : 'warning';
}

function inReason({ because = '' }: Finding, row: UnknownRow): string[] {
  return because.includes(row.because) ? [] : [`expected that it depends on ${row.because}, found ${because}`];
}

function inRequest({ request }: Finding, { gets = {} }: FailRow, { rule }: Table): string[] {
  if (request === undefined)
    return rule.kind === 'trust' || rule.kind === 'grant' ? ['expected a request that gets through, found none'] : [];
  const { account, type, actions, context = {}, without = [] } = gets;
  const { principal } = request;
  const held = (key: string): string | undefined => request.context[key]?.toString();
  const differs: string[] = [
    ...(account === undefined || principal.id.includes(`:${account}:`) ? [] : [`a caller in account ${account}`]),
    ...(type === undefined || principal.type === type ? [] : [`a caller of type ${type}`]),
    ...(actions === undefined || [...actions].sort().join() === [...request.actions].sort().join()
      ? []
      : [list(actions)]),
    ...Object.entries(context).flatMap(([key, value]) => (held(key) === value ? [] : [`${key} ${value}`])),
    ...without.flatMap((key) => (held(key) === undefined ? [] : [`no ${key}`])),
  ];
  return differs.map((what) => `expected ${what} in the request, found ${JSON.stringify(request)}`);
}

/** Whether the request gets through in one branch at least: a finding shows one request for all of them. */
function isLetIn(request: Request, row: Row): boolean {
  return subjectsOf(row).some(
    (subject) =>
      (subject.kind !== 'role' && subject.kind !== 'identity') ||
      assignments(treeOf(subject)).some(({ assignment }) => decided(subject, request, assignment).is === 'yes'),
  );
}

function refused(request: Request): string {
  return `the policy does not let in the request that the finding shows: ${JSON.stringify(request)}`;
}

function shown({ rule, verdict, level, at, message }: Finding): string {
  return `${rule} ${verdict} ${place(at)} (${level}: ${message})`;
}

function place(at: string): string {
  return at === '' ? 'at the root' : `at ${at}`;
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.join(', ');
}
