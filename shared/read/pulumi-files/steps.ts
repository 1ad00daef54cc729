import { isObject, own } from '../json';
import type { Entry } from './entry';

/** What an engine does, or would do, to one resource. */
export interface Step {
  /** Where the state that the step leads to stands. */
  readonly pointer: string;
  readonly op: unknown;
  readonly urn: unknown;
  readonly before: unknown;
  readonly after: unknown;
}

// What goes when another resource of that URN takes its place, or belongs to somebody else. All steps that there are:
// https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step.go
const ofNoAccount: readonly unknown[] = [
  'delete-replaced',
  'discard',
  'discard-replaced',
  'remove-pending-replace',
  'read',
  'read-replacement',
  'extend-parameterize',
];

/** The resources that there are after all these steps, each as the last step that tells of it leaves it. */
export function afterSteps(steps: readonly Step[]): Entry[] {
  const left = new Map<string, Entry>();
  for (const { pointer, op, urn, before, after } of steps) {
    if (typeof urn !== 'string' || typeof op !== 'string') {
      left.set(pointer, { pointer, problem: 'this step names no operation or no URN' });
    } else if (op === 'delete' || (op === 'refresh' && !isObject(after))) {
      // what waits for its deletion since it was replaced is another one
      if (own(before, 'delete') !== true) left.delete(urn);
    } else if (!ofNoAccount.includes(op)) {
      left.set(urn, entryOf(after, urn, pointer));
    }
  }
  return [...left.values()];
}

function entryOf(resource: unknown, urn: string, pointer: string): Entry {
  const type = own(resource, 'type');
  if (!isObject(resource) || typeof type !== 'string') {
    return { pointer, problem: `the step does not say what becomes of ${urn}` };
  }
  return { pointer, resource, urn, type };
}
