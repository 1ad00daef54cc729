import type { Finding, Level, Report } from '../model/finding';
import { clean } from './clean';
import { spotOf } from './standing';
import { placeOf, summaryLine, titleOf } from './text';

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
const commands: { readonly [level in Level]: string } = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * A report as commands that GitHub Actions turns into annotations, one per line, and a last line with the sum. Where a
 * finding stands in no file, its annotation has none; where code declares the resource, it stands there.
 */
export function githubReport({ findings, summary }: Report): string {
  return [...findings.map(command), summaryLine(summary)].map((line) => `${line}\n`).join('');
}

function command(finding: Finding): string {
  const { level, message, because, fix } = finding;
  const { file, line, column } = spotOf(finding);
  const properties = [
    ['file', file || undefined],
    ['line', line],
    ['col', line === undefined ? undefined : column],
    ['title', `${titleOf(finding)} ${placeOf(finding)}`],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${property(clean(String(value)))}`]));
  const lines = [message, ...(because === undefined ? [] : [`depends on: ${because}`]), `fix: ${fix}`];
  return `::${commands[level]} ${properties.join(',')}::${data(lines.map(clean).join('\n'))}`;
}

// what the runner takes back: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
