import type * as v from 'valibot';
import type { baselineSchema } from './baseline-schema';
import { type Problem, SettingsError } from './problems';

/** A finding that was there when a baseline was written. */
export interface KnownFinding {
  readonly path: string;
  /** The rule's name; with `[undecided]` where it had no verdict, and then no later failure is known. */
  readonly rule: string;
  /** Where in the policy it stood then, as a JSON pointer. */
  readonly at: string;
  readonly fingerprint: string;
  /** The file that it stood in then, where the host had one. */
  readonly file?: string;
  /** The day it was first written down, `YYYY-MM-DD`, UTC. */
  readonly since: string;
}

/** The findings of a parsed baseline file; throws SettingsError with all that is wrong in it. */
export function parseBaseline(input: unknown, source: string): readonly KnownFinding[] {
  // valibot loads only where there is a baseline, because every start of a host would wait for it
  const { checkBaseline } = require('./baseline-schema') as typeof import('./baseline-schema');
  const checked = checkBaseline(input);
  if ('findings' in checked) return checked.findings.map(knownFinding);
  throw new SettingsError(checked.problems.map((problem): Problem => ({ source, ...problem })));
}

type Checked = v.InferOutput<typeof baselineSchema>['findings'][number];

function knownFinding({ path, rule, at, fingerprint, file, since }: Checked): KnownFinding {
  return { path, rule, at, fingerprint, ...(file !== undefined && { file }), since };
}

/** The text of a baseline file: sorted, so that two of them differ in what is known alone. */
export function spellBaseline(findings: readonly KnownFinding[]): string {
  const sorted = findings.map(knownFinding).sort((one, other) => compare(orderOf(one), orderOf(other)));
  return `${JSON.stringify({ formatVersion: 1, findings: sorted }, undefined, 2)}\n`;
}

function orderOf({ path, rule, at, fingerprint, since, file = '' }: KnownFinding): readonly string[] {
  return [path, rule, at, fingerprint, since, file];
}

// by code units: what a locale makes of letters differs from machine to machine
function compare(one: readonly string[], other: readonly string[]): number {
  const index = one.findIndex((part, place) => part !== other[place]);
  return index < 0 ? 0 : (one[index] ?? '') < (other[index] ?? '') ? -1 : 1;
}
