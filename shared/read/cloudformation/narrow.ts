import type { Identity, Subject } from '../../model/subject';
import type { Tree } from '../../model/tree';
import { settledIn } from './choices';
import type { Decision } from './decision';

/** What is settled where a condition holds: the comparisons that go one way only. */
export type Settled = ReadonlyMap<string, boolean>;

/** What is settled where the decision is yes; undefined where it never is. */
export function settledBy(decision: Decision): Settled | undefined {
  if (decision === false) return undefined;
  if (decision === true) return new Map();
  const [then, otherwise] = [settledBy(decision.then), settledBy(decision.otherwise)];
  if (then === undefined || otherwise === undefined) {
    const rest = then ?? otherwise;
    return rest === undefined ? undefined : new Map(rest).set(decision.atom, then !== undefined);
  }
  return new Map([...then].filter(([atom, holds]) => otherwise.get(atom) === holds));
}

/** The subject without what can only be where the conditions go another way. */
export function narrow(subject: Subject, settled: Settled): Subject {
  const prune = (tree: Tree | undefined) => settledIn(tree, settled);
  switch (subject.kind) {
    case 'role':
      return { ...subject, trust: prune(subject.trust), maxSeconds: prune(subject.maxSeconds) };
    case 'identity':
      return { ...subject, document: prune(subject.document), identities: subject.identities.map(holding) };
    case 'duration':
      return { ...subject, seconds: prune(subject.seconds) };
    case 'accessKey':
      return { ...subject, status: prune(subject.status) };
    case 'workload':
      return { ...subject, environment: prune(subject.environment) };
    case 'unreadable':
      return subject;
  }

  function holding({ boundary, ...identity }: Identity): Identity {
    const limit = prune(boundary);
    return { ...identity, documents: identity.documents.map(prune), ...(limit !== undefined && { boundary: limit }) };
  }
}
