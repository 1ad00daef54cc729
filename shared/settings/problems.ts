/** One thing that is wrong in settings: where it stands, from the root of the settings, and what to do about it. */
export interface Problem {
  /** What the settings came from: a file's path, `settings in code`, `CDK context`. */
  readonly source: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Both count from 1; known where the source is a file. */
  readonly line?: number;
  readonly column?: number;
}

/** Settings that nothing may be judged by; the message lists every problem with its source and its place. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super([`${count} in the settings, so nothing was judged`, ...problems.map(line)].join('\n'));
  }
}

/** A path for people: `accounts.own[0]`, `rules["odd name"].level`. */
export function spellPath(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\w$-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** A value for people, short and on one line. */
export function show(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? spellObject(value) : spellScalar(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

// settings in code may hold what is no JSON, such as a construct, which leads back to itself
function spellObject(value: object): string {
  try {
    return String(JSON.stringify(value));
  } catch {
    return 'an object that is no JSON';
  }
}

function spellScalar(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function line({ source, path, message, line, column }: Problem): string {
  const where = line === undefined ? source : `${source}:${line}:${column ?? 1}`;
  return `  ${where}: ${path.length === 0 ? '' : `${spellPath(path)}: `}${message}`;
}
