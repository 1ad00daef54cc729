import type { Clause } from '../iam/clause';
import type { Glob } from '../iam/glob';
import type { Constraint, Wanted } from './demand';
import type { Domain } from './domain';
import { avoid, type Demand } from './machine';
import type { Tags, Wish } from './question';
import type { Effort } from './values';
import { findText } from './values';

export type Clauses = readonly (Constraint & { clause: Clause })[];

/** What the choice of a call's session tags goes by. */
export interface TagTask {
  /** The tags that conditions on aws:RequestTag speak of, in lower case. */
  readonly names: readonly string[];
  readonly constraints: Clauses;
  readonly domain: (key: string, wish?: Wish) => Domain;
  readonly listed: ReadonlySet<string>;
  readonly effort: Effort;
  readonly tags: Tags | undefined;
}

/** A tag to be sent, and what its key must be. */
export interface Slot {
  readonly sort: 'sent' | 'unlisted' | 'other';
  readonly name?: string;
  readonly value: string;
  readonly wanted: readonly Wanted[];
  /** Whether it goes on to the next role. */
  readonly passed: boolean;
}

/** That some tag's key is as wanted. */
export interface Need {
  readonly wanted: readonly Wanted[];
  readonly passed: boolean;
}

/** Lets every need be met by a tag that is sent anyway, or by one more; gives the keys as they are spelled then. */
export function fillSlots(
  task: TagTask,
  every: readonly Wanted[],
  slots: readonly Slot[],
  needs: readonly Need[],
): (Slot & { key: string })[] | undefined {
  task.effort.budget.spend(1);
  const [need, ...rest] = needs;
  if (need === undefined) {
    const keyed = slots.map((slot) => ({ ...slot, key: keyOf(task, slot) }));
    return keyed.every((slot): slot is Slot & { key: string } => slot.key !== undefined) ? keyed : undefined;
  }
  const another: Slot = { sort: 'other', value: 'x', wanted: every, passed: false };
  for (const slot of [...slots, another]) {
    const fuller = { ...slot, wanted: [...slot.wanted, ...need.wanted], passed: slot.passed || need.passed };
    if (keyOf(task, fuller) === undefined) continue;
    const others = slots.filter((other) => other !== slot);
    const filled = fillSlots(task, every, [...others, fuller], rest);
    if (filled !== undefined) return filled;
  }
  return undefined;
}

/** A spelling of a slot's key; undefined where there is none. */
function keyOf({ domain, listed, names, effort }: TagTask, { sort, name = '', wanted }: Slot): string | undefined {
  const values = domain('aws:tagkeys').values;
  if (values === undefined) return undefined;
  const fold = (keys: Iterable<string>): Glob[] => [...keys].map((code) => ({ code, fold: true }));
  if (sort === 'sent') {
    const globs = names.includes(name) ? fold([name]) : [{ code: name, fold: false }];
    const demand: Demand = { globs, reading: 'sure', match: true };
    return findText(wanted, { ...values, samples: [name, ...values.samples] }, [demand], effort);
  }
  // a tag of which a condition speaks is sent under its own name, or not at all
  const avoided = fold(sort === 'unlisted' ? listed : names);
  const free = sort === 'unlisted' ? { ...values, legal: { ...values.legal, holes: false } } : values;
  return findText(wanted, free, avoid(avoided), effort);
}
