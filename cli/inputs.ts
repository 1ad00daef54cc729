import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { type Bytes, textFrom, unreadable } from '../load/bytes';
import { realPath, statsOf } from '../load/write';
import { exclusion, type Glob, globOf } from './globs';
import { readPipe } from './pipe';
import type { Terminal } from './terminal';
import { type Met, walk } from './walk';

/** A file that the user named, or that stands in a folder the user named. */
export interface FileInput {
  readonly kind: 'file';
  readonly path: string;
  readonly name: string;
  readonly isNamed: boolean;
  /** How many bytes it had when it was found. */
  readonly size: number;
  /** What stands in it, where it can be read only once. */
  readonly bytes?: Bytes;
}

/** Something that the user named, or that stands in a folder the user named. */
export type Input =
  | FileInput
  | { readonly kind: 'problem'; readonly name: string; readonly problem: string }
  | { readonly kind: 'skipped' };

type Asked =
  /** One input; `path` is absolute, `real` is equal for paths that lead to the same. */
  | { readonly kind: 'one'; readonly path: string; readonly real: string; readonly input: () => Input }
  /** A folder, or what fits the glob in it. */
  | { readonly kind: 'several'; readonly path: string; readonly folder: string; readonly glob?: Glob };

/** What the report calls standard input. */
export const standardInput = '<stdin>';

/**
 * All inputs under these paths, each once, named files first; `name` is relative to the working folder, with slashes.
 * A path may be a file, a folder, a glob, `-` for standard input, or `!` with a path or a glob that is left out.
 */
export function* inputsUnder(paths: readonly string[], terminal: Pick<Terminal, 'cwd' | 'stdin'>): Generator<Input> {
  const { cwd } = terminal;
  const isExcluded = leftOut(paths, cwd);
  const asked = paths.filter((path) => !isOut(path, cwd)).map((path) => askedBy(path, terminal));
  const seen = new Set<string>();
  const walked = new Set<string>();
  for (const one of asked) {
    if (one.kind !== 'one' || [one.path, one.real].some(isExcluded)) continue;
    if (isFirst(seen, one.real)) yield one.input();
  }
  for (const one of asked) {
    if (one.kind !== 'several' || isExcluded(one.folder)) continue;
    const { folder, glob } = one;
    const route = { isExcluded, walked, ...(glob !== undefined && { glob }) };
    let isEmpty = true;
    for (const met of walk(folder, nameOf(folder, cwd), route)) {
      isEmpty = false;
      if (met.kind !== 'file' || isFirst(seen, met.real)) yield inputOf(met);
    }
    if (isEmpty && glob !== undefined) yield { kind: 'problem', name: one.path, problem: fitsNothing };
  }
}

/** Whether these paths leave out what stands at an absolute path. */
export function leftOut(paths: readonly string[], cwd: string): (path: string) => boolean {
  const left = paths.filter((path) => isOut(path, cwd)).map((path) => path.slice(1));
  return exclusion(left, cwd);
}

function isOut(path: string, cwd: string): boolean {
  // a file that is really named so wins, and !(a|b) is a glob
  return /^!(?!\()/.test(path) && statsOf(resolve(cwd, path)) === undefined;
}

/** The file at this absolute path, which the user did not name. */
export function fileInput(path: string, cwd: string): FileInput {
  return { kind: 'file', path, name: nameOf(path, cwd), isNamed: false, size: statsOf(path)?.size ?? 0 };
}

function askedBy(path: string, { cwd, stdin }: Pick<Terminal, 'cwd' | 'stdin'>): Asked {
  if (path === '-') {
    const full = resolve(cwd, standardInput);
    return { kind: 'one', path: full, real: full, input: () => readOnce(full, standardInput, stdin) };
  }
  // otherwise a variable of the shell that has no value would stand for the working folder
  if (path === '')
    return { kind: 'one', path, real: path, input: () => ({ kind: 'problem', name: '""', problem: noPath }) };
  const full = resolve(cwd, path);
  const name = nameOf(full, cwd);
  const stats = statsOf(full);
  const glob = stats === undefined ? globOf(path, cwd) : undefined;
  if (glob !== undefined) return { kind: 'several', path, folder: glob.base, glob };
  if (stats?.isDirectory() === true) return { kind: 'several', path, folder: full };
  return { kind: 'one', path: full, real: realPath(full), input: () => named(full, name) };
}

function named(path: string, name: string): Input {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return { kind: 'file', path, name, isNamed: true, size: stats.size };
    if (stats.isFIFO()) return readOnce(path, name, () => readPipe(path));
    return { kind: 'problem', name, problem: 'it is a device or a socket; name a file, or - for standard input' };
  } catch (error) {
    return { kind: 'problem', name, problem: unreadable(error).problem };
  }
}

function readOnce(path: string, name: string, read: () => Buffer): FileInput {
  let size = 0;
  const bytes = textFrom(() => {
    const all = read();
    size = all.length;
    return all;
  });
  return { kind: 'file', path, name, isNamed: true, size, bytes };
}

function inputOf(met: Met): Input {
  if (met.kind !== 'file') return met;
  const { path, name, size } = met;
  return { kind: 'file', path, name, isNamed: false, size };
}

const noPath = 'the path is empty; check the variable or the command that it comes from, or write . for this folder';
const fitsNothing =
  'no file or folder fits this pattern, or each that fits is left out; check it, ** stands for any number of folders';

function isFirst(seen: Set<string>, real: string): boolean {
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

function nameOf(path: string, cwd: string): string {
  return (relative(cwd, path) || '.').split(sep).join('/');
}
