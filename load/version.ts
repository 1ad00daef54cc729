import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the package.json of the package that this file belongs to. */
export function version(): string {
  return packaged().version;
}

/** The folder of the package that this file belongs to, which holds its docs. */
export function packageFolder(): string {
  return packaged().folder;
}

function packaged(): { readonly folder: string; readonly version: string } {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = versionIn(join(folder, 'package.json'));
    if (found !== undefined) return { folder, version: found };
  }
  throw new Error('the package.json of sts-guardrails is missing: install the package again');
}

function versionIn(file: string): string | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown; version?: unknown };
    return name === 'sts-guardrails' && typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
