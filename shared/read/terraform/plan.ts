import { pointer } from '../../model/tree';
import { isObject, own } from '../json';
import type { Broken, Held, Instance } from './instance';
import { headOf, inShownState, listIn } from './shown';

/**
 * What is there when a plan is applied: what it creates, changes and keeps, and not what it deletes or forgets.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export function inPlan(plan: unknown): Held {
  const broken: Broken[] = [];
  const found = new Map<string, Instance>();
  const gone = new Set<string>();
  for (const { change, at } of changesIn(plan, broken)) {
    // an object that an earlier run left behind stands beside the one that has its address
    if (own(change, 'deposed') !== undefined) continue;
    const read = changed(change, at);
    if (read === undefined) {
      const address = own(change, 'address');
      if (typeof address === 'string') gone.add(address);
    } else if ('problem' in read) broken.push(read);
    else if (!found.has(read.address)) found.set(read.address, read);
  }
  const planned = inShownState(own(plan, 'planned_values'), '/planned_values');
  const seen = new Set([...gone, ...broken.map(({ address }) => address)]);
  for (const one of planned.instances)
    if (!found.has(one.address) && !seen.has(one.address)) found.set(one.address, one);
  const before = inShownState(own(own(plan, 'prior_state'), 'values'), '/prior_state/values');
  return {
    instances: [...found.values()],
    before: before.instances,
    // what went before is only looked at
    broken: [...broken, ...planned.broken.filter(({ address }) => address === '' || !seen.has(address))],
  };
}

function changesIn(plan: unknown, broken: Broken[]): { readonly change: unknown; readonly at: string }[] {
  const now = listIn(plan, 'resource_changes', '', broken).map(([index, change]) => ({
    change,
    at: pointer('/resource_changes', index),
  }));
  // what waits for a later run is still going to be made
  const later = listIn(plan, 'deferred_changes', '', broken).map(([index, deferred]) => ({
    change: own(deferred, 'resource_change'),
    at: pointer('/deferred_changes', index, 'resource_change'),
  }));
  return [...now, ...later];
}

/** A resource as a change leaves it; undefined where it leaves nothing. */
function changed(entry: unknown, at: string): Instance | Broken | undefined {
  const module = own(entry, 'module_address') ?? '';
  const head = headOf(entry, typeof module === 'string' ? module : '[', at);
  if ('problem' in head) return head;
  const change = own(entry, 'change');
  const actions = own(change, 'actions');
  const after = own(change, 'after');
  const { address, type } = head;
  if (!Array.isArray(actions) || actions.length === 0) {
    return { address, type, pointer: at, problem: 'nothing tells what is done to the resource: it has no actions' };
  }
  const isGone = actions.every((action) => action === 'delete' || action === 'forget');
  if (isGone) return undefined;
  if (!isObject(after)) {
    return { address, type, pointer: at, problem: 'nothing tells how the resource is going to be: it has no after' };
  }
  return { ...head, values: after, unknown: own(change, 'after_unknown'), pointer: pointer(at, 'change', 'after') };
}
