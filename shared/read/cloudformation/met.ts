import type { Owner, Place, Subject } from '../../model/subject';
import type { Holders } from './holders';
import { type Whereabouts, placeOf } from './place';
import type { Scope } from './scope';

/** A resource that is read, and all that its readers may look at. */
export interface Met {
  readonly id: string;
  readonly type: string;
  readonly resource: unknown;
  readonly properties: object;
  readonly scope: Scope;
  readonly owner: Owner;
  readonly where: Whereabouts;
  /** Who has which documents; worked out when somebody asks. */
  readonly holders: () => Holders;
}

/** What a resource holds, in reading order. */
export type Reader = (met: Met) => readonly Subject[];

/** Whose a subject is, and where in the properties of its resource it stands. */
export function groundOf({ id, resource, owner, where }: Met, inside: string): { place: Place; owner: Owner } {
  return { place: placeOf(id, resource, `/Properties${inside}`, where), owner };
}
