import { fixedKeys, keyFacts, type CallerKind, type KeyFacts } from '../../shared/iam/keys';
import type { Request } from '../../shared/model/finding';
import { ownAccount, vendor } from './pool';
import type { Random } from './random';

export const issuers = ['token.actions.githubusercontent.com', 'accounts.google.com', 'oidc.example.com/team'] as const;

const named = [
  'aws:PrincipalTag/team',
  'aws:PrincipalTag/empty',
  'aws:RequestTag/team',
  'aws:RequestTag/Cost',
  'aws:ResourceTag/team',
  'example:Unheard',
  ...issuers.flatMap((issuer) => ['sub', 'aud', 'amr'].map((claim) => `${issuer}:${claim}`)),
];

/** Keys of every type and presence: all that the tables name and some of each family. */
export const keys: readonly KeyFacts[] = [
  ...fixedKeys.filter(({ name }) => !/^aws:Resource|^ec2:|^glue:|^ssm:|^lambda:/.test(name)),
  ...named.map(keyFacts),
];

const words = ['blue', 'Blue', 'team-a', 'red', 'repo:octo/site:ref:refs/heads/main', 'sts.amazonaws.com', 'x'];
const arns = [
  `arn:aws:iam::${vendor}:role/blue`,
  `arn:aws:iam::${ownAccount}:role/path/blue`,
  `arn:aws:s3:::bucket`,
  `arn:aws:sns:eu-west-1:${vendor}:topic`,
];
const addresses = ['198.51.100.7', '198.51.100.200', '203.0.113.9', '10.1.2.3', '2001:db8::1', '2001:db8:0:1::5'];
const dates = ['2030-01-01T00:00:00Z', '2030-06-15T12:00:00Z', '2031-01-01T00:00:00Z'];
const numbers = ['0', '5', '42', '3600', '3601', '4.5'];

/** Values that a request may carry under a key. */
export function sentUnder({ type, language, name }: KeyFacts): readonly string[] {
  switch (type) {
    case 'bool':
      return ['true', 'false'];
    case 'numeric':
      return numbers;
    case 'date':
      return dates;
    case 'ip':
      return addresses;
    case 'arn':
      return arns;
    case 'string':
      break;
  }
  switch (language.kind) {
    case 'account':
      return [ownAccount, vendor, '444455556666'];
    case 'organization':
      return ['o-aaaaaaaaaa', 'o-bbbbbbbbbb'];
    case 'org-path':
      return ['o-aaaaaaaaaa/r-aaaa/', 'o-aaaaaaaaaa/r-aaaa/ou-aaaa-aaaaaaaa/', 'o-bbbbbbbbbb/r-bbbb/'];
    case 'words':
      return language.words;
    default:
      return /PrincipalTag\/empty$/.test(name) ? [''] : words;
  }
}

/** Who calls: an id as a Principal element would have it, its kind, and what AWS puts into the request for it. */
export interface Sender {
  readonly kind: CallerKind;
  readonly principal: Request['principal'];
  readonly facts: Request['context'];
  /** What its id does not tell, so that every request says it. */
  readonly told?: Request['context'];
}

