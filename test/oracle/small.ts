import type { PoolKey } from './pool';
import { other, pool, vendor } from './pool';
import type { Random } from './random';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly [element: string]: unknown;
}
export interface SmallPolicy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

const negatable = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnLike', 'ArnEquals', 'IpAddress'];
const principals: readonly unknown[] = [
  { AWS: '*' },
  { AWS: '*' },
  { AWS: '*' },
  '*',
  { AWS: `arn:aws:iam::${vendor}:root` },
  { AWS: vendor },
  { AWS: [`arn:aws:iam::${vendor}:role/ab`, `arn:aws:iam::${other}:root`] },
  { AWS: `arn:aws:iam::${vendor}:role/p/ab` },
  { AWS: `arn:aws:iam::${vendor}:user/ab` },
  { AWS: `arn:aws:sts::${vendor}:assumed-role/ab/cc` },
  { AWS: [other, `arn:aws:iam::${vendor}:root`] },
  { AWS: vendor, Service: 'ec2.amazonaws.com' },
];
const actions: readonly unknown[] = [
  'sts:AssumeRole',
  'sts:AssumeRole',
  'sts:AssumeRole',
  ['sts:AssumeRole', 'sts:TagSession'],
  ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
  'sts:*',
  'sts:Assume*',
  'sts:TagSession',
  'STS:tag*',
  ['sts:SetSourceIdentity', 'sts:TagSession'],
];

const everything = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const kept = ['sts:TagSession', 'sts:SetSourceIdentity', 'sts:GetCallerIdentity'];

/** A small random trust policy over two or three keys, with Denies, set operators, globs and variables. */
export function smallPolicy(random: Random): SmallPolicy {
  const keys = random.some(pool, 1 + random.below(3));
  const [allows, denies] = [random.pick([1, 1, 2]), random.pick([0, 0, 1, 1, 2, 3, 4])];
  const effects = [...Array<'Allow'>(allows).fill('Allow'), ...Array<'Deny'>(denies).fill('Deny')];
  // where everybody is meant and everything is allowed, the conditions alone decide
  const open = random.chance(0.5);
  const statements = effects.map((Effect) => statement(Effect, open, conditionsOf(keys, random), random));
  return { Version: random.chance(0.95) ? '2012-10-17' : '2008-10-17', Statement: statements };
}

function statement(Effect: 'Allow' | 'Deny', open: boolean, conditions: Conditions, random: Random): Statement {
  const everybody = open || (Effect === 'Deny' && random.chance(0.5));
  const principal = everybody ? { AWS: random.chance(0.8) ? '*' : vendor } : random.pick(principals);
  const not = !everybody && random.chance(0.05) && principal !== '*';
  const action = open && random.chance(0.8) ? random.pick(['sts:*', everything]) : random.pick(actions);
  return {
    Effect,
    [not ? 'NotPrincipal' : 'Principal']: principal,
    ...(random.chance(0.06) ? { NotAction: random.pick(kept) } : { Action: action }),
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  };
}

type Conditions = Record<string, Record<string, unknown>>;

function conditionsOf(keys: readonly PoolKey[], random: Random): Conditions {
  const block: Conditions = {};
  for (const key of random.some(keys, random.below(keys.length + 1))) {
    for (let count = random.chance(0.25) ? 2 : 1; count > 0; count--) {
      const [operator, value] = conditionOn(key, random);
      block[operator] = { ...block[operator], [key.key]: value };
    }
  }
  return block;
}

function conditionOn(key: PoolKey, random: Random): [string, unknown] {
  if (random.chance(0.08)) return ['Null', random.pick(['true', 'false'])];
  const operator = spelled(operatorFor(key, random), random);
  const values = random.some(key.written, random.pick([1, 1, 1, 2, 3]));
  const set = random.chance(key.many === true ? 0.85 : 0.12) ? random.pick(['ForAnyValue:', 'ForAllValues:']) : '';
  return [`${set}${operator}${random.chance(0.15) ? 'IfExists' : ''}`, values.length === 1 ? values[0] : values];
}

function operatorFor({ type }: PoolKey, random: Random): string {
  const comparisons = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
  switch (type) {
    case 'bool':
      return random.chance(0.9) ? 'Bool' : 'StringEquals';
    case 'numeric':
      return `Numeric${random.pick(comparisons)}`;
    case 'date':
      return `Date${random.pick(comparisons)}`;
    case 'ip':
      return 'IpAddress';
    case 'arn':
      return random.pick(['ArnLike', 'ArnEquals', 'StringLike', 'StringEquals']);
    default:
      return random.pick(['StringEquals', 'StringLike', 'StringLike', 'StringEqualsIgnoreCase']);
  }
}

function spelled(operator: string, random: Random): string {
  if (!negatable.includes(operator) || random.chance(0.6)) return operator;
  return operator === 'IpAddress' ? 'NotIpAddress' : operator.replace(/^(String|Arn)/, '$1Not');
}
