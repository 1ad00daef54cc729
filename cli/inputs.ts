import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { unreadable } from '../load/bytes';

/** A file that the user named, or that stands in a folder the user named. */
export interface FileInput {
  readonly kind: 'file';
  readonly path: string;
  readonly name: string;
  readonly isNamed: boolean;
}

/** Something that the user named, or that stands in a folder the user named. */
export type Input =
  | FileInput
  | { readonly kind: 'problem'; readonly name: string; readonly problem: string }
  | { readonly kind: 'skipped' };

// Other people's code and the history of one's own: nothing in them is deployed from there.
const passedOver = new Set(['node_modules', '.git']);
const mayBeTemplate = /\.(?:json|template|ya?ml)$/i;

/** All inputs under these paths, each once, named files first; `name` is relative to the working folder, with slashes. */
export function* inputsUnder(paths: readonly string[], cwd: string): Generator<Input> {
  const seen = new Set<string>();
  const folders: Folder[] = [];
  for (const path of paths) {
    const full = resolve(cwd, path);
    const name = nameOf(full, cwd);
    try {
      const real = realpathSync(full);
      if (statSync(real).isDirectory()) folders.push({ real, name });
      else if (isFirst(seen, real)) yield { kind: 'file', path: full, name, isNamed: true };
    } catch (error) {
      yield { kind: 'problem', name, problem: unreadable(error).problem };
    }
  }
  for (const folder of folders) yield* inputsIn(folder, seen);
}

/** The file at this absolute path, which the user did not name. */
export function fileInput(path: string, cwd: string): FileInput {
  return { kind: 'file', path, name: nameOf(path, cwd), isNamed: false };
}

interface Folder {
  readonly real: string;
  readonly name: string;
}

function* inputsIn({ real, name }: Folder, seen: Set<string>): Generator<Input> {
  // A link may lead back to a folder that was walked already.
  if (!isFirst(seen, real)) return;
  const entries = entriesOf(real);
  if ('problem' in entries) {
    yield { kind: 'problem', name, problem: entries.problem };
    return;
  }
  for (const entry of entries.names) {
    if (passedOver.has(entry)) continue;
    yield* inputAt(join(real, entry), name === '.' ? entry : `${name}/${entry}`, seen);
  }
}

function* inputAt(path: string, name: string, seen: Set<string>): Generator<Input> {
  const kind = kindOf(path);
  if (kind === undefined) yield { kind: 'skipped' };
  else if (kind.isFolder) yield* inputsIn({ real: kind.real, name }, seen);
  else if (!kind.isFile || !mayBeTemplate.test(name)) yield { kind: 'skipped' };
  else if (isFirst(seen, kind.real)) yield { kind: 'file', path, name, isNamed: false };
}

function entriesOf(folder: string): { readonly names: readonly string[] } | { readonly problem: string } {
  try {
    return { names: readdirSync(folder).sort() };
  } catch (error) {
    return { problem: unreadable(error).problem };
  }
}

// A link that leads nowhere holds nothing that could be deployed.
function kindOf(
  path: string,
): { readonly real: string; readonly isFolder: boolean; readonly isFile: boolean } | undefined {
  try {
    const real = realpathSync(path);
    const stats = statSync(real);
    return { real, isFolder: stats.isDirectory(), isFile: stats.isFile() };
  } catch {
    return undefined;
  }
}

function isFirst(seen: Set<string>, real: string): boolean {
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

function nameOf(path: string, cwd: string): string {
  return (relative(cwd, path) || '.').split(sep).join('/');
}
