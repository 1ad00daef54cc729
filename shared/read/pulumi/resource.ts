import type { Owner, Place, Subject } from '../../model/subject';
import type { Tree } from '../../model/tree';
import { own } from '../json';
import type { Seen } from './seen';
import { readInput } from './tree';

/** A resource whose inputs are read, and what the run has shown before it. */
export interface Met {
  readonly urn: string;
  readonly type: string;
  readonly props: unknown;
  readonly place: Place;
  readonly owner: Owner;
  readonly seen: Seen;
}

/** What reads the resources of a type: the inputs that it looks at, and what they hold. */
export interface Reader {
  readonly inputs: readonly string[];
  readonly read: (met: Met) => readonly Subject[];
}

/** An input as a Tree, with holes that are named by their path. */
export function input({ props }: Met, name: string): Tree | undefined {
  return readInput(own(props, name), name);
}

/** The 12 digits of the account that names count in; empty where it is not known. */
export function accountOf({ owner }: Met): string {
  return owner.account?.literal ?? '';
}

/** Whose a subject is, and where in the inputs of its resource it stands. */
export function groundOf({ place, owner }: Met, pointer: string): { readonly place: Place; readonly owner: Owner } {
  return { place: { ...place, pointer, within: pointer }, owner };
}
