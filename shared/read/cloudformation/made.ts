import { own } from '../json';
import { named } from './conditions';
import { opaque } from './decision';
import { type Settled, settledBy } from './narrow';
import type { Scope } from './scope';

/** What is settled wherever the resource is made, by its condition; undefined where it never is. */
export function whereMade(resource: unknown, scope: Scope): Settled | undefined {
  const condition = own(resource, 'Condition');
  if (typeof condition !== 'string') return new Map();
  const settled = settledBy(named(condition, scope));
  const whole = opaque(condition, scope);
  return settled === undefined || typeof whole === 'boolean' ? settled : new Map(settled).set(whole.atom, true);
}
