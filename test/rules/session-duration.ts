import { sessionDuration } from '../../shared/rules/session-duration';
import type { DurationSubject, Seed } from '../../shared';
import type { Tree } from '../../shared/model/tree';
import { table } from '../table';
import { allow, choice, doc, everybody, hole, ourselves, text } from '../table/build';

const trust = allow(ourselves);
const service = { Service: 'ec2.amazonaws.com' };
const lasting = (of: DurationSubject['of'], seconds?: Tree): Seed => ({ kind: 'duration', of, seconds });
const upTo = (role: number): object => ({ sessions: { role } });

export default table(sessionDuration, {
  pass: [
    { name: 'an hour', trust, maxSeconds: 3600 },
    { name: 'an hour as text', trust, maxSeconds: '3600' },
    { name: 'nothing said is an hour', trust },
    { name: 'as long as the settings allow', trust, maxSeconds: 28_800, settings: upTo(28_800) },
    {
      name: 'as long as the settings allow for these roles',
      trust,
      maxSeconds: 28_800,
      settings: { overrides: [{ where: '**', sessions: { role: 28_800 } }] },
    },
    { name: 'an hour in either case', trust, maxSeconds: choice('IsProd', 3600, '3600') },
    { name: 'an hour, or nothing said', trust, maxSeconds: choice('IsProd', undefined, 3600) },
    { name: 'shorter than IAM takes, which another rule says', trust, maxSeconds: 900 },
    { name: 'no number, which another rule says', trust, maxSeconds: 'PT12H' },
    { name: 'a permission set that says nothing, which is an hour', subjects: lasting('permissionSet') },
    { name: 'an hour with a permission set', subjects: lasting('permissionSet', 3600) },
    { name: 'a profile that says nothing, which is an hour', subjects: lasting('rolesAnywhere') },
    { name: 'the least that a profile takes', subjects: lasting('rolesAnywhere', 900) },
    { name: 'an hour with a role alias, as text', subjects: lasting('roleAlias', '3600') },
    { name: 'an hour that a provider asks for', subjects: lasting('provider', 3600) },
    {
      name: 'as long as the settings allow of profiles',
      subjects: lasting('rolesAnywhere', 7200),
      settings: { sessions: { rolesAnywhere: 7200 } },
    },
  ],
  fail: [
    {
      name: 'twelve hours',
      trust,
      maxSeconds: 43_200,
      at: '',
      level: 'error',
      says: '43200 seconds, and 3600 are allowed',
    },
    { name: 'a second more than allowed', trust, maxSeconds: 3601, at: '' },
    { name: 'two hours as text', trust, maxSeconds: '7200', at: '' },
    { name: 'longer than IAM takes', trust, maxSeconds: 43_201, at: '' },
    { name: 'longer than the settings allow', trust, maxSeconds: 28_801, settings: upTo(28_800), at: '' },
    { name: 'too long in either case', trust, maxSeconds: choice('IsProd', 7200, 43_200), at: '' },
    { name: 'for services alone it is a note', trust: allow(service), maxSeconds: 43_200, at: '', level: 'info' },
    {
      name: 'for services and others it is not',
      trust: doc(allow(service), allow(ourselves)),
      maxSeconds: 43_200,
      at: '',
      level: 'error',
    },
    {
      name: 'for a service beside others in one statement it is not',
      trust: allow({ ...service, ...ourselves }),
      maxSeconds: 43_200,
      at: '',
      level: 'error',
    },
    { name: 'for everybody it is not', trust: allow(everybody), maxSeconds: 7200, at: '', level: 'error' },
    {
      name: 'for everybody but a service it is not',
      trust: allow(service, undefined, { Principal: undefined, NotPrincipal: service }),
      maxSeconds: 7200,
      at: '',
      level: 'error',
    },
    {
      name: 'with a policy not known yet',
      trust: text(hole('Ref Policy')),
      maxSeconds: 43_200,
      at: '',
      level: 'error',
    },
    {
      name: 'a condition that limits it cannot work',
      trust: allow(ourselves, { NumericLessThanEqualsIfExists: { 'sts:DurationSeconds': 3600 } }),
      maxSeconds: 43_200,
      at: '',
    },
    {
      name: 'twelve hours with a permission set',
      subjects: lasting('permissionSet', 43_200),
      at: '',
      level: 'error',
      says: 'a session with this permission set can last 43200 seconds, and 3600 are allowed',
    },
    { name: 'two hours with a profile', subjects: lasting('rolesAnywhere', 7200), at: '', says: 'this profile' },
    {
      name: 'a second too long with a role alias',
      subjects: lasting('roleAlias', 3601),
      at: '',
      says: 'this role alias',
    },
    {
      name: 'twelve hours that a provider asks for',
      subjects: lasting('provider', 43_200),
      at: '',
      says: 'this provider',
    },
    {
      name: 'the limit of roles is not that of profiles',
      subjects: lasting('rolesAnywhere', 7200),
      settings: upTo(28_800),
      at: '',
    },
    {
      name: 'longer than the settings allow of permission sets',
      subjects: lasting('permissionSet', 7201),
      settings: { sessions: { permissionSet: 7200 } },
      at: '',
    },
    {
      name: 'too long with a permission set in either case',
      subjects: lasting('permissionSet', choice('IsProd', 7200, 43_200)),
      at: '',
    },
    {
      name: 'shorter than a permission set takes',
      subjects: lasting('permissionSet', 1800),
      at: '',
      level: 'warning',
      says: 'AWS takes no fewer than 3600',
    },
    {
      name: 'shorter than a profile takes',
      subjects: lasting('rolesAnywhere', 899),
      at: '',
      level: 'warning',
      says: 'no fewer than 900',
    },
    { name: 'shorter than a role alias takes', subjects: lasting('roleAlias', 60), at: '', level: 'warning' },
  ],
  unknown: [
    {
      name: 'a duration not known yet',
      trust,
      maxSeconds: text(hole('Ref Duration')),
      at: '',
      because: 'Ref Duration',
    },
    { name: 'an hour in one of two cases', trust, maxSeconds: choice('IsProd', 3600, 7200), at: '', because: 'IsProd' },
    {
      name: 'not known yet in one of two cases',
      trust,
      maxSeconds: choice('IsProd', text(hole('Ref Duration')), 3600),
      at: '',
      because: 'Ref Duration',
    },
    {
      name: 'a text with a part not known yet',
      trust,
      maxSeconds: text(hole('Ref Hours'), '00'),
      at: '',
      because: 'Ref Hours',
    },
    {
      name: 'the duration of a permission set not known yet',
      subjects: lasting('permissionSet', text(hole('Ref Duration'))),
      at: '',
      because: 'Ref Duration',
    },
    {
      name: 'a permission set with no duration that can be read',
      subjects: lasting('permissionSet', 'twelve hours'),
      at: '',
      because: 'no number',
    },
    {
      name: 'an hour with a role alias in one of two cases',
      subjects: lasting('roleAlias', choice('IsProd', 3600, 7200)),
      at: '',
      because: 'IsProd',
    },
    {
      name: 'the duration of a profile not known yet',
      subjects: lasting('rolesAnywhere', text(hole('Ref Duration'))),
      at: '',
      because: 'Ref Duration',
    },
  ],
});
