import type { Tree } from '../../shared/model/tree';
import { accessKey } from '../../shared/rules/access-key';
import { table, type Seed } from '../table';
import { allow, choice, everybody, hole, text } from '../table/build';

const key = (status?: Tree): Seed => ({ kind: 'accessKey', status });

export default table(accessKey, {
  pass: [
    { name: 'a key that is switched off', subjects: key('Inactive') },
    { name: 'switched off in other letters', subjects: key('INACTIVE') },
    { name: 'switched off either way', subjects: key(choice('IsProd', 'Inactive', 'inactive')) },
    { name: 'a role, which has no key', subjects: { kind: 'role', trust: allow(everybody), maxSeconds: undefined } },
    { name: 'a workload, which has no key', subjects: { kind: 'workload', environment: { STATUS: 'Active' } } },
  ],
  fail: [
    { name: 'a key', subjects: key('Active'), at: '', level: 'warning', says: 'works until somebody deletes it' },
    { name: 'nothing said is active', subjects: key(), at: '' },
    { name: 'active in other letters', subjects: key('active'), at: '' },
    { name: 'active either way', subjects: key(choice('IsProd', 'Active', undefined)), at: '' },
    { name: 'what is no status switches nothing off', subjects: key('Disabled'), at: '' },
    { name: 'a list is no status either', subjects: key(['Inactive']), at: '' },
    { name: 'no word of yes and no', subjects: key(false), at: '' },
  ],
  unknown: [
    { name: 'the status is a parameter', subjects: key(hole('Ref Status')), at: '', because: 'Ref Status' },
    { name: 'half of it is', subjects: key(text(hole('Ref Half'), 'active')), at: '', because: 'Ref Half' },
    { name: 'active in one branch', subjects: key(choice('IsProd', 'Inactive', 'Active')), at: '', because: 'IsProd' },
    {
      name: 'a parameter in one branch',
      subjects: key(choice('IsProd', 'Inactive', hole('Ref Status'))),
      at: '',
      because: 'Ref Status',
    },
  ],
});
