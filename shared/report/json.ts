import type { Report } from '../model/finding';
import { buildCommand } from './clean';

/** A report as JSON text with a line break at its end; equal reports give equal text. */
export function jsonReport(report: Report): string {
  const { formatVersion, findings, accepted, summary } = report;
  return spellJson({ formatVersion, findings, accepted, summary });
}

/** A value as indented JSON text with a line break at its end; half of a character, which strict readers refuse, is U+FFFD. */
export function spellJson(value: unknown): string {
  // JSON.stringify writes halves, and nothing else from that range, as their codes
  const text = JSON.stringify(value, undefined, 2).replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\\ufffd');
  // what is printed may be read by the runner of a build, too; this stands in texts alone, and says the same there
  return `${text.replace(buildCommand, '#\\u0023')}\n`;
}
