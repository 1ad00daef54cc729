import { assumeActionOf } from '../../shared/iam/actions';
import type { CallerKind, KeyFacts } from '../../shared/iam/keys';
import { operators } from '../../shared/iam/operators';
import type { Request } from '../../shared/model/finding';
import { ownAccount } from './pool';
import type { Random } from './random';
import { keys, principalFor, sentUnder, senderOf, type Sender } from './vocabulary';

export interface PairStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  readonly [element: string]: unknown;
}

/** A policy, a request as people write it, and the same request with all that AWS adds. */
export interface Pair {
  readonly policy: { readonly Version?: string; readonly Statement: readonly PairStatement[] };
  readonly kind: CallerKind;
  readonly request: Request;
  readonly full: Request;
}

/** Every operator with every set qualifier, with and without IfExists where AWS has it, as policies spell them. */
export const spellings: readonly string[] = operators.flatMap(({ name, family }) =>
  ['', 'ForAnyValue:', 'ForAllValues:'].flatMap((set) =>
    family === 'null' ? [`${set}${name}`] : [`${set}${name}`, `${set}${name}IfExists`],
  ),
);

const typeOfOperator = {
  text: undefined,
  numeric: 'numeric',
  date: 'date',
  bool: 'bool',
  ip: 'ip',
  null: undefined,
} as const;

/** A random policy and a random request that has to do with it; `turn` picks the operator, so that each has its turn. */
export function pairOf(turn: number, random: Random): Pair {
  const sender = senderOf(random);
  const context: Record<string, string | readonly string[]> = {
    ...(random.chance(0.9) ? { 'sts:RoleSessionName': 'blue' } : {}),
  };
  const count = random.pick([0, 0, 0, 1, 1, 2]);
  const allow = statementOf('Allow', sender, context, turn, random);
  const more = Array.from({ length: count }, () =>
    statementOf(random.chance(0.6) ? 'Deny' : 'Allow', sender, context, random.below(spellings.length), random),
  );
  const first = assumeActionOf(sender.kind);
  const actions = random.chance(0.2) ? [first, random.pick(['sts:TagSession', 'sts:SetSourceIdentity'])] : [first];
  const version = random.chance(0.92) ? '2012-10-17' : random.pick(['2008-10-17', undefined]);
  const request: Request = { actions, principal: sender.principal, context };
  return {
    policy: { ...(version === undefined ? {} : { Version: version }), Statement: random.some([allow, ...more], 9) },
    kind: sender.kind,
    request,
    full: {
      ...request,
      context: {
        'aws:ViaAWSService': 'false',
        'aws:ResourceAccount': ownAccount,
        'aws:ResourceOrgID': 'o-ownownownow',
        ...sender.facts,
        ...context,
      },
    },
  };
}

