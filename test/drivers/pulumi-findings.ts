import type { Diagnostic } from './pulumi-messages';

/** A finding as far as a Pulumi user sees it. */
export interface Seen {
  readonly rule: string;
  readonly verdict: 'fail' | 'unknown';
  readonly level: 'error' | 'warning' | 'info';
  /** JSON pointer from the root of the policy. */
  readonly at: string;
}

const levels = { 'mandatory high': 'error', 'advisory medium': 'warning', 'advisory low': 'info' } as const;

/** Reads a finding back from what the pack answered about the resource of this name. */
export function seenIn({ policy, enforcementLevel, severity, message }: Diagnostic, name: string): Seen {
  const level = levels[`${enforcementLevel} ${severity}` as keyof typeof levels];
  if (level === undefined) throw new Error(`${policy} came as ${enforcementLevel} with severity ${severity}`);
  const [head = ''] = message.split('\n', 1);
  const [what = '', at = ''] = `${head} `.split(` ${name} `).map((part) => part.trim());
  const verdict = what.includes(' (undecided)') ? 'unknown' : 'fail';
  // one resource may hold several documents, and the one that is meant stands before the place in it
  return { rule: policy, verdict, level, at: at.replace(/^in \S+ ?/, '') };
}
