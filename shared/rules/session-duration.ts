import type { DurationSubject, Subject } from '../model/subject';
import { asText } from '../model/statement';
import type { Tree } from '../model/tree';
import type { Policy } from '../model/policy';
import { Text } from '../model/text';
import type { Circumstances } from './circumstances';
import { valueRule } from './kinds';
import { judgeEach } from './merge';
import { readingsOf } from './readings';
import type { Remark } from './rule';

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
const unset = 3600;

export const sessionDuration = valueRule({
  name: 'session-duration',
  level: 'error',
  summary: 'No session can last longer than allowed.',
  why: 'A stolen session works until it ends, and nothing but its end takes it away for sure.',
  fix: 'Lower the duration, or raise its limit under sessions in the settings for those that need it (overrides narrow it by path).',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html'],

  judges: (subject, circumstances) => {
    const asked = askedOf(subject, circumstances);
    if (asked === undefined) return [];
    return judgeEach(
      asked.seconds,
      (seconds) => judge(seconds, asked),
      (because) => undecided(asked, because),
    );
  },
});

interface Asked {
  readonly seconds: Tree | undefined;
  readonly limit: number;
  /** What lasts so long, as the beginning of a sentence. */
  readonly session: string;
  readonly forServices: () => boolean;
  /** The least that AWS takes; undefined where another rule says what AWS refuses. */
  readonly shortest: number | undefined;
}

function askedOf(subject: Subject, circumstances: Circumstances): Asked | undefined {
  const { sessions } = circumstances.settings;
  if (subject.kind === 'role') {
    const forServices = () => readingsOf(subject, circumstances).every(({ policy }) => isForServices(policy));
    const session = 'a session of this role';
    return { seconds: subject.maxSeconds, limit: sessions.role, session, forServices, shortest: undefined };
  }
  if (subject.kind !== 'duration') return undefined;
  const { of, seconds, place } = subject;
  const { starter, shortest } = kinds[of];
  // one provider may state several durations, which only their places in it tell apart
  const within = place.within ?? place.pointer;
  const session = `a session ${starter}${of === 'provider' && within !== undefined ? ` (${within})` : ''}`;
  return { seconds, limit: sessions[of], session, forServices: () => false, shortest };
}

const kinds: { readonly [kind in DurationSubject['of']]: { readonly starter: string; readonly shortest: number } } = {
  // https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
  permissionSet: { starter: 'with this permission set', shortest: 3600 },
  // https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html
  rolesAnywhere: { starter: 'with this profile', shortest: 900 },
  // https://docs.aws.amazon.com/iot/latest/apireference/API_CreateRoleAlias.html
  roleAlias: { starter: 'with this role alias', shortest: 900 },
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  provider: { starter: 'that this provider starts', shortest: 900 },
};

/** Whether only services can get in. A policy that lets nobody in, or is not known, may come to let in anybody. */
function isForServices({ statements }: Policy): boolean {
  const allows = statements.filter(({ effect }) => effect !== 'Deny');
  return (
    allows.length > 0 &&
    allows.every(
      ({ hole, principals }) =>
        hole === undefined && !principals.not && principals.entries.every(({ kind }) => kind === 'service'),
    )
  );
}

function judge(value: Tree | undefined, asked: Asked): Remark[] {
  const { limit, session, forServices, shortest } = asked;
  const text = asText(value ?? unset) ?? Text.empty;
  if (text.literal === undefined) return [undecided(asked, text.open)];
  const seconds = /^\s*\d+(\.0+)?\s*$/.test(text.literal) ? Number(text.literal) : Number.NaN;
  // of a role readable-trust-policy says it
  if (Number.isNaN(seconds) && shortest !== undefined)
    return [undecided(asked, 'what stands there, which is no number')];
  if (shortest !== undefined && seconds < shortest) {
    const message = `${session} is to last ${seconds} seconds, and AWS takes no fewer than ${shortest}`;
    return [{ verdict: 'fail', at: '', message, atMost: 'warning' }];
  }
  if (!(seconds > limit)) return [];
  const message = `${session} can last ${seconds} seconds, and ${limit} are allowed`;
  // the maximum does not bind services: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html
  return [{ verdict: 'fail', at: '', message, ...(forServices() ? { atMost: 'info' } : {}) }];
}

function undecided({ session }: Asked, because: string): Remark {
  return { verdict: 'unknown', at: '', message: `how long ${session} can last is not known yet`, because };
}
