import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place } from '../shared/index';

// `new Roles (/app/lib/roles.ts:12:5)`, with or without the function
const frame = /(?:^|[\s(])((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+):\d+\)?$/;
const ofOthers = /[\\/]node_modules[\\/]|^node:/;

/**
 * The innermost place of the app's own code among frames of a stack, as `lib/roles.ts:12` from the working folder;
 * undefined where none of them tells one.
 */
export function declaredIn(frames: unknown, cwd: string): string | undefined {
  if (!Array.isArray(frames)) return undefined;
  for (const one of frames as unknown[]) {
    const [, file, line] = (typeof one === 'string' ? frame.exec(one) : undefined) ?? [];
    if (file !== undefined && !ofOthers.test(file)) return `${shown(file, cwd)}:${line}`;
  }
  return undefined;
}

/** Looked up for what is found alone: the notes of an app are as long as its templates. */
export function withDeclared(place: Place, declaredAt: () => string | undefined): Place {
  return {
    ...place,
    get declared() {
      return declaredAt();
    },
  };
}

function shown(file: string, cwd: string): string {
  const path = file.startsWith('file://') ? pathOf(file) : file;
  const inside = relative(cwd, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside.split(sep).join('/');
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
