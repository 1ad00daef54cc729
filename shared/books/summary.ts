import type { Finding, Summary } from '../model/finding';

/** The counts of a run; accepted findings stand apart and count nowhere else. */
export function summarize(findings: readonly Finding[], accepted: number, subjects: number, skipped: number): Summary {
  const at = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return {
    subjects,
    error: at('error'),
    warning: at('warning'),
    info: at('info'),
    undecided: findings.filter((finding) => finding.verdict === 'unknown').length,
    accepted,
    skipped,
  };
}
