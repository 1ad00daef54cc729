import type { Finding, Level, Report } from '../model/finding';
import { type About, fileOf } from './about';
import { clean } from './clean';
import { counter } from './counter';
import { spellJson } from './json';
import { spotOf } from './standing';
import { placeOf } from './text';

// of info, minor, major, critical and blocker: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
const severities: { readonly [level in Level]: string } = { error: 'critical', warning: 'major', info: 'info' };

/**
 * A report as GitLab’s Code Quality report. What is accepted is left out, since GitLab would show it as open, and a
 * fingerprint that comes again is counted, since GitLab shows each one once. A finding stands where code declares its
 * resource, where that is known.
 */
export function gitlabReport({ findings }: Report, about: About): string {
  const countOf = counter();
  const issues = findings.map((finding) => {
    const { rule, level, fingerprint } = finding;
    const { file, line } = spotOf(finding);
    const times = countOf(fingerprint);
    return {
      description: describe(finding),
      check_name: clean(rule),
      fingerprint: times === 1 ? fingerprint : `${fingerprint}-${times}`,
      severity: severities[level],
      location: { path: clean(fileOf(file, about)), lines: { begin: Math.max(1, line ?? 1) } },
    };
  });
  return spellJson(issues);
}

function describe(finding: Finding): string {
  const { rule, verdict, message, because } = finding;
  const doubt = verdict === 'unknown' ? `undecided, depends on ${because ?? 'what is not known yet'}: ` : '';
  return clean(`${rule}: ${doubt}${message} (${placeOf(finding)})`);
}
