import { holdsAddress, merged, type Run, runOf, sizeOf, edgesOf } from '../../iam/blocks';
import type { Clause } from '../../iam/clause';
import type { CompiledPolicy, CompiledStatement } from '../../iam/compile';
import { anything } from '../../iam/keys/language';
import { addresses, isPublic } from '../domain';
import { legalOf } from '../legal';
import type { Wish } from '../question';

// 2^24 addresses are a /8 of IPv4, 2^112 a /16 of IPv6: no organization has so many of its own
const most: { readonly [bits: number]: bigint } = { 32: 1n << 24n, 128: 1n << 112n };

/** A wish for a public address outside the ranges that the policy accepts; ranges far too wide count as none. */
export const outsideRanges: Wish = {
  absent: false,
  value: (_facts, policy) => {
    const runs = acceptedRuns(policy);
    return {
      legal: legalOf(anything),
      excluded: [],
      samples: [...addresses, ...runs.flatMap(edgesOf)],
      passes: (value) => isPublic(value) && !runs.some((run) => holdsAddress(run, value)),
    };
  },
};

/** The ranges that the policy accepts under aws:SourceIp, joined where they touch, without those that are too wide. */
function acceptedRuns({ allows, denies }: CompiledPolicy): Run[] {
  // what one Deny lets through another one may not, so that a wide one says nothing of the ranges of the others
  return [allows.flatMap(acceptingIn), ...denies.map(acceptingIn)].flatMap((clauses) => {
    const runs = clauses.flatMap(({ values }) => values.flatMap(({ code }) => runOf(code) ?? []));
    return merged(runs).filter((run) => sizeOf(run) <= (most[run.bits] ?? 0n));
  });
}

function acceptingIn({ clauses }: CompiledStatement): Clause[] {
  return clauses.filter(isAccepting);
}

/** Whether a condition says where calls may come from: in a Deny that is a negated one. */
function isAccepting({ key, use, effect }: Clause): boolean {
  return key === 'aws:sourceip' && use?.operator.family === 'ip' && use.operator.negated === (effect === 'Deny');
}
