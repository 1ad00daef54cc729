import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unreadable } from '../load/bytes';

/** What a walk comes across; `name` is the path as it was reached. */
export type Met =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly real: string;
      readonly name: string;
      readonly size: number;
    }
  | { readonly kind: 'problem'; readonly name: string; readonly problem: string }
  | { readonly kind: 'skipped' };

/** What to look at below a folder. */
export interface Route {
  /** The files and folders to take, with all that is in such a folder; without it, the folder itself is taken. */
  readonly glob?: { readonly depth: number; readonly fits: (path: string) => boolean };
  /** What is passed over, with all in it. */
  readonly isExcluded: (path: string) => boolean;
  /** The folders that were walked, by their real paths, so that links lead nowhere twice. */
  readonly walked: Set<string>;
}

interface Folder {
  /** The path as it was reached. */
  readonly path: string;
  readonly real: string;
  readonly name: string;
  /** How far below the start it is. */
  readonly depth: number;
  /** Whether it is taken with all in it. */
  readonly isTaken: boolean;
}

// Other people's code and the history of one's own: nothing in them is deployed from there.
const passedOver = new Set(['node_modules', '.git', '.terraform']);
const history: { readonly [folder: string]: readonly string[] } = { '.pulumi': ['history', 'backups'] };
const mayBeInput = /\.(?:json|jsonl|ndjson|template|tfstate|ya?ml)$/i;

/** All that a route takes below a folder, in the order of names. What cannot be looked at is a problem, or skipped. */
export function* walk(path: string, name: string, route: Route): Generator<Met> {
  try {
    const real = realpathSync(path);
    // a glob may start at a folder that is not there or is none, and fits nothing then
    if (route.glob !== undefined && !statSync(real).isDirectory()) return;
    yield* walkIn({ path, real, name, depth: 0, isTaken: route.glob === undefined }, route, new Set());
  } catch (error) {
    if (route.glob === undefined) yield { kind: 'problem', name, problem: unreadable(error).problem };
  }
}

function* walkIn(folder: Folder, route: Route, searched: Set<string>): Generator<Met> {
  const { real, name, isTaken } = folder;
  // A link may lead back to a folder that was walked already.
  const known = isTaken ? route.walked : searched;
  if (known.has(real)) return;
  known.add(real);
  const entries = entriesOf(real);
  if ('problem' in entries) {
    yield { kind: 'problem', name, problem: entries.problem };
    return;
  }
  for (const entry of entries) {
    if (!passedOver.has(entry.name) && !isHistory(real, entry.name)) yield* meet(entry, folder, route, searched);
  }
}

function* meet(entry: Dirent, folder: Folder, route: Route, searched: Set<string>): Generator<Met> {
  const path = join(folder.path, entry.name);
  if (route.isExcluded(path)) return;
  const fits = route.glob?.fits(path) ?? false;
  const isTaken = folder.isTaken || fits;
  const depth = folder.depth + 1;
  const name = folder.name === '.' ? entry.name : `${folder.name}/${entry.name}`;
  const isWanted = fits || (isTaken && mayBeInput.test(name));
  const leadsOn = isTaken || depth < (route.glob?.depth ?? Infinity);
  // what cannot be wanted needs no look at the disk
  const found = isWanted || (leadsOn && !entry.isFile()) ? lookAt(entry, folder.real) : nothing;
  if (found.kind === 'problem') yield { kind: 'problem', name, problem: found.problem };
  else if (found.kind === 'folder') yield* walkIn({ path, real: found.real, name, depth, isTaken }, route, searched);
  else if (found.kind === 'file' && isWanted) yield { ...found, path, name };
  else if (isTaken) yield nothing;
}

const nothing = { kind: 'skipped' } as const;

type Seen =
  | { readonly kind: 'folder'; readonly real: string }
  | { readonly kind: 'file'; readonly real: string; readonly size: number }
  | { readonly kind: 'problem'; readonly problem: string }
  | typeof nothing;

function lookAt(entry: Dirent, around: string): Seen {
  const path = join(around, entry.name);
  if (entry.isDirectory()) return { kind: 'folder', real: path };
  if (!entry.isFile() && !entry.isSymbolicLink()) return nothing;
  try {
    const real = entry.isFile() ? path : realpathSync(path);
    const stats = statSync(real);
    if (stats.isDirectory()) return { kind: 'folder', real };
    return stats.isFile() ? { kind: 'file', real, size: stats.size } : nothing;
  } catch (error) {
    const { code, problem } = unreadable(error);
    // A link that leads nowhere or back to itself holds nothing that could be deployed.
    const isLost = entry.isSymbolicLink() && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code);
    return isLost ? nothing : { kind: 'problem', problem };
  }
}

function isHistory(folder: string, name: string): boolean {
  const around = /[^/\\]*$/.exec(folder)?.[0] ?? '';
  return Object.hasOwn(history, around) && history[around]?.includes(name) === true;
}

function entriesOf(folder: string): readonly Dirent[] | { readonly problem: string } {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    return { problem: unreadable(error).problem };
  }
}
