import { isObject, own } from '../json';
import type { Instance } from './instance';
import type { ModuleStep } from './address';

/**
 * The configuration in a plan: of each argument it tells the constant, or what it refers to, and not how.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export class Configuration {
  readonly #resources = new Map<unknown, ReadonlyMap<string, unknown>>();
  readonly #known = new Map<Instance, unknown>();

  constructor(private readonly plan: unknown) {}

  /** Whether the plan has a configuration at all. */
  get isThere(): boolean {
    return isObject(own(own(this.plan, 'configuration'), 'root_module'));
  }

  /** The module that these calls lead to. */
  module(steps: readonly ModuleStep[]): unknown {
    return steps.reduce<unknown>(
      (module, { name }) => own(this.call(module, name), 'module'),
      own(own(this.plan, 'configuration'), 'root_module'),
    );
  }

  /** The call of that name in a module. */
  call(module: unknown, name: string): unknown {
    return own(own(module, 'module_calls'), name);
  }

  /** What the configuration says of a resource, whichever of its instances is meant. */
  resource(instance: Instance): unknown {
    if (this.#known.has(instance)) return this.#known.get(instance);
    const { modules, mode, type, name } = instance;
    const module = this.module(modules);
    const all = this.#resources.get(module) ?? resourcesOf(module);
    this.#resources.set(module, all);
    const found = all.get(`${mode === 'data' ? 'data.' : ''}${type}.${name}`);
    this.#known.set(instance, found);
    return found;
  }

  /** The providers by their keys, such as `aws`, `aws.west` and `module.a:aws`. */
  get providers(): readonly (readonly [key: string, provider: unknown])[] {
    const all = own(own(this.plan, 'configuration'), 'provider_config');
    return isObject(all) ? Object.entries(all) : [];
  }

  /** The value of a variable of the root module, where the plan has it. */
  variable(name: string): unknown {
    return own(own(own(this.plan, 'variables'), name), 'value');
  }
}

function resourcesOf(module: unknown): ReadonlyMap<string, unknown> {
  const all = own(module, 'resources');
  const found = new Map<string, unknown>();
  if (!Array.isArray(all)) return found;
  for (const resource of all as unknown[]) {
    const address = own(resource, 'address');
    if (typeof address === 'string') found.set(address, resource);
  }
  return found;
}

/** The references of an expression, each whole one once and without those that are only the beginning of it. */
export function referencesOf(expression: unknown): readonly string[] {
  const all = own(expression, 'references');
  if (!Array.isArray(all)) return [];
  const texts = all.filter((one): one is string => typeof one === 'string');
  // Terraform lists a.b.c and then a.b, whatever else refers to a.b
  const whole = texts.filter((one, index) => !isBeginning(one, texts[index - 1]));
  return [...new Set(whole)];
}

function isBeginning(one: string, last: string | undefined): boolean {
  if (last === undefined || !last.startsWith(one)) return false;
  return last[one.length] === '.' || last[one.length] === '[';
}
