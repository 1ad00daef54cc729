import type { Acknowledgement, Owner, Subject } from '../../shared/index';
import type { Listings } from '../listings';
import type { Neighbours } from '../neighbours';
import type { TextProblem } from '../syntax';

/** A file to be read. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  /** Whether the user named the file itself, and not a folder around it. */
  readonly isNamed: boolean;
}

/** What is known about files beside their text. */
export interface Known {
  /** Whose the roles of a file are that says nothing about it. */
  readonly owner: Owner;
  readonly neighbours: Neighbours;
  readonly listings: Listings;
}

/** A problem of a file, with the place where the file has one. */
export type FileProblem = { readonly message: string } | TextProblem;

/** What stands in a file; `skipped` counts what stands in it and is not judged. */
export interface Held {
  readonly subjects: readonly Subject[];
  readonly acknowledged: readonly Acknowledgement[];
  readonly problems: readonly FileProblem[];
  readonly skipped: number;
}

/** A form that inputs have, told by their content. */
export interface Format {
  /** What messages call such a file, with its article. */
  readonly title: string;
  /** Texts of which every such file that is worth judging holds one, so that a broken one in a folder is not passed over. */
  readonly markers: readonly (string | RegExp)[];
  /** Whether the parsed content shows that the file is of this form. */
  readonly shows: (value: unknown, file: SourceFile, known: Known) => boolean;
  readonly read: (value: unknown, file: SourceFile, known: Known) => Held;
  /** Whether a file may hold several of them. */
  readonly isOneOfSeveral?: true;
  /** What to judge instead of a file of that name and content, from which such a one is made. */
  readonly insteadOf?: (name: string, content: string) => string | undefined;
}

/** A file that holds nothing to judge. */
export const skippedFile: Held = { subjects: [], acknowledged: [], problems: [], skipped: 1 };

/** A file that cannot be read. */
export function broken(problem: string | TextProblem): Held {
  return { ...skippedFile, skipped: 0, problems: [typeof problem === 'string' ? { message: problem } : problem] };
}
