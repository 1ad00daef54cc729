import type { Accepted, Finding, Report } from '../model/finding';
import type { Place } from '../model/subject';
import { clean } from './clean';
import { acceptedLines, findingLines, titleOf } from './text';

/** What dashboards show as one test: a resource, with all that was found in it. */
interface Case {
  readonly suite: string;
  readonly name: string;
  readonly found: Finding[];
  readonly accepted: Accepted[];
}

/**
 * A report as JUnit XML: a suite for each file (or folder of resources, under hosts without files), a test for each
 * resource. Findings at level error make a test fail, all in one failure, since dashboards show one; weaker ones stand in
 * its output; and a test whose findings are all accepted is skipped.
 */
export function junitReport(report: Report): string {
  const { create } = require('xmlbuilder2') as typeof import('xmlbuilder2');
  const suites = suitesOf(casesOf(report));
  const all = [...suites.values()].flat();
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: 'sts-guardrails',
    ...sums(all),
  });
  for (const [name, cases] of suites) {
    const suite = root.ele('testsuite', { name, ...sums(cases), skipped: String(cases.filter(isSkipped).length) });
    for (const one of cases) {
      const test = suite.ele('testcase', { name: one.name, classname: name });
      const { failure, skipped, output } = outcome(one);
      if (failure !== undefined)
        test.ele('failure', { message: failure.message, type: failure.type }).txt(failure.text);
      if (skipped !== undefined) test.ele('skipped', { message: skipped });
      if (output !== '') test.ele('system-out').txt(output);
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function casesOf({ judged = [], findings, accepted }: Report): Iterable<Case> {
  const cases = new Map<string, Case>();
  const at = (place: Omit<Place, 'pointer'>): Case => {
    const suite = legal(clean(place.file ?? parentOf(place.path)));
    const name = legal(clean(place.id)) || suite;
    const key = JSON.stringify([suite, name]);
    const known = cases.get(key) ?? { suite, name, found: [], accepted: [] };
    cases.set(key, known);
    return known;
  };
  judged.forEach(at);
  for (const finding of findings) at(finding.subject).found.push(finding);
  for (const finding of accepted) at(finding.subject).accepted.push(finding);
  return cases.values();
}

function suitesOf(cases: Iterable<Case>): ReadonlyMap<string, readonly Case[]> {
  const suites = new Map<string, Case[]>();
  for (const one of cases) {
    const same = suites.get(one.suite);
    if (same === undefined) suites.set(one.suite, [one]);
    else same.push(one);
  }
  return suites;
}

function sums(cases: readonly Case[]): { readonly tests: string; readonly failures: string; readonly errors: string } {
  return { tests: String(cases.length), failures: String(cases.filter(isFailed).length), errors: '0' };
}

function isFailed({ found }: Case): boolean {
  return found.some(({ level }) => level === 'error');
}

function isSkipped({ found, accepted }: Case): boolean {
  return found.length === 0 && accepted.length > 0;
}

function outcome(one: Case) {
  const errors = one.found.filter(({ level }) => level === 'error');
  const others = one.found.filter(({ level }) => level !== 'error');
  const [first, ...more] = errors;
  const beside = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const accepted = one.accepted.map((finding) => legal(acceptedLines(finding).join('\n')));
  return {
    failure: first && {
      type: legal(clean(first.rule)),
      message: legal(clean(`${titleOf(first)}: ${first.message}${beside}`)),
      text: paragraphs(errors),
    },
    skipped: isSkipped(one) ? legal(clean(one.accepted.map(reasonOf).join('; '))) : undefined,
    output: [paragraphs(others), ...accepted].filter((part) => part !== '').join('\n\n'),
  };
}

function reasonOf({ rule, accepted: { by, reason } }: Accepted): string {
  return `${rule} accepted by ${by}: ${reason}`;
}

function paragraphs(findings: readonly Finding[]): string {
  return legal(findings.map((finding) => findingLines(finding).join('\n')).join('\n\n'));
}

/** All but the last step of a path; the whole of one that has a single step. */
function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end <= 0 ? path : path.slice(0, end);
}

// clean texts hold no other characters that XML 1.0 forbids: https://www.w3.org/TR/xml/#charsets
function legal(text: string): string {
  return text.replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
}
