import { createGuard, defaultSettings, type DurationSubject } from '../../shared';
import { readPulumiResource } from '../../shared/read/pulumi';
import { secondsOfGo } from '../../shared/read/go-duration';
import { unknowns } from '../../shared/read/pulumi/wire';

const urn = 'urn:pulumi:dev::shop::pulumi:providers:aws::ci';
const roleArn = 'arn:aws:iam::111122223333:role/ci';

function read(props: unknown, type = 'pulumi:providers:aws'): DurationSubject[] {
  return readPulumiResource({ type, urn, name: 'ci', props }).map((subject) => {
    if (subject.kind !== 'duration') throw new Error('this is no duration');
    return subject;
  });
}

/** `verdict message` of each finding, under an hour as the limit unless said otherwise. */
function said(props: unknown, provider = 3600): string[] {
  const settings = { ...defaultSettings, sessions: { ...defaultSettings.sessions, provider } };
  const guard = createGuard(settings, { today: '2030-01-31' });
  return read(props).flatMap((subject) =>
    guard
      .judge(subject)
      .findings.map(({ verdict, message, because = '' }) => `${verdict} ${message} ${because}`.trim()),
  );
}

test.each<readonly [string, number | undefined]>([
  ['1h', 3600],
  ['1h30m', 5400],
  ['12h0m0s', 43200],
  ['1.5h', 5400],
  ['.5h', 1800],
  ['90m', 5400],
  ['3600s', 3600],
  ['3600000ms', 3600],
  ['1s500µs', 1],
  ['1s500μs', 1],
  [' 900 ', 900],
  ['+1h', 3600],
  ['-1h', undefined],
  ['1 h', undefined],
  ['PT1H', undefined],
  ['1d', undefined],
  ['h', undefined],
  ['', undefined],
])('Go reads %j as %j seconds', (written, seconds) => {
  expect(secondsOfGo(written)).toBe(seconds);
});

test('each role that a provider assumes is read, with its place and its owner', () => {
  const props = {
    assumeRoleWithWebIdentity: JSON.stringify({ roleArn, duration: '2h' }),
    assumeRoles: JSON.stringify([{ roleArn }, { roleArn, duration: '1h' }]),
  };
  expect(
    read(props).map(({ of, place, seconds, owner }) => [of, place.pointer, seconds, String(owner.account)]),
  ).toEqual([
    ['provider', '/assumeRoleWithWebIdentity', 7200, '111122223333'],
    ['provider', '/assumeRoles/0', 900, '111122223333'],
    ['provider', '/assumeRoles/1', 3600, '111122223333'],
  ]);
  expect(read(props)[0]?.place).toMatchObject({ id: urn, type: 'pulumi:providers:aws', path: 'dev/shop/ci' });
});

test.each<readonly [string, unknown, readonly string[]]>([
  ['no role', {}, []],
  ['no role, spelled out', { assumeRoles: null, assumeRole: '' }, []],
  ['a session of an hour', { assumeRoles: [{ roleArn, duration: '1h' }] }, []],
  ['a session of a web identity without a duration', { assumeRoleWithWebIdentity: { roleArn } }, []],
  [
    'a long session',
    { assumeRoles: '[{"duration":"12h"}]' },
    ['fail a session that this provider starts (/assumeRoles/0) can last 43200 seconds, and 3600 are allowed'],
  ],
  [
    'a long session in seconds, as the native provider has it',
    { assumeRole: '{"durationSeconds":7200}' },
    ['fail a session that this provider starts (/assumeRole) can last 7200 seconds, and 3600 are allowed'],
  ],
  [
    'a duration that is not known',
    { assumeRoles: [{ duration: unknowns.string }] },
    [
      'unknown how long a session that this provider starts (/assumeRoles/0) can last is not known yet assumeRoles[0].duration',
    ],
  ],
  [
    'roles that are not known',
    { assumeRoles: unknowns.string },
    ['unknown how long a session that this provider starts (/assumeRoles) can last is not known yet assumeRoles'],
  ],
  [
    'a duration that nobody can read',
    { assumeRoles: [{ duration: 'half a day' }] },
    [
      'unknown how long a session that this provider starts (/assumeRoles/0) can last is not known yet assumeRoles[0].duration',
    ],
  ],
  [
    'a duration that is no text',
    { assumeRoles: [{ duration: true }] },
    [
      'unknown how long a session that this provider starts (/assumeRoles/0) can last is not known yet assumeRoles[0].duration',
    ],
  ],
  [
    'text that nobody can read',
    { assumeRoles: '[{' },
    ['unknown how long a session that this provider starts (/assumeRoles) can last is not known yet assumeRoles'],
  ],
])('%s', (_what, props, expected) => {
  expect(said(props)).toEqual(expected);
});

test('the limit is that of providers, and a web identity without a duration lasts an hour', () => {
  expect(said({ assumeRoles: [{ duration: '12h' }] }, 43200)).toEqual([]);
  expect(said({ assumeRoles: [{}] }, 900)).toEqual([]);
  expect(said({ assumeRoleWithWebIdentity: { roleArn } }, 1800)).toEqual([
    'fail a session that this provider starts (/assumeRoleWithWebIdentity) can last 3600 seconds, and 1800 are allowed',
  ]);
});

test('providers of others are read as well, and say nothing where they assume no role', () => {
  expect(read({ assumeRole: { durationSeconds: 43200 } }, 'pulumi:providers:aws-native')).toHaveLength(1);
  expect(read({ kubeconfig: unknowns.string }, 'pulumi:providers:kubernetes')).toEqual([]);
});

test('a duration that is no number in any reader is not known, and no pass', () => {
  const [subject] = read({ assumeRoles: [{ duration: '1h' }] });
  if (subject === undefined) throw new Error('nothing was read');
  const guard = createGuard(defaultSettings, { today: '2030-01-31' });
  const judged = ['PT12H', true, -1, 7200.5].map(
    (seconds) => guard.judge({ ...subject, seconds }).findings[0]?.verdict,
  );
  expect(judged).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
});
