import type { Report } from '../model/finding';

/** A report as JSON text with a line break at its end; equal reports give equal text. */
export function jsonReport(report: Report): string {
  const { formatVersion, findings, accepted, summary } = report;
  return `${JSON.stringify({ formatVersion, findings, accepted, summary }, null, 2)}\n`;
}
