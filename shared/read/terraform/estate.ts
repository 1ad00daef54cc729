import type { Owner } from '../../model/subject';
import type { Tree } from '../../model/tree';
import { isObject } from '../json';
import { Configuration } from './configuration';
import { documentOf } from './document';
import type { Held, Instance } from './instance';
import { Owners } from './owner';
import type { Followed } from './references';

/** All that a plan or a state holds, with what refers to what in it. */
export class Estate {
  readonly configuration: Configuration;
  readonly owners: Owners;
  readonly #byAddress: ReadonlyMap<string, Instance>;
  readonly #documents = new Map<Instance, Tree | undefined>();
  readonly #followed = new WeakMap<object, Map<string, readonly Followed[]>>();

  constructor(value: unknown, { instances, before }: Held, owner: Owner) {
    this.configuration = new Configuration(value);
    // what is going to be counts more than what was
    this.#byAddress = new Map([...before, ...instances].map((one) => [one.address, one]));
    this.owners = new Owners(this.configuration, [...this.#byAddress.values()], owner);
  }

  find(address: string): Instance | undefined {
    return this.#byAddress.get(address);
  }

  /** Where the references of an expression lead, by where it stands; undefined for what can have none. */
  followed(expression: unknown): Map<string, readonly Followed[]> | undefined {
    if (!isObject(expression)) return undefined;
    const known = this.#followed.get(expression) ?? new Map<string, readonly Followed[]>();
    this.#followed.set(expression, known);
    return known;
  }

  /** The policy that a data source puts together; undefined where that goes round in a circle. */
  document(instance: Instance): Tree | undefined {
    if (this.#documents.has(instance)) return this.#documents.get(instance);
    this.#documents.set(instance, undefined);
    const made = documentOf(instance, this);
    this.#documents.set(instance, made);
    return made;
  }
}
