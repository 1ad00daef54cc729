import { isObject, own } from '../json';

/** What a file of Terraform or OpenTofu is, or why it cannot be read: a lower-case sentence without a full stop. */
export type Form = { readonly kind: 'plan' | 'state' | 'stateFile' } | { readonly problem: string };

// https://developer.hashicorp.com/terraform/internals/json-format: reject what reports another major version
const readable = /^[01]\./;
const shown = ['planned_values', 'resource_changes', 'prior_state', 'configuration', 'values', 'terraform_version'];

/** Which form of Terraform’s the value has; undefined where it is none of them. */
export function formOf(value: unknown): Form | undefined {
  if (!isObject(value)) return undefined;
  const version = own(value, 'format_version');
  if (typeof version === 'string') return shownForm(value, version);
  if (typeof own(value, 'encrypted_data') === 'string' && own(value, 'encryption_version') !== undefined) {
    return { problem: 'this is encrypted: judge what tofu show -json prints of it' };
  }
  const isState = typeof own(value, 'terraform_version') === 'string' || typeof own(value, 'lineage') === 'string';
  return isState ? storedForm(value) : undefined;
}

/** What `terraform show -json` prints. */
function shownForm(value: object, version: string): Form | undefined {
  // of a state without anything in it nothing but the version is shown
  const isEmpty = Object.keys(value).length === 1;
  if (!isEmpty && !shown.some((key) => own(value, key) !== undefined)) return undefined;
  if (!readable.test(version)) {
    return { problem: `format_version ${JSON.stringify(version)} is not one that is read here, which are 0.x and 1.x` };
  }
  const isPlan = ['planned_values', 'resource_changes', 'configuration'].some((key) => own(value, key) !== undefined);
  return { kind: isPlan ? 'plan' : 'state' };
}

/** What `terraform state pull` prints, and what stands in terraform.tfstate. */
function storedForm(value: object): Form | undefined {
  const version = own(value, 'version');
  const isEmpty = ['resources', 'modules'].every((name) => own(value, name) === undefined);
  if (own(value, 'backend') !== undefined && isEmpty) {
    return { problem: 'this only names where the state is kept: judge what terraform state pull prints' };
  }
  if (version === 4) return { kind: 'stateFile' };
  if (typeof version !== 'number') return undefined;
  return {
    problem: `a state file of version ${version} is not read: judge what terraform show -json prints of it`,
  };
}
