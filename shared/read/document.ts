import type { Place, Subject } from '../model/subject';
import type { Tree } from '../model/tree';
import { deepest, isObject, tooDeep } from './json';

/** Whether the value looks like a policy document rather than like any other JSON. */
export function looksLikePolicy(value: unknown): boolean {
  return isObject(value) && Object.keys(value).some((key) => key.toLowerCase() === 'statement');
}

/** The role that a trust policy in a file of its own belongs to, with nothing known but the policy. */
export function readTrustDocument(value: unknown, place: Omit<Place, 'type'>): Subject {
  const base = { place: { ...place, type: 'trust policy' }, owner: {} };
  if (!looksLikePolicy(value))
    return { ...base, kind: 'unreadable', problem: 'this is no policy: it has no Statement' };
  if (tooDeep(value)) {
    return { ...base, kind: 'unreadable', problem: `the policy is nested deeper than ${deepest} levels` };
  }
  return { ...base, kind: 'role', trust: value as Tree, maxSeconds: undefined };
}
