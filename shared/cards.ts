import { docsOf, ownRules } from './books/pages';
import type { RuleCard } from './report/about';
import type { RulePage } from './rules/rule';
import { defaultSettings } from './settings';

/** What a report says about the rules of a run: these, and those of the guard itself. */
export function ruleCards(rules: readonly RulePage[]): readonly RuleCard[] {
  return [...rules, ...ownRules].map((page) => {
    const { name, guardrail, level, summary, why, fix, references } = page;
    return {
      name,
      ...(guardrail !== undefined && { guardrail }),
      level: typeof level === 'function' ? level(defaultSettings) : level,
      summary,
      why,
      fix,
      references,
      docs: docsOf(page),
    };
  });
}
