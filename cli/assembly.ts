import { dirname, join, resolve } from 'node:path';
import { readText } from '../load/bytes';
import { parseJson } from '../load/json';
import { type Owner, Text } from '../shared/index';

/** Where CDK deploys a template to, as far as the assembly around it says. */
export interface Environment {
  /** Equal for templates of one account and Region. */
  readonly name: string;
  readonly owner: Owner;
}

const nowhere: Environment = { name: '', owner: {} };

/** The environments of templates in folders that `cdk synth` wrote; each folder's manifest is read once. */
export class Assemblies {
  readonly #folders = new Map<string, ReadonlyMap<string, Environment>>();

  /** The environment of a template; the template of a nested stack has that of its folder, where there is only one. */
  environmentOf(path: string): Environment {
    const folder = dirname(path);
    const stacks = this.#folders.get(folder) ?? stacksIn(folder);
    this.#folders.set(folder, stacks);
    const names = new Map([...stacks.values()].map((one) => [one.name, one]));
    const only = names.size === 1 ? [...names.values()][0] : undefined;
    return stacks.get(path) ?? only ?? nowhere;
  }
}

function stacksIn(folder: string): ReadonlyMap<string, Environment> {
  const bytes = readText(join(folder, 'manifest.json'));
  const json = 'problem' in bytes ? { value: undefined } : parseJson(bytes.text);
  const artifacts = 'value' in json ? part(json.value, 'artifacts') : undefined;
  const stacks = Object.values(artifacts ?? {}).flatMap((artifact): [string, Environment][] => {
    const file = part(part(artifact, 'properties'), 'templateFile');
    const environment = part(artifact, 'environment');
    return typeof file === 'string' && typeof environment === 'string'
      ? [[resolve(folder, file), { name: environment, owner: ownerIn(environment) }]]
      : [];
  });
  return new Map(stacks);
}

/** The owner in `aws://111122223333/eu-west-1`; CDK writes unknown-account and unknown-region for what it does not know. */
function ownerIn(environment: string): Owner {
  const [, account, region] = /^aws:\/\/(\d{12}|unknown-account)\/([a-z0-9-]+)$/.exec(environment) ?? [];
  return {
    ...(account !== undefined && account !== 'unknown-account' && { account: Text.of(account) }),
    ...(region !== undefined && region !== 'unknown-region' && { region: Text.of(region) }),
  };
}

function part(value: unknown, name: string): object | string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  const found = (value as { readonly [name: string]: unknown })[name];
  return typeof found === 'string' || (typeof found === 'object' && found !== null) ? found : undefined;
}
