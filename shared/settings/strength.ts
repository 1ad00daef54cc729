import type { Level } from '../model/finding';

/** How much a level weighs, `off` the least. */
export const strength: { readonly [level in Level | 'off']: number } = { off: 0, info: 1, warning: 2, error: 3 };
