import type picomatch from 'picomatch/posix';

// Most settings have no path in them, and loading it takes longer than reading them.
function globs(): typeof picomatch {
  return require('picomatch/posix') as typeof picomatch;
}

/**
 * A test for paths: `*` stays inside one step of the path, `**` crosses steps, names that start with a dot count, and
 * so do `..` at the start. Throws where the glob has a bracket without its partner.
 */
export function matcher(glob: string): (path: string) => boolean {
  const matches = globs()(glob, { dot: true, nonegate: true, strictBrackets: true, strictSlashes: true });
  if (!glob.startsWith('**')) return (path) => matches(path);
  // picomatch lets no wildcard stand for `..`, which a file beside the working folder has in its name
  return (path) => matches(path.replace(/^(?:\.\.\/)+/, ''));
}
