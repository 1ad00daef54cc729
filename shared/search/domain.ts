import * as ipaddr from 'ipaddr.js';
import { hasHole, isHole } from '../model/holes';
import type { CompiledPolicy } from '../iam/compile';
import { matches } from '../iam/glob';
import { splitIssuerKey, type KeyFacts, type Language } from '../iam/keys';
import { isoDate, seconds } from '../iam/operators/typed';
import { excludedBy, otherIds } from './excluded';
import type { Legal } from './legal';
import { legalOf, userIds } from './legal';
import type { Demand } from './machine';
import type { Wish } from './question';
import type { Shape } from './shape';

/** What a caller can do about one key. */
export interface Domain {
  readonly absent: boolean;
  /** The values it can be present with; undefined where it cannot be. */
  readonly values: Values | undefined;
}

/** A key that the caller cannot send. */
export const outOfReach: Domain = { absent: true, values: undefined };

export interface Values {
  readonly legal: Legal;
  /** What the question keeps the caller from sending. */
  readonly excluded: readonly Demand[];
  /** Values to try first. */
  readonly samples: readonly string[];
  /** Whether the caller must not know what the policy asks for. */
  readonly strict?: boolean;
  /** The variables that never hold one of these values. */
  readonly never?: (variable: string) => boolean;
  /** Makes a pattern more like a legal value before its wildcards are filled. */
  readonly fit?: (code: string) => string;
  /** The holes, or other reasons, that leave it open whether the caller can send a value; none where it can. */
  readonly doubt?: (value: string) => readonly string[];
  /** Where the key is not a free text: only values that pass. */
  readonly passes?: (value: string) => boolean;
}

/** The domain of a key for a kind of caller, as the key's facts and the question's wish have it. */
export function domainOf(
  facts: KeyFacts,
  shape: Shape,
  wish: Wish | undefined,
  policy: CompiledPolicy,
  today: string,
): Domain {
  const { kind } = shape;
  const constant = constantOf(facts.name.toLowerCase(), shape, policy);
  if (constant !== undefined) return { absent: false, values: only(constant) };
  const presence = isOfOthers(facts, shape) ? 'never' : facts.presence[kind];
  const absent = presence !== 'always' && (wish === undefined || wish.absent);
  if (presence === 'never' || wish?.value === 'none') return outOfReach;
  if (typeof wish?.value === 'function') return { absent, values: wish.value(facts, policy) };
  return { absent: absent || wish?.absent === true, values: valuesOf(facts, shape, wish, policy, today) };
}

/** Whether a key is of another issuer than the one that has made the caller's token. */
function isOfOthers({ name }: KeyFacts, { kind, issuer }: Shape): boolean {
  if (kind !== 'web-identity' || issuer === undefined) return false;
  const key = splitIssuerKey(name);
  return key !== undefined && key.issuer.toLowerCase() !== issuer.toLowerCase();
}

const anything: Language = { kind: 'any' };

/** One value and no other. */
export function only(value: string): Values {
  return { legal: legalOf(anything), excluded: [], samples: [value], passes: (other) => other === value };
}

/** What AWS puts there for every caller of this kind, whatever it does. */
export function constantOf(key: string, { kind, id }: Shape, { shared }: CompiledPolicy): string | undefined {
  const constant = shared.constants.get(key);
  if (constant !== undefined) return constant;
  switch (key) {
    case 'aws:principalisawsservice':
      return String(kind === 'service');
    case 'aws:principalservicename':
    case 'aws:principalservicenameslist':
      return kind === 'service' ? id : undefined;
    case 'aws:principaltype':
      return kind === 'user' ? 'User' : kind === 'root' ? 'Account' : kind === 'session' ? 'AssumedRole' : undefined;
    default:
      return undefined;
  }
}

function valuesOf(
  facts: KeyFacts,
  { kind, account }: Shape,
  wish: Wish | undefined,
  policy: CompiledPolicy,
  today: string,
): Values {
  const key = facts.name.toLowerCase();
  const excluded = [
    ...excludedBy(facts, wish, policy),
    ...(account === undefined && key === 'aws:userid' ? otherIds(policy) : []),
  ];
  const legal =
    key === 'aws:userid' && (kind === 'user' || kind === 'session') ? userIds(kind) : legalOf(facts.language);
  const typed = typedValues(facts, key, today);
  if (typed !== undefined) return { legal, excluded, ...typed };
  // a caller who must not know the policy's values cannot send its holes either
  const strict = wish !== undefined && wish.value !== 'any';
  const free = strict ? { ...legal, holes: false } : legal;
  const samples = ['x-invented', 'invented', 'xx'].filter((sample) => free.accepts(sample));
  return { legal: free, excluded, samples, strict };
}

/** Whether a value is one that the caller can send. */
export function isIn(value: string, { legal, excluded, passes }: Values): boolean {
  if (!legal.holes && hasHole(value)) return false;
  if (passes !== undefined ? !passes(value) : !legal.accepts(value)) return false;
  return excluded.every(({ globs, reading }) => !globs.some((glob) => matches(glob, value, reading)));
}

const yearsAhead = 20;

function typedValues(facts: KeyFacts, key: string, today: string): Pick<Values, 'samples' | 'passes'> | undefined {
  switch (facts.type) {
    case 'bool':
      return { samples: ['true', 'false'], passes: (value) => /^(true|false)$/i.test(value) };
    case 'numeric':
      // whoever knows a number that is not known yet can send it
      return { samples: ['1', '0', '1000000'], passes: isNumber };
    case 'date': {
      const now = seconds(today) ?? 0;
      const later = key === 'aws:currenttime' || key === 'aws:epochtime';
      // both keys name one instant: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-epochtime
      const print = key === 'aws:epochtime' ? String : isoDate;
      return {
        samples: [print(now), print(now + yearsAhead * 366 * 86_400), ...(later ? [] : ['2020-01-01T00:00:00Z'])],
        passes: (value) => (seconds(value) ?? -1) >= (later ? now : 0),
      };
    }
    case 'ip':
      return { samples: addresses, passes: key === 'aws:sourceip' ? isPublic : ipaddr.isValid };
    default:
      return undefined;
  }
}

function isNumber(value: string): boolean {
  return /^\d+(\.\d+)?$/.test(value) || (value.length === 1 && isHole(value));
}

/** A few addresses of anybody's, and those that stand beside the ranges that are not public. */
export const addresses: readonly string[] = [
  '203.0.113.10',
  '2001:db8::10',
  '9.255.255.255',
  '11.0.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '192.169.0.0',
  '1.0.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '169.253.255.255',
  '169.255.0.0',
  '::2',
  'fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  'fe00::',
  'fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  'fec0::',
];

/** aws:SourceIp never holds a private address: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip */
export function isPublic(value: string): boolean {
  if (!ipaddr.isValid(value)) return false;
  return !['private', 'loopback', 'linkLocal', 'uniqueLocal', 'unspecified'].includes(ipaddr.parse(value).range());
}
