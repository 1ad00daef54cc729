import type { Subject } from '../../shared';
import { readTerraform, type TerraformOptions } from '../../shared/read/terraform';

/** A resource of a plan in short: its address, what is known of it, what is not, and what its arguments refer to. */
export interface Sketch {
  readonly address: string;
  readonly after?: object;
  readonly unknown?: object;
  readonly expressions?: object;
  readonly actions?: readonly string[];
  readonly index?: string | number;
  readonly provider?: string;
}

/** More of the configuration: module calls by name, with what they pass, and what they give back. */
export interface Beside {
  readonly calls?: { readonly [name: string]: { readonly expressions?: object; readonly outputs?: object } };
  readonly providers?: object;
  readonly variables?: object;
  readonly prior?: readonly object[];
}

/** A plan of these resources, in the form in which Terraform shows one. */
export function planOf(
  sketches: readonly Sketch[],
  { calls = {}, providers = {}, variables = {}, prior }: Beside = {},
): object {
  const own = sketches.filter(({ address }) => !address.startsWith('module.'));
  const module_calls = Object.entries(calls).map(([name, { expressions = {}, outputs = {} }]) => {
    const inside = sketches.filter(({ address }) => new RegExp(`^module\\.${name}[.[]`).test(address));
    return [name, { expressions, module: { resources: inside.map(configured), outputs } }] as const;
  });
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    variables,
    resource_changes: sketches.map(changed),
    configuration: {
      provider_config: providers,
      root_module: { resources: own.map(configured), module_calls: Object.fromEntries(module_calls) },
    },
    ...(prior && { prior_state: { format_version: '1.0', values: { root_module: { resources: prior } } } }),
  };
}

/** What is read in such a plan. */
export function readPlan(
  sketches: readonly Sketch[],
  beside: Beside = {},
  options: TerraformOptions = {},
): readonly Subject[] {
  return readTerraform(planOf(sketches, beside), options).subjects;
}

/** What an expression refers to, as Terraform lists it: each whole one and then the resource. */
export function refers(...references: readonly string[]): object {
  const withResource = references.flatMap((one) => {
    const [resource = ''] = /^(?:data\.)?[\w-]+\.[\w-]+(?=[.[])/.exec(one) ?? [];
    return resource === '' || /^(?:var|local|each|count)\b/.test(one) ? [one] : [one, resource];
  });
  return { references: withResource };
}

function partsOf(address: string): {
  readonly module: string;
  readonly local: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
} {
  const [, module = '', local = ''] = /^((?:module\.\w+(?:\[[^\]]*\])?\.)*)(.*?)(?:\[[^\]]*\])?$/.exec(address) ?? [];
  const isData = local.startsWith('data.');
  const [type = '', name = ''] = (isData ? local.slice(5) : local).split('.');
  return { module: module.replace(/\.$/, ''), local, mode: isData ? 'data' : 'managed', type, name };
}

function changed({ address, after = {}, unknown = {}, actions = ['create'], index }: Sketch): object {
  const { module, mode, type, name } = partsOf(address);
  return {
    address,
    ...(module !== '' && { module_address: module }),
    mode,
    type,
    name,
    ...(index !== undefined && { index }),
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions, before: null, after, after_unknown: unknown },
  };
}

function configured({ address, expressions = {}, provider = 'aws' }: Sketch): object {
  const { local, mode, type, name } = partsOf(address);
  return { address: local, mode, type, name, provider_config_key: provider, expressions };
}
