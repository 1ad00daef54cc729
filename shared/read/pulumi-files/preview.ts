import { isObject, own } from '../json';
import type { Listed } from './entry';
import { afterSteps, type Step } from './steps';

/**
 * Whether the value looks like what `pulumi preview --json` prints:
 * https://github.com/pulumi/pulumi/blob/master/pkg/display/json.go
 */
export function looksLikePreview(value: unknown): boolean {
  const steps = own(value, 'steps');
  // where nothing changes, or nothing runs, there are no steps
  if (steps === undefined) return isObject(own(value, 'changeSummary')) && typeof own(value, 'duration') === 'number';
  return Array.isArray(steps) && steps.some((step) => String(own(step, 'urn')).startsWith('urn:pulumi:'));
}

/** The resources that there will be as far as a preview shows them. */
export function listPreview(value: unknown): Listed {
  const steps = (own(value, 'steps') ?? []) as readonly unknown[];
  const diagnostics = own(value, 'diagnostics');
  const isBroken = Array.isArray(diagnostics) && diagnostics.some((one) => own(one, 'severity') === 'error');
  const problem = 'the preview ends with an error, so it may lack resources; mend that, and preview again';
  return { entries: afterSteps(steps.map(stepOf)), problems: isBroken ? [problem] : [], config: own(value, 'config') };
}

function stepOf(step: unknown, index: number): Step {
  return {
    pointer: `/steps/${index}/newState`,
    op: own(step, 'op'),
    urn: own(step, 'urn'),
    before: own(step, 'oldState'),
    after: own(step, 'newState'),
  };
}
