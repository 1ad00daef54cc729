import type { Caller } from '../iam/caller';
import type { PrincipalEntry, PrincipalTest } from '../iam/principals';
import { names } from '../iam/principals';
import { any } from '../iam/truth';
import type { Mode } from './demand';
import { settles } from './demand';
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
  const byArn = test.entries.filter(({ entry }) => isByArn(entry));
  const others = any(
    test.entries.filter(({ entry }) => !isByArn(entry)),
    (entry) => names(entry, probe, test),
  );
  if (match && settles(others, true, mode)) return 'met';
  if (!match && !settles(others, false, mode)) return 'impossible';
  const near = byArn.filter((entry) => mayBeIn(entry, probe));
  if (near.length === 0) return match ? 'impossible' : 'met';
  const loose = mode.fresh ? 'fresh' : 'maybe';
  return { globs: near.map(({ glob }) => glob), reading: match === mode.sure ? 'sure' : loose, match };
}

function isByArn({ kind }: PrincipalEntry['entry']): boolean {
  return kind === 'role' || kind === 'user';
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
