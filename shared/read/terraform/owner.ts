import type { Owner } from '../../model/subject';
import { Text } from '../../model/text';
import { own } from '../json';
import type { Configuration } from './configuration';
import type { Instance } from './instance';
import { blocksOf, constantOf } from './constants';

interface Told {
  readonly account?: string;
  readonly partition?: string;
  readonly region?: string;
}

const arn = /^arn:(aws[\w-]*):[\w-]+:[\w-]*:(\d{12}):/;
// a variable that is only a part of the name is none
const isRegion = /^[a-z]+(?:-[a-z]+)+-\d+$/;
// in the order in which a provider assumes them
const assumedRoles = ['assume_role_with_web_identity', 'assume_role'] as const;

/**
 * Whose account and Region resources are in: what their own ARNs say, then the configuration of their provider, then the
 * caller whom it asked for, then the ARNs of other resources of the provider, where all are in one account.
 */
export class Owners {
  readonly #byProvider = new Map<string, Owner>();
  readonly #byInstance = new Map<Instance, Owner>();
  readonly #told = new Map<string, Told[]>();

  constructor(
    private readonly configuration: Configuration,
    all: readonly Instance[],
    private readonly otherwise: Owner,
  ) {
    for (const instance of all) {
      const told = toldBy(instance);
      if (told === undefined) continue;
      const key = this.#providerOf(instance);
      const known = this.#told.get(key) ?? [];
      this.#told.set(key, known);
      known.push(told);
    }
  }

  of(instance: Instance): Owner {
    const owner = this.#byInstance.get(instance) ?? this.#ofInstance(instance);
    this.#byInstance.set(instance, owner);
    return owner;
  }

  #ofInstance(instance: Instance): Owner {
    const itself = instance.mode === 'managed' ? ofArn(own(instance.values, 'arn')) : undefined;
    const region = own(instance.values, 'region');
    return {
      ...this.ofProvider(this.#providerOf(instance)),
      ...(itself !== undefined && ownerOf(itself)),
      ...(typeof region === 'string' && region !== '' && { region: Text.of(region) }),
    };
  }

  /** Whose account and Region a provider works in, by its key in the configuration. */
  ofProvider(key: string): Owner {
    const owner = this.#byProvider.get(key) ?? this.#toldOf(key);
    this.#byProvider.set(key, owner);
    return owner;
  }

  #providerOf(instance: Instance): string {
    const key = own(this.configuration.resource(instance), 'provider_config_key');
    return typeof key === 'string' ? key : instance.provider;
  }

  #toldOf(key: string): Owner {
    const provider = this.configuration.providers.find(([name]) => name === key)?.[1];
    const configured = configuredIn(provider, this.configuration);
    const told = this.#told.get(key) ?? [];
    return { ...this.otherwise, ...ownerOf(agreed(told)), ...ownerOf(configured) };
  }
}

/** What the arguments of a provider tell: https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
function configuredIn(provider: unknown, configuration: Configuration): Told {
  const read = (name: string): unknown => constantOf(own(own(provider, 'expressions'), name), configuration);
  const allowed = read('allowed_account_ids');
  // a list of one variable shows as that variable
  const accounts: readonly unknown[] = Array.isArray(allowed) ? allowed : [allowed];
  const [only] = accounts;
  // the last role does the work
  const role = assumedRoles.flatMap((name) => blocksOf(own(own(provider, 'expressions'), name), configuration)).at(-1);
  const assumed = ofArn(role?.['role_arn']);
  const region = read('region');
  return {
    ...assumed,
    ...(accounts.length === 1 && isAccount(only) && { account: only }),
    ...(typeof region === 'string' && isRegion.test(region) && { region }),
  };
}

function toldBy({ mode, type, values }: Instance): Told | undefined {
  if (mode === 'managed') {
    // other services name resources of other accounts, such as those of an organization
    return /^(?:aws|awscc)_iam_/.test(type) ? ofArn(own(values, 'arn')) : undefined;
  }
  if (type === 'aws_caller_identity') {
    const account = own(values, 'account_id');
    return isAccount(account) ? { ...ofArn(own(values, 'arn')), account } : undefined;
  }
  const partition = type === 'aws_partition' ? own(values, 'partition') : undefined;
  if (typeof partition === 'string' && partition !== '') return { partition };
  const region = type === 'aws_region' ? (own(values, 'region') ?? own(values, 'name')) : undefined;
  return typeof region === 'string' && region !== '' ? { region } : undefined;
}

/** What all that tells something agrees on. */
function agreed(all: readonly Told[]): Told {
  const one = (name: keyof Told) => {
    const values = new Set(all.flatMap((told) => told[name] ?? []));
    const [value] = values;
    return values.size === 1 && value !== undefined ? { [name]: value } : {};
  };
  return { ...one('account'), ...one('partition'), ...one('region') };
}

function ofArn(value: unknown): Told | undefined {
  const [, partition, account] = arn.exec(typeof value === 'string' ? value : '') ?? [];
  return partition === undefined || account === undefined ? undefined : { partition, account };
}

function ownerOf(told: Told): Owner {
  return Object.fromEntries(Object.entries(told).map(([name, value]: [string, string]) => [name, Text.of(value)]));
}

function isAccount(value: unknown): value is string {
  return typeof value === 'string' && /^\d{12}$/.test(value);
}
