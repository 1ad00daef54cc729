import type { Acknowledgement } from '../model/acknowledgement';
import type { Owner, Subject } from '../model/subject';
import { own } from './json';
import { formOf, type Form } from './terraform/form';
import type { Held } from './terraform/instance';
import { inPlan } from './terraform/plan';
import { inShownState } from './terraform/shown';
import { inStateFile } from './terraform/stored';
import { readHeld, unreadableAt } from './terraform/subjects';

/** What stands in a plan or a state: subjects in reading order, and how many resources are of other types. */
export interface TerraformReading {
  readonly subjects: readonly Subject[];
  readonly skipped: number;
  /** What the tags of its resources accept. */
  readonly acknowledged: readonly Acknowledgement[];
}

export interface TerraformOptions {
  readonly file?: string;
  /** Whose the resources are where nothing in the file tells. */
  readonly owner?: Owner;
}

/** Whether the value is a plan or a state of Terraform or OpenTofu rather than any other JSON. */
export function looksLikeTerraform(value: unknown): boolean {
  return formOf(value) !== undefined;
}

/**
 * What is judged in a plan (`terraform show -json`), in a state that the same command prints, or in a state file, given
 * as parsed JSON of any shape. What cannot be read becomes an unreadable subject.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readTerraform(value: unknown, options: TerraformOptions = {}): TerraformReading {
  const form = formOf(value) ?? { problem: 'this is neither a plan nor a state of Terraform' };
  if ('problem' in form) return { subjects: [unreadableAt('', form.problem, options)], skipped: 0, acknowledged: [] };
  const reading = readHeld(value, heldIn(value, form.kind), options);
  const problem = form.kind === 'plan' && own(value, 'errored') === true ? stopped : undefined;
  if (problem === undefined) return reading;
  return { ...reading, subjects: [unreadableAt('/errored', problem, options), ...reading.subjects] };
}

const stopped = 'the plan stopped with an error, so resources may be missing in it: mend that and plan again';

function heldIn(value: unknown, kind: Extract<Form, { kind: string }>['kind']): Held {
  switch (kind) {
    case 'plan':
      return inPlan(value);
    case 'state':
      return inShownState(own(value, 'values'), '/values');
    case 'stateFile':
      return inStateFile(value);
  }
}