function statementOf(
  Effect: 'Allow' | 'Deny',
  sender: Sender,
  context: Record<string, string | readonly string[]>,
  turn: number,
  random: Random,
): PairStatement {
  const action = assumeActionOf(sender.kind);
  const actions = [
    action,
    action,
    'sts:*',
    'sts:Assume*',
    [action, 'sts:TagSession', 'sts:SetSourceIdentity'],
    'sts:TagSession',
    action.toUpperCase(),
    'sts:Assume?ole*',
  ];
  const condition: Record<string, Record<string, string | readonly string[]>> = {};
  for (const index of Effect === 'Allow' && random.chance(0.4) ? [turn, turn + 53] : [turn]) {
    const spelling = random.chance(0.002) ? 'StringMatches' : (spellings[index % spellings.length] ?? '');
    const key = keyFor(spelling, sender, random);
    if (
      !(key.name in context) &&
      !(key.name in sender.facts) &&
      key.presence[sender.kind] !== 'never' &&
      random.chance(/^ForAnyValue.*IfExists/.test(spelling) ? 0.95 : 0.8)
    )
      send(key, context, random);
    const sent = context[key.name] ?? sender.facts[key.name];
    condition[spelling] = {
      ...condition[spelling],
      [random.chance(0.1) ? key.name.toUpperCase() : key.name]: valuesFor(spelling, key, sent, random),
    };
  }
  for (const [, name = ''] of JSON.stringify(condition).matchAll(/\$\{(aws:PrincipalTag\/\w+)/g)) {
    const key = keys.find((one) => one.name === name);
    if (key !== undefined && !(name in context) && random.chance(0.5)) send(key, context, random);
  }
  const principal = principalFor(sender, random);
  return {
    Effect,
    ...(random.chance(0.03) && typeof principal === 'object' ? { NotPrincipal: principal } : { Principal: principal }),
    ...(random.chance(0.1)
      ? { NotAction: random.pick(['sts:TagSession', 'sts:GetCallerIdentity', ['sts:Set*', action]]) }
      : { Action: random.pick(actions) }),
    ...(random.chance(0.05) ? {} : { Condition: condition }),
  };
}

function keyFor(spelling: string, { kind }: Sender, random: Random): KeyFacts {
  const name = spelling.replace(/^.*:/, '').replace(/IfExists$/, '');
  const operator = operators.find((one) => one.name === name);
  const type = name.startsWith('Arn') ? 'arn' : typeOfOperator[operator?.family ?? 'text'];
  const set = spelling.includes(':');
  // a multi-valued key without a set operator is not documented, so a few such pairs are enough
  const fitting = keys.filter(
    (key) => (type === undefined || key.type === type) && (set || !key.many || random.chance(0.15)),
  );
  const present = fitting.filter((key) => key.presence[kind] !== 'never');
  if (set && type === undefined && random.chance(0.6)) {
    const many = present.filter((key) => key.many);
    if (many.length > 0) return random.pick(many);
  }
  return random.pick(
    present.length > 0 && random.chance(/^ForAnyValue.*IfExists/.test(spelling) ? 0.99 : 0.9) ? present : fitting,
  );
}

function send(key: KeyFacts, context: Record<string, string | readonly string[]>, random: Random): void {
  const values = sentUnder(key);
  context[key.name] = key.many ? random.some(values, random.pick([0, 1, 1, 2, 2])) : random.pick(values);
}

const variables = [
  '${aws:PrincipalTag/team}',
  "${aws:PrincipalTag/none, 'blue'}",
  "${aws:PrincipalTag/team, 'blue'}",
  '${aws:username}',
  '${aws:PrincipalTag/empty}',
  '${aws:TagKeys}',
  '${sts:RoleSessionName}',
];

/** What a policy compares with: often what is sent or a pattern of it, else something near it. */
function valuesFor(
  spelling: string,
  key: KeyFacts,
  sent: string | readonly string[] | undefined,
  random: Random,
): string | readonly string[] {
  if (/Null/.test(spelling)) return random.pick(['true', 'false', 'True']);
  const negated = /Not/.test(spelling);
  const given = [sent ?? []].flat();
  const hits = random.chance(negated ? 0.25 : 0.75) && given.length > 0;
  const all = /ForAllValues/.test(spelling);
  const base = hits ? (all ? given : [random.pick(given)]) : random.some(sentUnder(key), 1 + random.below(2));
  const values = base.map((value) => written(spelling, value, key, random));
  if (random.chance(0.1)) values.push(random.pick(sentUnder(key)));
  if (values.length === 0) values.push('blue');
  if (random.chance(0.003)) return [];
  return values.length === 1 && random.chance(0.6) ? (values[0] ?? '') : values;
}

function written(spelling: string, value: string, key: KeyFacts, random: Random): string {
  if (/Ip/.test(spelling)) {
    if (random.chance(0.05)) return random.pick(['0.0.0.0/0', '0.0.0.0/0', '::/0', 'anywhere']);
    return random.pick(
      value.includes(':')
        ? [value, '2001:db8::/32', '2001:db8::/64']
        : [value, `${value}/32`, '198.51.100.0/24', '198.51.100.128/25', '203.0.113.0/29'],
    );
  }
  if (/Numeric|Date|Bool|Binary/.test(spelling)) {
    if (/Date/.test(spelling) && random.chance(0.04)) return '1900000000';
    return random.chance(0.01) ? 'nonsense' : random.chance(0.2) ? random.pick(sentUnder(key)) : value;
  }
  const wild = /Like|Arn/.test(spelling);
  if (random.chance(0.07)) return random.pick(variables);
  if (!wild)
    return random.chance(0.12)
      ? random.pick(['${*}', 'blue${?}', '*', 'bl*'])
      : /IgnoreCase/.test(spelling) && random.chance(0.5)
        ? value.toUpperCase()
        : value;
  if (/Arn/.test(spelling)) {
    if (random.chance(0.01))
      return random.pick(['*', 'blue', 'arn:aws:iam', 'arn:aws:iam::${aws:PrincipalAccount}:role/*']);
    const parts = value.split(':');
    if (parts.length < 6) return 'arn:aws:iam::*:role/*';
    return random.pick([
      value,
      [...parts.slice(0, 4), '*', ...parts.slice(5)].join(':'),
      [...parts.slice(0, 5), '*'].join(':'),
      'arn:*:*:*:*:*',
      'arn:aws:iam::*:role/?lue',
    ]);
  }
  return random.pick([
    value,
    `${value.slice(0, 2)}*`,
    '*',
    value === '' ? '*' : `?${value.slice(1)}`,
    `*${value.slice(-3)}`,
    '?*',
  ]);
}