/** A random caller of any kind. */
export function senderOf(random: Random): Sender {
  const account = random.pick([ownAccount, vendor, vendor, '444455556666']);
  const name = random.pick(['blue', 'red', 'p/blue']);
  const last = name.split('/').at(-1) ?? '';
  const aws = (kind: CallerKind, id: string, arn: string, type: string): Sender => ({
    kind,
    principal: { type: 'AWS', id },
    facts: {
      'aws:PrincipalArn': arn,
      'aws:PrincipalAccount': account,
      'aws:PrincipalType': type,
      'aws:PrincipalIsAWSService': 'false',
      ...(kind === 'user' ? { 'aws:username': last } : {}),
    },
  });
  const iam = `arn:aws:iam::${account}`;
  const sts = `arn:aws:sts::${account}`;
  switch (random.below(10)) {
    case 0:
      return aws('root', `${iam}:root`, `${iam}:root`, 'Account');
    case 1:
    case 2:
      return aws('user', `${iam}:user/${name}`, `${iam}:user/${name}`, 'User');
    case 3:
      return aws('session', `${iam}:role/${name}`, `${iam}:role/${name}`, 'AssumedRole');
    case 4:
    case 5: {
      const session = aws('session', `${sts}:assumed-role/${last}/x`, `${iam}:role/${last}`, 'AssumedRole');
      const path = random.chance(0.03);
      return path ? { ...session, told: { 'aws:PrincipalArn': `${iam}:role/p/${last}` } } : session;
    }
    case 6:
      return aws('session', `${sts}:federated-user/${last}`, `${sts}:federated-user/${last}`, 'FederatedUser');
    case 7:
      return service(random.pick(['ec2.amazonaws.com', 'lambda.amazonaws.com', 'logs.eu-west-1.amazonaws.com']));
    case 8:
      return federated('saml', `arn:aws:iam::${ownAccount}:saml-provider/${random.pick(['corp', 'other'])}`);
    default:
      return federated(
        'web-identity',
        random.pick([
          'accounts.google.com',
          'www.amazon.com',
          ...issuers.map((issuer) => `arn:aws:iam::${ownAccount}:oidc-provider/${issuer}`),
        ]),
      );
  }
}

function service(id: string): Sender {
  return {
    kind: 'service',
    principal: { type: 'Service', id },
    facts: { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': id },
  };
}

function federated(kind: 'saml' | 'web-identity', id: string): Sender {
  return { kind, principal: { type: 'Federated', id }, facts: {} };
}

/** A Principal element, often one that covers the caller. */
export function principalFor({ principal: { type, id } }: Sender, random: Random): unknown {
  const account = /:(\d{12}):/.exec(id)?.[1] ?? vendor;
  const [, , , , , rest = ''] = id.split(':');
  const role = `arn:aws:iam::${account}:role/${rest.split('/')[1] ?? 'blue'}`;
  const sameName = id.includes(':federated-user/')
    ? [`arn:aws:iam::${account}:user/${rest.split('/').at(-1) ?? ''}`]
    : [];
  const entries: unknown[] = {
    AWS: [
      ...sameName,
      id,
      account,
      `arn:aws:iam::${account}:root`,
      role,
      { AWS: [id, 'arn:aws:iam::444455556666:role/blue'] },
      { AWS: ['444455556666', account] },
      '*',
    ],
    Service: [
      id,
      id,
      id,
      id.replace('eu-west-1.', ''),
      { Service: ['ec2.amazonaws.com', id] },
      { Service: id, AWS: vendor },
    ],
    Federated: [id, { Federated: [id, `arn:aws:iam::${ownAccount}:saml-provider/corp`] }],
  }[type].map((entry) => (typeof entry === 'string' ? { [type]: entry } : entry));
  const others: unknown[] = [
    { AWS: vendor },
    { AWS: `arn:aws:iam::${vendor}:role/blue` },
    { AWS: `arn:aws:iam::${vendor}:user/red` },
    { AWS: [`arn:aws:iam::${account}:user/blue`, `arn:aws:iam::${account}:role/p/blue`] },
    { AWS: `arn:aws:sts::${vendor}:assumed-role/blue/x` },
    { AWS: 'AIDAAAAAAAAAAAAAAAAAA' },
    { Service: 'ec2.amazonaws.com' },
    { Federated: 'accounts.google.com' },
  ];
  if (random.chance(0.12)) return { AWS: '*' };
  if (random.chance(0.03)) return '*';
  if (random.chance(0.01)) return refused(type, account, random);
  return random.chance(0.85) ? random.pick(entries) : random.pick(others);
}

/** Principals that IAM refuses, and that mean something all the same. */
function refused(type: Request['principal']['type'], account: string, random: Random): unknown {
  if (type !== 'AWS') return { [type]: '*' };
  return {
    AWS: random.pick([
      'arn:aws:iam::*:root',
      `arn:aws:iam::${account}:role/*`,
      `arn:aws:iam::${account.slice(0, 6)}*:root`,
    ]),
  };
}
