import { asText } from '../model/statement';
import type { Tree } from '../model/tree';
import type { Policy } from '../model/policy';
import { settle } from '../model/tree';
import { Text } from '../model/text';
import { valueRule } from './kinds';
import { merge } from './merge';
import { assignments, readingsOf } from './readings';
import type { Remark } from './rule';

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
const unset = 3600;

export const sessionDuration = valueRule({
  name: 'session-duration',
  level: 'error',
  summary: 'No session of the role can last longer than allowed.',
  why: 'A stolen session works until it ends, and nothing but its end takes it away for sure.',
  fix: 'Lower MaxSessionDuration, or raise sessions.role in the settings for the roles that need it (overrides narrow it by path).',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html'],

  judges: (subject, circumstances) => {
    if (subject.kind !== 'role') return [];
    const limit = circumstances.settings.sessions.role;
    const ways = assignments(subject.maxSeconds);
    const said = ways.map(({ branch, assignment }) => {
      const remark = judge(settle(subject.maxSeconds, assignment), limit, () =>
        readingsOf(subject, circumstances).every(({ policy }) => isForServices(policy)),
      );
      return { branch, remarks: new Map(remark === undefined ? [] : [['', remark]]) };
    });
    return ways.length === 0 ? [undecided('its conditions')] : merge(said);
  },
});

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

function judge(value: Tree | undefined, limit: number, forServices: () => boolean): Remark | undefined {
  // what is no number is for readable-trust-policy to say
  const text = asText(value ?? unset) ?? Text.empty;
  if (text.literal === undefined) return undecided(text.holes.map(({ id }) => id).join(', '));
  const seconds = /^\s*\d+(\.0+)?\s*$/.test(text.literal) ? Number(text.literal) : Number.NaN;
  if (!(seconds > limit)) return undefined;
  return {
    verdict: 'fail',
    at: '',
    message: `a session of this role can last ${seconds} seconds, and ${limit} are allowed`,
    // the maximum does not bind services: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html
    ...(forServices() ? { atMost: 'info' } : {}),
  };
}

function undecided(because: string): Remark {
  return { verdict: 'unknown', at: '', message: 'how long a session of this role can last is not known yet', because };
}
