import type { Finding, Level } from '../model/finding';
import type { RuleCard } from './about';
import { clean, short } from './clean';
import { prose } from './escape';

/** SARIF’s own words for our levels. */
export const levels: { readonly [level in Level]: 'error' | 'warning' | 'note' } = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

// high, medium and low, as GitHub sorts numbers:
// https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#reportingdescriptor-object
const severities: { readonly [level in Level]: string } = { error: '8.0', warning: '5.0', info: '2.0' };

/** What kept the run from judging everything, beside the results that say so as well. */
export const notifications = [
  { id: 'unreadable', shortDescription: { text: 'An input could not be read.' } },
  { id: 'rule-crash', shortDescription: { text: 'A rule stopped before it came to a verdict.' } },
] as const;

/** The rules of the guard that say that something was not judged. */
export const failureNotes: ReadonlySet<string> = new Set(notifications.map(({ id }) => id));

/**
 * A rule as SARIF describes it. GitHub blocks by the severity of the rule and not by the level of a result, so the worst
 * level that settings gave it in this run decides, and its own where nothing was found.
 */
export function ruleOf(card: RuleCard, findings: readonly Finding[]) {
  const { name, guardrail, level, summary, why, docs } = card;
  const own: Level = level === 'off' ? 'warning' : level;
  return {
    id: clean(name),
    name: pascal(name),
    shortDescription: { text: short(clean(summary), 1024) },
    fullDescription: { text: short(clean(`${summary} ${why}`), 1024) },
    help: helpOf(card),
    ...(/^https?:\/\/[\x21-\x7e]+$/.test(docs) && { helpUri: docs }),
    defaultConfiguration: { level: levels[own], ...(level === 'off' && { enabled: false }) },
    properties: {
      tags: ['security', 'iam', ...(guardrail === undefined ? [] : [clean(guardrail)])],
      precision: 'very-high',
      'problem.severity': level === 'info' ? 'recommendation' : own,
      'security-severity': severities[worst(name, findings) ?? own],
    },
  };
}

function worst(rule: string, findings: readonly Finding[]): Level | undefined {
  const found = new Set(findings.filter((finding) => finding.rule === rule).map(({ level }) => level));
  return (['error', 'warning', 'info'] as const).find((level) => found.has(level));
}

function helpOf({ why, fix, references, docs }: RuleCard) {
  const page = docs.startsWith('docs/') ? `Page of the rule in the package: ${docs}` : undefined;
  const text = [why, fix, ...references, ...(page === undefined ? [] : [page])].map(clean).join('\n\n');
  const links = references.map((one) => (/^https?:\/\/[^\s<>]+$/.test(one) ? `- <${one}>` : `- ${prose(one)}`));
  const markdown = [
    `**Why**: ${prose(why)}`,
    `**What to do**: ${prose(fix)}`,
    ...(links.length === 0 ? [] : [links.join('\n')]),
    ...(page === undefined ? [] : [prose(page)]),
  ].join('\n\n');
  return { text, markdown };
}

/** A rule’s name as SARIF likes names: `external-id` is `ExternalId`. */
function pascal(name: string): string {
  return name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}
