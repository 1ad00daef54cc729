import type { Owner } from '../../model/subject';
import { Text } from '../../model/text';
import { isObject, own } from '../json';
import { ownerFromPulumiProvider } from '../pulumi';
import type { Resource } from './entry';

const arnOfAccount = /^arn:(aws[\w-]*):[\w-]+:[\w-]*:(\d{12}):/;

/**
 * Whose the resources of a file are: their provider says it, or else the ARN that they have, or that all others of their
 * provider have which have one.
 */
export class Owners {
  readonly #providers = new Map<string, Owner>();
  readonly #homes = new Map<string, Owner | undefined>();

  /** `config` is the configuration of the stack, which is that of providers that nobody has made; `otherwise` is told of no file. */
  constructor(
    resources: readonly Resource[],
    private readonly config: unknown,
    private readonly otherwise: Owner,
  ) {
    for (const { urn, type, resource } of resources) {
      if (isProvider(type)) {
        this.#providers.set(urn, ownerFromPulumiProvider(own(resource, 'inputs')));
      }
      const home = homeOf(resource);
      const provider = providerOf(resource);
      if (home === undefined || provider === undefined) continue;
      const known = this.#homes.get(provider);
      // one provider works in one account
      const agrees = !this.#homes.has(provider) || known?.account?.literal === home.account?.literal;
      this.#homes.set(provider, agrees ? home : undefined);
    }
  }

  of({ urn, type, resource }: Resource): Owner {
    const provider = isProvider(type) ? urn : providerOf(resource);
    const home = homeOf(resource) ?? (provider === undefined ? undefined : this.#homes.get(provider));
    return { ...this.otherwise, ...home, ...(provider !== undefined && this.#provider(provider)) };
  }

  #provider(urn: string): Owner {
    const known = this.#providers.get(urn);
    if (known !== undefined) return known;
    const [, name] = /::pulumi:providers:([\w-]+)::default(?:_|$)/.exec(urn) ?? [];
    const config = isObject(this.config) && name !== undefined ? Object.entries(this.config) : [];
    const inputs = config.flatMap(([key, value]) => (key.startsWith(`${name}:`) ? [[key.split(':')[1], value]] : []));
    return ownerFromPulumiProvider(Object.fromEntries(inputs));
  }
}

function isProvider(type: string): boolean {
  return type.startsWith('pulumi:providers:');
}

/** The URN of the provider, which is named with its ID behind it. */
function providerOf(resource: unknown): string | undefined {
  const reference = own(resource, 'provider');
  if (typeof reference !== 'string' || reference === '') return undefined;
  return reference.slice(0, reference.lastIndexOf('::'));
}

function homeOf(resource: unknown): Owner | undefined {
  const arn = own(own(resource, 'outputs'), 'arn');
  const [, partition, account] = typeof arn === 'string' ? (arnOfAccount.exec(arn) ?? []) : [];
  if (partition === undefined || account === undefined) return undefined;
  return { account: Text.of(account), partition: Text.of(partition) };
}
