import {
  type About,
  type Accepted,
  check,
  type Finding,
  type Place,
  type Report,
  ruleCards,
  rules,
  summarize,
} from '../../shared';
import { settingsOf, subjectsOf, today } from '../table';
import { tables } from '../table/all';

/** What reports say beside what was found, in tests. */
export const about: About = { version: '1.2.3', rules: ruleCards(rules), today };

/** The report of all rows of all tables, as if one run had judged them: every kind of finding that there is. */
export const allRows: Report = everything();

function everything(): Report {
  const findings: Finding[] = [];
  const accepted: Accepted[] = [];
  const judged: Place[] = [];
  for (const table of tables) {
    for (const row of [...table.pass, ...table.fail, ...table.unknown]) {
      const report = check(subjectsOf(row), settingsOf(row, table), { today });
      findings.push(...report.findings);
      accepted.push(...report.accepted);
      judged.push(...(report.judged ?? []));
    }
  }
  const summary = summarize(findings, accepted.length, judged.length, 0);
  return { formatVersion: 1, findings, accepted, summary, judged };
}

/** One report of each kind of place and level, small enough to be compared as a whole. */
export function sample(): { readonly finding: Finding; readonly undecided: Finding; readonly accepted: Accepted } {
  const finding: Finding = {
    rule: 'external-id',
    guardrail: 'IAM-STS-1',
    verdict: 'fail',
    level: 'error',
    message: 'account 999988887777 can assume this role without an external ID',
    fix: 'Require it.',
    docs: 'docs/rules/external-id.md',
    fingerprint: '0123456789abcdef',
    subject: { id: 'Vendor', type: 'AWS::IAM::Role', path: 'my stacks/a.json#Vendor', file: 'my stacks/a.json' },
    at: '/Statement/0',
    line: 12,
    column: 9,
    request: { actions: ['sts:AssumeRole'], principal: { type: 'AWS', id: '999988887777' }, context: { k: ['v'] } },
  };
  const undecided: Finding = {
    rule: 'trusted-account',
    verdict: 'unknown',
    level: 'warning',
    message: 'it depends',
    fix: 'Settle it.',
    docs: 'docs/rules/trusted-account.md',
    fingerprint: '0123456789abcdee',
    subject: { id: 'urn:x', type: 'aws:iam/role:Role', path: 'dev/app/x' },
    at: '',
    because: 'Ref Tenant',
  };
  const accepted: Accepted = {
    ...finding,
    accepted: { reason: 'moves soon', owner: 'platform@example.com', expires: '2027-01-31', by: 'exceptions[0]' },
  };
  return { finding, undecided, accepted };
}

/** A report of these. */
export function reportOf(
  findings: readonly Finding[],
  accepted: readonly Accepted[] = [],
  judged: Place[] = [],
): Report {
  const summary = summarize(findings, accepted.length, judged.length, 0);
  return { formatVersion: 1, findings, accepted, summary, judged };
}
