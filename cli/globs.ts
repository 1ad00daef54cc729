import { relative, resolve, sep } from 'node:path';
import type picomatch from 'picomatch';
import { realPath, statsOf } from '../load/write';

/** A path with wildcards, taken apart. */
export interface Glob {
  /** The folder before the first part with a wildcard, as an absolute path. */
  readonly base: string;
  /** How many folders below it something that fits may stand, the last part counted. */
  readonly depth: number;
  /** Whether an absolute path fits. */
  readonly fits: (path: string) => boolean;
}

// Loading it takes longer than looking for a file, so it waits for somebody who gives a pattern.
function matcher(): typeof picomatch {
  return require('picomatch') as typeof picomatch;
}

const wild = /[*?[\]{}()]/;

/** The glob that a path spells, names that start with a dot included; undefined where it has no wildcard. */
export function globOf(path: string, cwd: string): Glob | undefined {
  if (!wild.test(path)) return undefined;
  const { base, glob, isGlob } = matcher().scan(plain(slashed(path)), { unescape: true });
  if (isGlob !== true) return undefined;
  const folder = resolve(cwd, base);
  const isMatch = matcher()(glob, { dot: true });
  const fits = (file: string) => isMatch(slashed(relative(folder, file)));
  return { base: folder, depth: depthOf(glob), fits };
}

/** Whether one of these paths and globs fits an absolute path, or a folder around it. */
export function exclusion(names: readonly string[], cwd: string): (path: string) => boolean {
  const tests = names.map((name) => {
    const full = resolve(cwd, name);
    const real = realPath(full);
    const glob = statsOf(full) === undefined ? globOf(name, cwd) : undefined;
    return glob?.fits ?? ((path: string) => path === full || path === real);
  });
  if (tests.length === 0) return () => false;
  return (path) => stepsTo(path).some((step) => tests.some((fits) => fits(step)));
}

function stepsTo(path: string): readonly string[] {
  return path.split(sep).map((_step, index, steps) => steps.slice(0, index + 1).join(sep));
}

function depthOf(glob: string): number {
  // a group may hold slashes, and may stand several times
  return /\*\*|[({]/.test(glob) ? Infinity : glob.split('/').length;
}

/** The same pattern without slashes that say nothing; with one at its end it means what stands in the folders that fit. */
function plain(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/\/$/, '/*');
}

function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
