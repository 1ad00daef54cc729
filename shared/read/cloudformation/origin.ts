/** Where something of a template stands that is not written out there: the body of a loop, or what SAM makes of it. */
export interface Origin {
  /** JSON pointer from the root of the template to the resource as it is written. */
  readonly at: string;
  /** The logical id that people know it by, where that is not its own. */
  readonly id?: string;
  /** The type as it is written, where that is not its own. */
  readonly type?: string;
  /** Where a place in the resource, a JSON pointer from its properties, is written. */
  readonly inside?: (place: string) => string;
}

/** Origins by logical id. */
export type Origins = ReadonlyMap<string, Origin>;
