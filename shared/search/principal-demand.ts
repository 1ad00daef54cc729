import type { Caller } from '../iam/caller';
import { hasWild } from '../iam/glob';
import type { PrincipalEntry, PrincipalTest } from '../iam/principals';
import { names } from '../iam/principals';
import { any } from '../iam/truth';
import type { Mode } from './demand';
import { settles } from './demand';
import { inArn } from './legal';
import type { Demand } from './machine';

/** What a Principal element that must, or must not, cover the caller asks of the caller's ARN. */
export function principalDemand(
  test: PrincipalTest,
  want: boolean,
  probe: Caller,
  mode: Mode,
): Demand | 'met' | 'impossible' {
  if (test.not && test.effect === 'Deny') return want ? 'impossible' : 'met';
  const match = want !== test.not;
  const byArn = test.entries.filter((entry) => isByArn(entry, probe));
  const others = any(
    test.entries.filter((entry) => !isByArn(entry, probe)),
    (entry) => names(entry, probe, test),
  );
  if (match && settles(others, true, mode)) return 'met';
  if (!match && !settles(others, false, mode)) return 'impossible';
  const near = byArn.filter((entry) => mayBeIn(entry, probe));
  if (near.length === 0) return match ? 'impossible' : 'met';
  const loose = mode.fresh ? 'fresh' : 'maybe';
  return {
    globs: near.map(({ entry, glob }) => (entry.kind === 'account' ? { ...glob, code: inArn(glob.code) } : glob)),
    reading: match === mode.sure ? 'sure' : loose,
    match,
  };
}

/** Whether it depends on the ARN, which is not chosen yet; so does an account pattern for a caller without an account. */
function isByArn({ entry, glob }: PrincipalEntry, { account }: Caller): boolean {
  if (entry.kind === 'account') return account === '' && hasWild(glob.code);
  return entry.kind === 'role' || entry.kind === 'user';
}

/** Whether the caller may be a principal of the account that an ARN spells; most ARNs settle that at once. */
export function mayBeIn(
  { code }: { readonly code: string },
  { account, fresh }: Pick<Caller, 'account' | 'fresh'>,
): boolean {
  const spelled = /^arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):/.exec(code)?.[1];
  if (spelled === undefined) return true;
  return !fresh && (account === spelled || !/^[0-9]{12}$/.test(account));
}
