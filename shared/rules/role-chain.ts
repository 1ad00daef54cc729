import { asText } from '../model/statement';
import type { RoleSubject, Subject } from '../model/subject';
import { settle } from '../model/tree';
import { chainsOf } from './words/chains';
import type { Circumstances } from './circumstances';
import { programRule } from './program';
import { assignments, readingsOf } from './readings';
import type { Placed, Remark } from './rule';
import { isForRolesOnly } from './words/trusts';

// a role that a role assumes has its session for an hour at most:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
const chainedSeconds = 3600;

export const roleChain = programRule({
  name: 'role-chain',
  level: 'info',
  summary: 'Whoever needs a role assumes it directly, or by one other role at most.',
  why: 'A session that one role gets of another ends after an hour whatever the roles say, and the last log names the role before it and not who began. Each role of a chain is one more that a thief can begin with.',
  fix: 'Let the first role assume the last one directly, or require sts:SourceIdentity all along, which tells who began. Leave out a duration above one hour where only roles can assume the role.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining'],

  finds: (subjects, circumstances) => {
    const roles = subjects.filter(isRole);
    return [
      ...chainsOf(roles, circumstances).map(({ subject, length, names, at, branches }): Placed => {
        const message = `${length} roles are assumed one after the other: ${names.join(' → ')}`;
        const depends = branches.length > 0 ? { because: branches.join(', ') } : {};
        const verdict = branches.length > 0 ? 'unknown' : 'fail';
        return { subject, remark: { verdict, at, message, mark: names.join(' '), ...depends } };
      }),
      ...roles.flatMap((subject) => {
        const remark = voidDuration(subject, circumstances);
        return remark === undefined ? [] : [{ subject, remark }];
      }),
    ];
  },
});

function isRole(subject: Subject): subject is RoleSubject {
  return subject.kind === 'role';
}

/** What to say of a duration that no session of the role can have, since each is one link of a chain. */
function voidDuration(subject: RoleSubject, circumstances: Circumstances): Remark | undefined {
  if (subject.maxSeconds === undefined) return undefined;
  const durations = assignments(subject.maxSeconds).map(({ branch, assignment }) => {
    const text = asText(settle(subject.maxSeconds, assignment) ?? chainedSeconds);
    return { branch, text, isLong: Number(text?.literal) > chainedSeconds };
  });
  const long = durations.find(({ isLong }) => isLong);
  const open = durations.find(({ text }) => text !== undefined && text.literal === undefined);
  if (long === undefined && open === undefined) return undefined;
  const readings = readingsOf(subject, circumstances);
  if (readings.length === 0 || !readings.every(({ compiled }) => isForRolesOnly(compiled()))) return undefined;
  const maximum = long?.text?.literal ?? open?.text?.toString() ?? '';
  const message = `only roles can assume this role, so a session ends after ${chainedSeconds} seconds and not after ${maximum}`;
  const mark = 'duration';
  if (durations.every(({ isLong }) => isLong)) return { verdict: 'fail', at: '', message, mark };
  const because = open?.text?.open ?? long?.branch ?? '';
  return { verdict: 'unknown', at: '', message, mark, because };
}
