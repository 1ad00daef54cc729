import { realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that whoever reads it meanwhile finds the old text or the new one, and never half of one. A link stays
 * a link, and a device is written to. Throws what the file system throws.
 */
export function writeWhole(path: string, text: string): void {
  const stats = statsOf(path);
  if (stats !== undefined && !stats.isFile()) return writeFileSync(path, text);
  replace(stats === undefined ? path : realpathSync(path), text);
}

function replace(path: string, text: string): void {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** What stands at a path, links followed; undefined where nothing does. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Where a path leads, links followed; the path itself where nothing stands there. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
