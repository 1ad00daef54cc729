import type { Acknowledgement } from '../../model/acknowledgement';
import { isObject, own } from '../json';
import type { Instance } from './instance';

const word = 'sts-guardrails';
const undecided = ':undecided';

/**
 * What the tags of a resource accept: `sts-guardrails:<rule>` with the reason as its value. A key of a tag holds no
 * brackets, so `sts-guardrails:<rule>:undecided` stands for the rule with `[undecided]`. What is malformed has no reason,
 * so that it accepts nothing and is reported. Tags that a provider gives everything by default accept nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
export function acknowledgedIn(instance: Instance, file: string | undefined): readonly Acknowledgement[] {
  const by = `the tags of ${instance.address}${file === undefined ? '' : ` in ${file}`}`;
  return tagsOf(own(instance.values, 'tags')).flatMap(([key, value]) => {
    if (typeof key !== 'string' || (key !== word && !key.startsWith(`${word}:`))) return [];
    return [{ rule: ruleIn(key), reason: typeof value === 'string' ? value : '', by }];
  });
}

function ruleIn(key: string): string {
  const rule = key.slice(word.length + 1);
  if (rule === '') return word;
  return rule.endsWith(undecided) ? `${rule.slice(0, -undecided.length)}[undecided]` : rule;
}

// aws has an object of tags, and awscc a list
function tagsOf(tags: unknown): readonly (readonly [unknown, unknown])[] {
  if (Array.isArray(tags)) return tags.map((tag: unknown) => [own(tag, 'key'), own(tag, 'value')] as const);
  return isObject(tags) ? Object.entries(tags) : [];
}
