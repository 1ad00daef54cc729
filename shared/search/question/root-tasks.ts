import type { CompiledPolicy } from '../../iam/compile';
import { matches } from '../../iam/glob';
import { listedUnder } from '../excluded';
import { legal, some } from '../legal';
import { avoid, type Demand } from '../machine';
import type { Among, Wish } from '../question';

/** The tasks that a root session may be for: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html */
const tasks = [
  'IAMDeleteRootUserCredentials',
  'IAMCreateRootUserPassword',
  'IAMAuditRootUserCredentials',
  'S3UnlockBucketPolicy',
  'SQSUnlockQueuePolicy',
  // AWS may add to them
  'AnyOtherTask',
];

// a parameter may stand for a task
const hole = { set: '', least: 1, loop: false, holes: true };

const among =
  (excluded: (key: string, policy: CompiledPolicy) => readonly Demand[]): Among =>
  (facts, policy) => {
    const head = `arn:${policy.owner.partition?.literal ?? 'aws'}:iam::aws:policy/root-task/`;
    const samples = tasks.map((task) => head + task);
    return {
      legal: legal(256, [head, some('A-Za-z0-9', 1)], [hole]),
      excluded: excluded(facts.name.toLowerCase(), policy),
      samples,
      fit: (code) => samples.find((sample) => matches({ code, fold: false }, sample, 'sure')) ?? code,
    };
  };

/** One task or another. */
export const anyTask: Wish = { absent: false, value: among(() => []) };

/** A task that the policy does not spell. */
export const unnamedTask: Wish = {
  absent: false,
  value: among((key, policy) => avoid(listedUnder(key, policy))),
};
