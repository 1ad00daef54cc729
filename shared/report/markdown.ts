import type { Accepted, Finding, Level, Report } from '../model/finding';
import { clean, short } from './clean';
import { codeBlock, codeSpan, prose } from './escape';
import { sourceOf } from './standing';
import { acceptance, count, placeOf } from './text';

// GitHub takes 65,536 characters in a comment, GitLab 1,000,000; some room is left for what stands around the report
const limit = 60_000;
const longestValue = 500;
const longestRequest = 4_000;

/** By this line a comment of an earlier run is found again. */
export const commentMark = '<!-- sts-guardrails -->';

/**
 * A report as Markdown for the comment of a pull request: the counts, the findings by level, and folded away the requests
 * that get through and what is accepted. Whatever comes from a policy stands in code, so that it can neither link nor
 * mention anybody. At most 60,000 characters; what has no room is counted.
 */
export function markdownReport({ findings, accepted, summary }: Report): string {
  const head = [commentMark, `## sts-guardrails: ${headline(summary)}`, table(summary)];
  const sections = [
    ...(['error', 'warning', 'info'] as const).map((level) => section(level, findings)),
    acceptedSection(accepted),
  ];
  const blocks = fit(sections, limit - length(head));
  return `${[...head, ...blocks].join('\n\n')}\n`;
}

interface Section {
  readonly title: string;
  readonly items: readonly string[];
  /** Whether the items stand folded away. */
  readonly isFolded: boolean;
}

function headline({ error, warning, info }: Report['summary']): string {
  const parts = [
    error > 0 && count(error, 'error'),
    warning > 0 && count(warning, 'warning'),
    info > 0 && `${info} info`,
  ];
  return parts.filter((part) => part !== false).join(', ') || 'nothing found';
}

function table({ subjects, error, warning, info, undecided, accepted, skipped }: Report['summary']): string {
  return [
    '| judged | errors | warnings | info | undecided | accepted | skipped |',
    '| -----: | -----: | -------: | ---: | --------: | -------: | ------: |',
    `| ${[subjects, error, warning, info, undecided, accepted, skipped].join(' | ')} |`,
  ].join('\n');
}

const titles: { readonly [level in Level]: string } = { error: 'Errors', warning: 'Warnings', info: 'Info' };

function section(level: Level, findings: readonly Finding[]): Section {
  const items = findings.filter((finding) => finding.level === level).map(itemOf);
  return { title: `### ${titles[level]}`, items, isFolded: false };
}

function acceptedSection(accepted: readonly Accepted[]): Section {
  const items = accepted.map((one) => `${opening(one)}<br>accepted by ${value(acceptance(one))}`);
  return { title: '### Accepted', items, isFolded: true };
}

function itemOf(finding: Finding): string {
  const { request, fix, because } = finding;
  const doubt = because === undefined ? '' : `<br>depends on ${value(because)}`;
  const remedy = `<br>${words(fix)}`;
  if (request === undefined) return `${opening(finding)}${doubt}${remedy}`;
  const json = JSON.stringify(request, undefined, 2);
  const shown = json.length > longestRequest ? value(json) : codeBlock('json', readable(json));
  return `${opening(finding)}${doubt}${remedy}\n\n${folded('The request that gets through', shown, '  ')}`;
}

function opening(finding: Finding): string {
  const { rule, verdict, guardrail, message, subject } = finding;
  const title = `**${words(rule)}**${verdict === 'unknown' ? ' (undecided)' : ''}`;
  const control = guardrail === undefined ? '' : ` ${words(guardrail)}`;
  const source = sourceOf(subject);
  const at = source === undefined ? '' : `${value(`${source.file}:${source.line}`)}, in `;
  return `- ${title}${control} at ${at}${value(placeOf(finding))}<br>${value(message)}`;
}

function words(text: string): string {
  return prose(short(clean(text), longestValue * 2));
}

function value(text: string): string {
  return codeSpan(short(clean(text), longestValue));
}

// in JSON only line breaks between its parts are none of a value
function readable(json: string): string {
  return json.split('\n').map(clean).join('\n');
}

function folded(title: string, body: string, indent = ''): string {
  const lines = ['<details>', `<summary>${title}</summary>`, '', ...body.split('\n'), '', '</details>'];
  return lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n');
}

/** As much of the sections as there is room for, with a word on what is left out. */
function fit(sections: readonly Section[], room: number): string[] {
  let left = room;
  return sections.flatMap(({ title, items, isFolded }) => {
    if (items.length === 0) return [];
    const heading = `${title} (${items.length})`;
    left -= length([heading]) + 200;
    const taken = items.filter((item) => {
      left -= length([item]);
      return left >= 0;
    });
    const missing = items.length - taken.length;
    const list = [
      ...taken,
      ...(missing === 0 ? [] : [`- and ${missing} more, which the report as text or JSON lists`]),
    ];
    const body = list.join('\n\n');
    return [heading, isFolded ? folded('What is accepted, and why', body) : body];
  });
}

function length(blocks: readonly string[]): number {
  return blocks.reduce((sum, block) => sum + block.length + 2, 0);
}
