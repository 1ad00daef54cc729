import type { Level } from '../model/finding';

/** The levels of findings, the weakest first. */
export const levels: readonly Level[] = ['info', 'warning', 'error'];

/** The stronger of two levels. */
export function stronger<L extends Level | 'off'>(one: L, other: L): L {
  return strength[one] >= strength[other] ? one : other;
}

/** How much a level weighs, `off` the least. */
export const strength: { readonly [level in Level | 'off']: number } = { off: 0, info: 1, warning: 2, error: 3 };
