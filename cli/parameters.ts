import { resolve } from 'node:path';
import { readText } from '../load/bytes';
import { allowedIn, type Given, parameterNames, readParameterFile } from '../shared/read/cloudformation';
import { CommandError } from './command-error';
import { parseText } from './syntax';

/** What the options of a check say of parameters. */
export interface ParameterOptions {
  /** A file with values. */
  readonly parameters?: string;
  /** Whether parameters without a value have their defaults. */
  readonly assumeDefaults?: boolean;
}

/** The values that the options give; undefined where they say nothing. Throws CommandError for a file that holds none. */
export function loadParameters(
  { parameters: file, assumeDefaults = false }: ParameterOptions,
  cwd: string,
): Given | undefined {
  if (file === undefined) return assumeDefaults ? { values: new Map(), defaults: true } : undefined;
  const bytes = readText(resolve(cwd, file));
  if ('problem' in bytes) throw new CommandError(`--parameters ${file}: ${bytes.problem}`);
  const parsed = parseText(bytes.text);
  const [problem] = 'problem' in parsed ? [parsed.problem] : parsed.problems;
  if ('problem' in parsed || problem !== undefined) {
    const { line, column, message } = problem ?? { line: 1, column: 1, message: '' };
    throw new CommandError(`--parameters ${file}:${line}:${column}: ${message}`);
  }
  const read = readParameterFile(parsed.value);
  if ('problem' in read) throw new CommandError(`--parameters ${file}: ${read.problem}`);
  return { values: read.values, defaults: assumeDefaults };
}

/** Throws CommandError where a value is for a parameter that no template has, or is none that its template allows. */
export function checkParameters({ values }: Given, templates: Iterable<unknown>): void {
  if (values.size === 0) return;
  const declared = new Set<string>();
  for (const template of templates) {
    for (const name of parameterNames(template)) declared.add(name);
    for (const [name, value] of values) {
      const allowed = allowedIn(template, name, value);
      if (allowed === undefined) continue;
      // the value itself may be one that is to stay secret
      const those = allowed.length === 0 ? '' : `: ${allowed.join(', ')}`;
      throw new CommandError(`the value of the parameter ${name} is none that the template allows${those}`);
    }
  }
  const strange = [...values.keys()].filter((name) => !declared.has(name));
  if (strange.length === 0) return;
  const known = declared.size === 0 ? 'they declare none' : `they declare ${[...declared].sort().join(', ')}`;
  throw new CommandError(`no template that is deployed by itself has the parameter ${strange.join(', ')}; ${known}`);
}
