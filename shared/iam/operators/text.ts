import { isFreeHole, isHole } from '../../model/holes';
import type { Glob } from '../glob';
import { matches, star, withinParts } from '../glob';
import type { Operator, Test } from '../operator';
import type { Wildcards } from '../value';

const anything: Glob = { code: star, fold: false };

function globTest(sure: Glob, maybe: Glob): Test {
  return {
    glob: { sure, maybe },
    matches: (value, reading) => matches(reading === 'sure' ? sure : maybe, value, reading),
  };
}

function pair(positive: string, negative: string, wildcards: Wildcards, read: Operator['read']): Operator[] {
  const shared = { family: 'text', wildcards, variables: true, read } as const;
  return [
    { ...shared, name: positive, negated: false },
    { ...shared, name: negative, negated: true },
  ];
}

/** Any text equal to the code, or matching it where it holds wildcards. A free hole that is the whole pattern may be `*`. */
function readText(wildcards: Wildcards, fold: boolean): Operator['read'] {
  return (code) => {
    const glob: Glob = { code: fold ? code.toLowerCase() : code, fold };
    const open = wildcards !== 'none' && code.length === 1 && isFreeHole(code);
    return globTest(glob, open ? anything : glob);
  };
}

/** An ARN is compared part by part, and a pattern of fewer than six parts is none. */
function readArn(code: string): Test | undefined {
  if (code.length === 1 && isHole(code)) return readText('arn', false)(code);
  const glob: Glob = { code: withinParts(code), fold: false };
  return code.split(':').length < 6 && ![...code].some(isHole) ? undefined : globTest(glob, glob);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const textOperators: readonly Operator[] = [
  ...pair('StringEquals', 'StringNotEquals', 'none', readText('none', false)),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'none', readText('none', true)),
  ...pair('StringLike', 'StringNotLike', 'text', readText('text', false)),
  ...pair('ArnEquals', 'ArnNotEquals', 'arn', readArn),
  ...pair('ArnLike', 'ArnNotLike', 'arn', readArn),
  { ...(pair('BinaryEquals', '', 'none', readText('none', false))[0] as Operator), variables: false },
];
