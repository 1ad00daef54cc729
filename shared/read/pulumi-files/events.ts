import { isObject, own } from '../json';
import type { Listed } from './entry';
import { afterSteps, type Step } from './steps';

// what tells of a resource: before its step, after it, and where the step has failed
const telling = ['resourcePreEvent', 'resOutputsEvent', 'resOpFailedEvent'] as const;
const others = ['preludeEvent', 'summaryEvent', 'cancelEvent', 'diagnosticEvent', 'stdoutEvent', 'policyEvent'];

/**
 * Whether the value looks like a list of the engine's events, one of which each line of an event log holds:
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go
 */
export function looksLikeEvents(value: unknown): boolean {
  return Array.isArray(value) && value.some(isEvent);
}

/** The resources that there are, or will be, as far as events show them. */
export function listEvents(value: unknown): Listed {
  const events = value as readonly unknown[];
  const problems: string[] = [];
  // the engine says at the end of each run that it ends
  if (!events.some((event) => own(event, 'cancelEvent') !== undefined)) {
    problems.push('the events break off before the end of the run, so they may lack resources; let it finish');
  } else if (events.some((event) => own(own(event, 'summaryEvent'), 'result') === 'failed')) {
    problems.push(
      'the run that the events tell of has failed, so they may lack resources; mend that, and run it again',
    );
  }
  const prelude = events.find((event) => own(event, 'preludeEvent') !== undefined);
  return {
    entries: afterSteps(events.flatMap(stepsIn)),
    problems,
    config: own(own(prelude, 'preludeEvent'), 'config'),
  };
}

function isEvent(value: unknown): boolean {
  if (!isObject(value) || typeof own(value, 'sequence') !== 'number') return false;
  return [...telling, ...others].some((name) => isObject(own(value, name)));
}

function stepsIn(event: unknown, index: number): Step[] {
  return telling.flatMap((name) => {
    const told = own(event, name);
    const metadata = own(told, 'metadata');
    if (told === undefined) return [];
    const pointer = `/${index}/${name}/metadata/new`;
    const [before, after] = [own(metadata, 'old'), own(metadata, 'new')];
    return [{ pointer, op: own(metadata, 'op'), urn: own(metadata, 'urn'), before, after }];
  });
}
