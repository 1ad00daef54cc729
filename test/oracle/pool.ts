/** Values that small random policies write under a key, and values that small random requests send. */
export interface PoolKey {
  readonly key: string;
  readonly type: 'string' | 'arn' | 'bool' | 'numeric' | 'date' | 'ip';
  readonly many?: true;
  readonly written: readonly string[];
  readonly sent: readonly string[];
}

export const ownAccount = '111122223333';
export const vendor = '222222222222';
export const other = '333333333333';
export const today = '2030-06-01';

const globs = ['aa', 'ab', 'bb', 'aB', 'a*', '*b', '?b', 'a?', '*', 'b*a', '*ab*', '?*'];
const texts = ['aa', 'ab', 'ba', 'bb', 'cc', 'ac', 'cb', 'aB', 'AB', 'abb', 'bca', 'cabc', 'bbb'];
const tag = 'aws:PrincipalTag/team';
const arn = (account: string, rest: string): string => `arn:aws:iam::${account}:${rest}`;

/** The keys of small policies, each with a domain small enough to try every value. */
export const pool: readonly PoolKey[] = [
  {
    key: 'aws:PrincipalArn',
    type: 'arn',
    written: [
      arn(vendor, 'role/ab'),
      arn(vendor, 'role/a*'),
      arn(vendor, '*'),
      arn(vendor, 'user/?b'),
      arn('*', 'role/ab'),
      arn('*', 'role/a*'),
      arn('??????????66', 'role/*'),
      arn('2*', 'role/*'),
      `*:${vendor}:*`,
      '*role/ab',
      '*',
      '*/*b',
      arn(other, 'role/*'),
      'arn:aws:iam::${aws:PrincipalAccount}:role/ab',
      'arn:aws:iam::*:role/${aws:PrincipalTag/team}',
    ],
    sent: [],
  },
  {
    key: 'aws:PrincipalAccount',
    type: 'string',
    written: [vendor, other, '2*', '*6', '${aws:PrincipalTag/team}', '${aws:ResourceAccount}', '6*'],
    sent: [],
  },
  {
    key: 'aws:PrincipalOrgID',
    type: 'string',
    written: ['o-aaaaaaaaaa', 'o-bbbbbbbbbb', 'o-a*', '*', 'o-*b', '${aws:ResourceOrgID}'],
    sent: ['o-aaaaaaaaaa', 'o-bbbbbbbbbb', 'o-acccccccccc', 'o-cccccccccb', 'o-zzzzzzzzzz'],
  },
  {
    key: 'aws:PrincipalOrgPaths',
    type: 'string',
    many: true,
    written: ['o-aaaaaaaaaa/*', 'o-aaaaaaaaaa/r-aaaa/*', 'o-*/r-aaaa/*', '*', 'o-bbbbbbbbbb/r-bbbb/'],
    sent: ['/r-aaaa/', '/r-bbbb/', '/r-aaaa/ou-aaaa-aaaaaaaa/'],
  },
  {
    key: 'sts:ExternalId',
    type: 'string',
    written: [...globs, '${aws:PrincipalTag/team}', "${aws:PrincipalTag/team, 'ab'}", '${sts:ExternalId}', 'a${*}'],
    sent: texts,
  },
  {
    key: 'sts:RoleSessionName',
    type: 'string',
    written: [...globs, '${aws:PrincipalTag/team}', '${aws:username}'],
    sent: texts,
  },
  { key: tag, type: 'string', written: [...globs, '${sts:ExternalId}', ''], sent: [...texts, ''] },
  { key: 'aws:RequestTag/team', type: 'string', written: [...globs, '${aws:PrincipalTag/team}'], sent: texts },
  {
    key: 'aws:TagKeys',
    type: 'string',
    many: true,
    written: ['team', 'cost', 'te*', '*', 'c*', 'Team', 't???'],
    sent: ['team', 'cost', 'Team', 'other', 'tEam'],
  },
  { key: 'sts:TransitiveTagKeys', type: 'string', many: true, written: ['team', 'cost', '*', 'c*'], sent: [] },
  { key: 'sts:SourceIdentity', type: 'string', written: [...globs, '${aws:PrincipalTag/team}'], sent: texts },
  { key: 'aws:MultiFactorAuthPresent', type: 'bool', written: ['true', 'false', 'True'], sent: ['true', 'false'] },
  {
    key: 'aws:MultiFactorAuthAge',
    type: 'numeric',
    written: ['100', '3600', '0'],
    sent: ['0', '1', '99', '100', '101', '3599', '3600', '3601', '1000000'],
  },
  { key: 'aws:SecureTransport', type: 'bool', written: ['true', 'false'], sent: ['true', 'false'] },
  {
    key: 'aws:CurrentTime',
    type: 'date',
    written: ['2030-01-01T00:00:00Z', '2031-01-01T00:00:00Z', '2032-06-01', '2029-01-01T00:00:00Z'],
    sent: [
      '2030-06-01T00:00:00Z',
      '2030-12-31T23:59:59Z',
      '2031-01-01T00:00:00Z',
      '2031-01-01T00:00:01Z',
      '2032-06-01T00:00:00Z',
      '2040-01-01T00:00:00Z',
    ],
  },
  {
    key: 'aws:SourceIp',
    type: 'ip',
    written: [
      '0.0.0.0/0',
      '198.51.100.0/24',
      '0.0.0.0/1',
      '128.0.0.0/1',
      '203.0.113.7',
      '10.0.0.0/8',
      '::/0',
      '2001:db8::/32',
      '198.51.100.128/25',
    ],
    sent: [
      '198.51.100.1',
      '198.51.100.200',
      '203.0.113.7',
      '203.0.113.8',
      '8.8.8.8',
      '2001:db8::1',
      '2a00::1',
      '130.1.1.1',
    ],
  },
  {
    key: 'aws:userid',
    type: 'string',
    written: ['AIDAAAAAAAAAAAAAAAAAA', 'AROAAAAAAAAAAAAAAAAAA:*', '*:ab', 'AIDA*', '*'],
    sent: [
      'AIDAAAAAAAAAAAAAAAAAA',
      'AIDABBBBBBBBBBBBBBBBB',
      'AROAAAAAAAAAAAAAAAAAA:ab',
      'AROABBBBBBBBBBBBBBBBB:ab',
      'AROAAAAAAAAAAAAAAAAAA:cc',
    ],
  },
  { key: 'aws:PrincipalType', type: 'string', written: ['User', 'AssumedRole', 'Account', 'A*'], sent: [] },
  { key: 'aws:PrincipalIsAWSService', type: 'bool', written: ['true', 'false'], sent: [] },
  { key: 'aws:SourceAccount', type: 'string', written: [vendor, '${aws:ResourceAccount}', '*'], sent: [] },
  { key: 'aws:UserAgent', type: 'string', written: globs, sent: texts },
  { key: 'aws:username', type: 'string', written: ['ab', 'a*', '*b', '${aws:PrincipalTag/team}'], sent: [] },
  { key: 'example:Unheard', type: 'string', written: globs, sent: texts },
];

/** The ARNs of the callers that small requests come from. */
export function callersOf(account: string): readonly { readonly kind: 'session' | 'user'; readonly arn: string }[] {
  const roles = ['ab', 'a', 'cc', 'ab/cc', 'x:222222222222:/ab', 'bb', 'aa'].map(
    (name) => ({ kind: 'session', arn: arn(account, `role/${name}`) }) as const,
  );
  const users = ['ab', 'cc', 'bb', 'aa', 'p/ab'].map(
    (name) => ({ kind: 'user', arn: arn(account, `user/${name}`) }) as const,
  );
  return [...roles, ...users];
}
