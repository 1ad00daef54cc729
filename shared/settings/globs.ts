import picomatch from 'picomatch/posix';

/**
 * A test for paths: `*` stays inside one step of the path, `**` crosses steps, names that start with a dot count.
 * Throws where the glob has a bracket without its partner.
 */
export function matcher(glob: string): (path: string) => boolean {
  return picomatch(glob, { dot: true, nonegate: true, strictBrackets: true, strictSlashes: true });
}
