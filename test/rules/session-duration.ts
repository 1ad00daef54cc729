import { sessionDuration } from '../../shared/rules/session-duration';
import { table } from '../table';
import { allow, choice, doc, everybody, hole, ourselves, text } from '../table/build';

const trust = allow(ourselves);
const service = { Service: 'ec2.amazonaws.com' };
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
  ],
});
