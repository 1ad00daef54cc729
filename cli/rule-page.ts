import { join } from 'node:path';
import { readText } from '../load/bytes';
import { packageFolder } from '../load/version';

/** In which words examples can be shown. */
export const languages = ['cloudformation', 'cdk', 'pulumi'] as const;

export type Language = (typeof languages)[number];

/** An example from the page of a rule. */
export interface Example {
  /** What it is an example of. */
  readonly what: string;
  /** What is found on it, where it is stopped. */
  readonly finding?: string;
  /** The request that gets through, as JSON. */
  readonly request?: string;
  readonly code: string;
}

/** What the page of a rule shows beside what the rule says of itself. */
export interface RulePageExamples {
  readonly stopped?: Example;
  readonly passes?: Example;
}

/** The examples on a rule's page, named by its path in this package; none where it has no page. */
export function examplesOn(docs: string, language: Language): RulePageExamples {
  const bytes = docs.startsWith('docs/') ? readText(join(packageFolder(), docs)) : { problem: 'no page' };
  if ('problem' in bytes) return {};
  const sections = new Map(partsOf(bytes.text, '## '));
  const stopped = exampleIn(sections.get('What is stopped'), language);
  const passes = exampleIn(sections.get('What passes'), language);
  return { ...(stopped && { stopped }), ...(passes && { passes }) };
}

const titles: { readonly [language in Language]: string } = {
  cloudformation: 'CloudFormation',
  cdk: 'AWS CDK',
  pulumi: 'Pulumi',
};

function exampleIn(section: string | undefined, language: Language): Example | undefined {
  const parts = partsOf(section ?? '', '### ');
  const code = fencedIn(new Map(parts).get(titles[language]) ?? '');
  const [, intro = ''] = parts[0] ?? [];
  const [, what, finding] = /^Case: (.*?)\.(?: Finding: _([^]*?)_\.)?$/m.exec(intro) ?? [];
  if (code === undefined || what === undefined) return undefined;
  const request = fencedIn(intro);
  return {
    what: plain(what),
    ...(finding !== undefined && { finding: plain(finding) }),
    ...(request !== undefined && { request }),
    code,
  };
}

/** The parts of a Markdown text by their headings of one depth; what stands before the first has none. */
function partsOf(text: string, heading: string): [title: string, text: string][] {
  return `\n${text}`.split(`\n${heading}`).map((part, index) => {
    if (index === 0) return ['', part];
    const [title = '', ...lines] = part.split('\n');
    return [title, lines.join('\n')];
  });
}

function fencedIn(text: string): string | undefined {
  return /^```\w*\n([^]*?)\n```$/m.exec(text)?.[1];
}

/** Markdown's own escapes taken back. */
function plain(text: string): string {
  return text.replace(/\\([\\`*_<>[\]])/g, '$1');
}
