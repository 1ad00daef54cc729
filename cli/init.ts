import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { nameFrom } from '../load/baseline';
import { unreadable } from '../load/bytes';
import { nearestSettings, settingsFile } from '../load/sources';
import { writeWhole } from '../load/write';
import { CommandError } from './command-error';
import { draft } from './init/draft';
import { look, type Sight } from './init/look';
import type { Terminal } from './terminal';

export interface InitOptions {
  readonly force?: boolean;
}

/**
 * Writes a settings file into a folder, with comments, from what is found in it. Throws CommandError where there is one
 * already, or where it cannot be written.
 */
export function init(folder: string, { force = false }: InitOptions, terminal: Terminal): void {
  const { cwd, out } = terminal;
  const home = resolve(cwd, folder);
  if (!isFolder(home)) throw new CommandError(`${folder} is no folder: name one that there is`);
  const file = join(home, settingsFile);
  const name = nameFrom(cwd, file);
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined && !force) {
    throw new CommandError(
      `${name} exists already and stays as it is: --force writes it anew, with nothing of the old one`,
    );
  }
  const sight = look(folder, terminal);
  try {
    writeWhole(file, draft(sight, schemaFrom(home)));
  } catch (error) {
    throw new CommandError(
      `${name} could not be written (${unreadable(error).code}): check that its folder can be written to`,
    );
  }
  out.write(`${[`wrote ${name}`, ...found(sight), '', 'Next:', ...next(sight, home, cwd)].join('\n')}\n`);
}

function found({ own, foreign, organizations, long, report }: Sight): string[] {
  const { subjects, error, warning } = report.summary;
  const unread = report.findings.filter(({ rule }) => rule === 'unreadable').length;
  return [
    `  ${count(subjects, 'role or policy', 'roles and policies')} looked at: ${count(error, 'error')}, ${count(warning, 'warning')}`,
    ...(unread === 0 ? [] : [`  ${unread} of the errors: something could not be read, as a check tells`]),
    own.length === 0 ? '  no account found that it is deployed to' : `  deployed to ${own.join(', ')}`,
    ...(foreign.size === 0 ? [] : [`  ${count(foreign.size, 'other account')} trusted, in comments`]),
    ...(organizations.length === 0 ? [] : [`  ${count(organizations.length, 'organization')} named, in comments`]),
    ...(Object.keys(long).length === 0 ? [] : ['  sessions longer than an hour, in comments']),
  ];
}

function next({ report, own }: Sight, home: string, cwd: string): string[] {
  const { error, subjects } = report.summary;
  const above = home === dirname(home) ? undefined : nearestSettings(dirname(home));
  return [
    ...(above === undefined
      ? []
      : [`  ${nameFrom(cwd, above)} does not count here any more: take over what is to hold`]),
    `  read the comments in the file${own.length === 0 ? ', and write your accounts into it' : ''}`,
    ...(subjects === 0 ? ['  nothing to judge was found here: name another folder, such as cdk.out'] : []),
    // settings count for what runs in their folder
    ...(home === cwd ? [] : [`  cd ${shellWord(nameFrom(cwd, home))}`]),
    '  sts-guardrails check .',
    ...(error === 0 ? [] : ['  sts-guardrails check . --update-baseline   to let only new findings fail']),
  ];
}

/** A text as one word of a shell. */
function shellWord(text: string): string {
  return /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The schema of settings as an editor finds it from a file in this folder, where the package is installed around it. */
function schemaFrom(home: string): string | undefined {
  for (let folder = home; ; folder = dirname(folder)) {
    const schema = join(folder, 'node_modules/sts-guardrails/settings.schema.json');
    if (existsSync(schema)) {
      const path = relative(home, schema).split(sep).join('/');
      return path.startsWith('.') ? path : `./${path}`;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
