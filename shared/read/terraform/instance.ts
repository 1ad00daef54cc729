import type { Key, ModuleStep } from './address';

/** A resource, or what a data source gives, as a plan or a state has it. */
export interface Instance {
  readonly address: string;
  readonly modules: readonly ModuleStep[];
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly key?: Key;
  /** What the file says of its provider: a name that all resources of one provider share. */
  readonly provider: string;
  readonly values: object;
  /** What of the values is known after apply alone: `true` in the place of each. */
  readonly unknown: unknown;
  /** JSON pointer from the root of the file to the values. */
  readonly pointer: string;
}

/** Something in the place of a resource that cannot be read. */
export interface Broken {
  readonly address: string;
  readonly type?: string;
  readonly pointer: string;
  readonly problem: string;
}

/** All that a file holds. */
export interface Held {
  /** What is there when all is done, each address once. */
  readonly instances: readonly Instance[];
  /** What is read or known before, such as what data sources gave. */
  readonly before: readonly Instance[];
  readonly broken: readonly Broken[];
}
