import type { IConstruct } from 'constructs';
import type { Acknowledgement } from '../shared';
import { acknowledgedRules, readAcknowledgedRules } from '../shared/read/acknowledged-rules';

/** The plugin's name, and so the prefix of the ids that users acknowledge. */
export const PLUGIN = 'sts-guardrails';

const known = new WeakMap<IConstruct, Map<string, Acknowledgement>>();

/**
 * What is acknowledged on this construct itself under ids such as `sts-guardrails::external-id`; another prefix may be
 * asked for. The same object each time, as long as the reason stays the same; of an id that stands twice the last.
 */
export function acknowledgementsAt(construct: IConstruct, prefix = PLUGIN): readonly Acknowledgement[] {
  const words = new Map<string, Acknowledgement>();
  for (const { type, data } of construct.node.metadata) {
    if (type !== acknowledgedRules) continue;
    for (const word of readAcknowledgedRules(data, construct.node.path, prefix)) words.set(word.rule, word);
  }
  return words.size === 0 ? none : [...words.values()].map((word) => same(construct, word, prefix));
}

/** What is acknowledged on this construct and on those it stands in, as CDK lets it count; the nearest first. */
export function acknowledgementsOf(construct: IConstruct, prefix = PLUGIN): readonly Acknowledgement[] {
  const { scope } = construct.node;
  const own = acknowledgementsAt(construct, prefix);
  const inherited = scope === undefined ? none : acknowledgementsOf(scope, prefix);
  return own.length === 0 ? inherited : inherited.length === 0 ? own : [...own, ...inherited];
}

const none: readonly Acknowledgement[] = [];

function same(construct: IConstruct, word: Acknowledgement, prefix: string): Acknowledgement {
  const here = known.get(construct) ?? new Map<string, Acknowledgement>();
  known.set(construct, here);
  const id = `${prefix}::${word.rule}`;
  const before = here.get(id);
  if (before?.reason === word.reason) return before;
  here.set(id, word);
  return word;
}
