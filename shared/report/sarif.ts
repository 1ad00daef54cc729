import type { Accepted, Finding, Report } from '../model/finding';
import type { About } from './about';
import { clean } from './clean';
import { counter } from './counter';
import { spellJson } from './json';
import { artifact, locationOf, relatedOf, srcRoot } from './sarif-places';
import { failureNotes, levels, notifications, ruleOf } from './sarif-rules';
import { codeSpan, prose } from './escape';

/**
 * A report as SARIF 2.1.0. An undecided finding is of kind `fail` like any other, since every other kind takes its level
 * away and code scanning would hide it: its verdict stands in its properties and its message. What is accepted stands
 * beside the rest with its suppression. https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 */
export function sarifReport(report: Report, about: About): string {
  return logOf(report, about);
}

function logOf(report: Report, about: About, leftOut = 0): string {
  const rules = about.rules.map((card) => ruleOf(card, report.findings));
  const indices = new Map(about.rules.map(({ name }, index) => [name, index]));
  const countOf = counter();
  const result = (finding: Finding | Accepted) => resultOf(finding, about, indices.get(finding.rule), countOf);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'sts-guardrails', semanticVersion: about.version, rules, notifications } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [srcRoot]: { description: { text: 'The folder in which the run was started.' } } },
        invocations: [invocation(report, about, leftOut)],
        results: [...report.findings, ...report.accepted].map(result),
      },
    ],
  };
  return spellJson(log);
}

/**
 * A report as SARIF without what is accepted: GitHub’s code scanning does not look at suppressions and would show it as
 * open. https://github.com/github/codeql-action/issues/1230
 */
export function codeScanningReport(report: Report, about: About): string {
  const { findings } = report;
  if (findings.length <= mostResults) return logOf({ ...report, accepted: [] }, about);
  const ranks = { error: 1, warning: 2, info: 3 };
  // what was not judged is the worst of all
  const rank = ({ rule, level }: Finding) => (failureNotes.has(rule) ? 0 : ranks[level]);
  const taken = [...findings].sort((one, other) => rank(one) - rank(other)).slice(0, mostResults);
  return logOf({ ...report, findings: taken, accepted: [] }, about, findings.length - taken.length);
}

// code scanning refuses a run with more:
// https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#validating-your-sarif-file
const mostResults = 25_000;

function invocation({ findings }: Report, about: About, leftOut: number) {
  const failures = findings.filter(({ rule }) => failureNotes.has(rule));
  return {
    executionSuccessful: failures.length === 0,
    toolExecutionNotifications: [
      ...failures.map((finding) => ({
        descriptor: { id: finding.rule, index: notifications.findIndex(({ id }) => id === finding.rule) },
        level: 'error',
        message: { text: plainText(finding.message) },
        locations: [{ physicalLocation: { artifactLocation: artifact(finding.subject.file, about) } }],
      })),
      ...(leftOut === 0 ? [] : [leftOutNote(leftOut)]),
    ],
  };
}

function leftOutNote(leftOut: number) {
  const text = `${leftOut} more findings are left out, since code scanning takes ${mostResults}: other forms list them`;
  return { level: 'warning', message: { text } };
}

function resultOf(
  finding: Finding | Accepted,
  about: About,
  ruleIndex: number | undefined,
  countOf: ReturnType<typeof counter>,
) {
  const { rule, guardrail, verdict, level, because, fingerprint, at, subject, request, fix } = finding;
  const relatedLocations = relatedOf(finding, about);
  return {
    ruleId: clean(rule),
    ...(ruleIndex !== undefined && { ruleIndex }),
    kind: 'fail',
    level: levels[level],
    message: messageOf(finding),
    locations: [locationOf(finding, about)],
    ...(relatedLocations !== undefined && { relatedLocations }),
    partialFingerprints: {
      'stsGuardrails/v1': fingerprint,
      // what code scanning tells alerts apart by; by itself it would take the text of the line
      primaryLocationLineHash: `${fingerprint}:${countOf(fingerprint)}`,
    },
    ...('accepted' in finding && { suppressions: [suppression(finding)] }),
    properties: {
      verdict,
      at: clean(at),
      type: clean(subject.type),
      fix: clean(fix),
      ...(guardrail !== undefined && { guardrail: clean(guardrail) }),
      ...(subject.within !== undefined && { within: clean(subject.within) }),
      ...(because !== undefined && { because: clean(because) }),
      ...(request !== undefined && { request }),
    },
  };
}

function messageOf({ message, verdict, because, fix }: Finding) {
  const doubt = verdict === 'unknown' ? `undecided, depends on ${because ?? 'what is not known yet'}` : undefined;
  const said = doubt === undefined ? message : `${message} (${doubt})`;
  return {
    text: plainText(`${said}. ${fix}`),
    markdown: `${codeSpan(said)}\n\n${prose(fix)}`,
  };
}

function suppression({ accepted: { by, reason, owner, expires, ticket } }: Accepted) {
  return {
    // an exception or a baseline stands in the settings, all else where the role is declared
    kind: /^exceptions\[\d+\]$|^baseline$/.test(by) ? 'external' : 'inSource',
    status: 'accepted',
    justification: clean(reason),
    properties: {
      by: clean(by),
      ...(owner !== undefined && { owner: clean(owner) }),
      ...(expires !== undefined && { expires: clean(expires) }),
      ...(ticket !== undefined && { ticket: clean(ticket) }),
    },
  };
}

// in messages [a](b) is a link, and {0} stands for an argument
function plainText(text: string): string {
  return clean(text)
    .replaceAll('](', '] (')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}
