import { isDay } from './day';

/** What a reason says beside its words. */
export interface Terms {
  /** Last day it holds, `YYYY-MM-DD`, UTC. */
  readonly expires?: string;
  readonly ticket?: string;
  /** What is wrong with the end that the reason names: such a reason accepts nothing. */
  readonly problem?: string;
}

// Whoever writes it otherwise, such as `expires on 2030-01-31`, means an end all the same.
const anyEnd = /\bexpir[a-z]*(?:[\s_-]+(?:on|at|by|date|day))?[\s_]*(?:[:=]\s*([^\s,;)]*)|\d+[-./]\d[^\s,;)]*)/gi;
const ticket = /\bticket=([^\s,;)]+)/i;

/** The `expires=` and `ticket=` in a reason. */
export function termsOf(reason: string): Terms {
  const ends = [...reason.matchAll(anyEnd)].map(([written, day = '']) => ({ written, day: day.replace(/\.$/, '') }));
  const [end, second] = ends;
  const named = ticket.exec(reason)?.[1];
  const terms = named === undefined ? {} : { ticket: named };
  if (end === undefined) return terms;
  if (second !== undefined) return { ...terms, problem: 'names two ends' };
  if (!end.written.startsWith('expires=') || !isDay(end.day)) {
    return {
      ...terms,
      problem: `has an end that cannot be read, ${JSON.stringify(end.written)}: write expires=2030-01-31`,
    };
  }
  return { ...terms, expires: end.day };
}
