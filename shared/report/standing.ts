import type { Finding } from '../model/finding';
import type { Place } from '../model/subject';

/** A place in a file, as far as it is known; lines and columns count from 1. */
export interface Spot {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

const position = /^(?:\.\/)*(.+?):([1-9]\d{0,8})(?::([1-9]\d{0,8}))?$/;
// from the root of a system or outside of the folder of the run: not a file of the repository
const outside = /^(?:[\\/]|[A-Za-z]:|[a-z][a-z\d+.-]*:\/\/)|(?:^|[\\/])\.\.(?:[\\/]|$)/;

/** Where code under the folder of the run declares what was judged; undefined where nothing tells it. */
export function sourceOf({ declared }: Pick<Place, 'declared'>): Spot | undefined {
  const [, file, line, column] = position.exec(declared ?? '') ?? [];
  if (file === undefined || outside.test(file)) return undefined;
  return { file, line: Number(line), ...(column !== undefined && { column: Number(column) }) };
}

/**
 * Where whoever works on the sources looks for a finding: where code declares the resource, since a template that was
 * made from it is mostly in no repository, or else in the file that was judged.
 */
export function spotOf(finding: Finding): Spot {
  return sourceOf(finding.subject) ?? judgedSpotOf(finding);
}

/** Where a finding stands in the file that was judged. */
export function judgedSpotOf({ subject, line, column }: Finding): Spot {
  return { file: subject.file, line, column };
}
