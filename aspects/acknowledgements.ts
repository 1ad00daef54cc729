import type { IConstruct } from 'constructs';
import type { Acknowledgement } from '../shared';

/** The plugin's name, and so the prefix of the ids that users acknowledge. */
export const PLUGIN = 'sts-guardrails';

// As CDK's `Validations.acknowledge` leaves it on a construct: one object of ids with their reasons for each call.
const METADATA = 'aws:cdk:acknowledged-rules';

const known = new WeakMap<IConstruct, Map<string, Acknowledgement>>();

/**
 * What is acknowledged on this construct itself under ids such as `sts-guardrails::external-id`; another prefix may be
 * asked for. The same object each time, as long as the reason stays the same; of an id that stands twice the last.
 */
export function acknowledgementsAt(construct: IConstruct, prefix = PLUGIN): readonly Acknowledgement[] {
  const reasons = new Map<string, string>();
  for (const { type, data } of construct.node.metadata) {
    if (type !== METADATA || typeof data !== 'object' || data === null) continue;
    for (const [id, reason] of Object.entries(data)) {
      if (id.startsWith(`${prefix}::`) && !isRemark(id)) reasons.set(id, typeof reason === 'string' ? reason : '');
    }
  }
  return reasons.size === 0 ? none : [...reasons].map(([id, reason]) => one(construct, id, reason, prefix));
}

/** What is acknowledged on this construct and on those it stands in, as CDK lets it count; the nearest first. */
export function acknowledgementsOf(construct: IConstruct, prefix = PLUGIN): readonly Acknowledgement[] {
  const { scope } = construct.node;
  const own = acknowledgementsAt(construct, prefix);
  const inherited = scope === undefined ? none : acknowledgementsOf(scope, prefix);
  return own.length === 0 ? inherited : inherited.length === 0 ? own : [...own, ...inherited];
}

const none: readonly Acknowledgement[] = [];

// A line that says what is accepted may be silenced, too: that accepts nothing more.
function isRemark(id: string): boolean {
  return id.endsWith('[accepted]');
}

function one(construct: IConstruct, id: string, reason: string, prefix: string): Acknowledgement {
  const here = known.get(construct) ?? new Map<string, Acknowledgement>();
  known.set(construct, here);
  const before = here.get(id);
  if (before?.reason === reason) return before;
  const made = { rule: id.slice(prefix.length + 2), reason, by: `the acknowledgement at ${place(construct)}` };
  here.set(id, made);
  return made;
}

function place({ node }: IConstruct): string {
  return node.path === '' ? 'the App' : node.path;
}
