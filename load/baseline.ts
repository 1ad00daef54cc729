import { relative, resolve, sep } from 'node:path';
import { type KnownFinding, parseBaseline, type Problem, SettingsError } from '../shared/index';
import { readText } from './bytes';
import { parseJson, repeatedKeys } from './json';
import { createLocator } from './positions';

/** The name that a baseline has where nobody gives it another. */
export const baselineFile = 'sts-guardrails.baseline.json';

/** How messages and settings call a file: from the working folder, with slashes, or by its whole path outside of it. */
export function nameFrom(cwd: string, path: string): string {
  const inside = relative(cwd, path);
  return inside.startsWith('..') ? path : inside.split(sep).join('/');
}

/**
 * The findings in a baseline file, named from the working folder. Throws SettingsError where it cannot be read or holds
 * anything else: findings that nobody can look up are not known. A file that is about to be written may be missing.
 */
export function readBaseline(cwd: string, name: string, mayBeMissing: boolean): readonly KnownFinding[] {
  const bytes = readText(resolve(cwd, name));
  if ('problem' in bytes) {
    const isMissing = bytes.code === 'ENOENT' || bytes.code === 'ENOTDIR';
    if (isMissing && mayBeMissing) return [];
    const what = `the baseline cannot be read: ${bytes.problem}`;
    throw refused(name, isMissing ? `${what}, or write it with sts-guardrails check … --update-baseline` : what);
  }
  const json = parseJson(bytes.text);
  if ('problem' in json)
    throw refused(name, `the baseline is not JSON: ${json.problem.message}; ${remedy}`, json.problem);
  const [repeated] = repeatedKeys(bytes.text);
  if (repeated !== undefined) throw refused(name, repeated.message, repeated);
  try {
    return parseBaseline(json.value, name);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const locate = createLocator(bytes.text);
    throw new SettingsError(error.problems.map((one) => ({ ...one, ...locate([...one.path]) })));
  }
}

const remedy =
  'take it back to how it was, or remove the file and write it with sts-guardrails check … --update-baseline';

function refused(source: string, message: string, at: Partial<Pick<Problem, 'line' | 'column'>> = {}): SettingsError {
  const { line, column } = at;
  const place = line === undefined || column === undefined ? {} : { line, column };
  return new SettingsError([{ source, path: [], message, ...place }]);
}
