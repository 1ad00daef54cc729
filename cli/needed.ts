import { resolve } from 'node:path';
import { realPath } from '../load/write';
import { fileInput } from './inputs';
import { Listings } from './listings';
import { Neighbours } from './neighbours';
import { closeSource, openSource } from './source';
import { isJson } from './syntax';

const longestYaml = 1_000_000;

/** The files of a run that no report may take the place of, named from the working folder. */
export interface Needs {
  /** Files and folders to judge. */
  readonly paths: readonly string[];
  /** Settings, a baseline, values of parameters. */
  readonly others: readonly string[];
}

/**
 * What the file at an absolute path is needed for, undefined where a report may take its place. Files are cleared before
 * they are judged, so that a template which a report was to be written over would pass for an empty file.
 */
export function neededFor({ paths, others }: Needs, cwd: string): (path: string) => string | undefined {
  const real = (path: string) => realPath(resolve(cwd, path));
  return (path) => {
    if (others.map(real).includes(path)) return 'it says what the run is to do';
    return paths.map(real).includes(path) || isJudged(path, cwd) ? 'it is to be judged itself' : undefined;
  };
}

/** Whether something that is judged stands in a file. */
function isJudged(path: string, cwd: string): boolean {
  const known = { owner: {}, neighbours: new Neighbours([], { owner: {}, cwd }), listings: new Listings([]) };
  const opened = openSource(fileInput(path, cwd), known);
  // no template takes as much, and reports as text do
  if (opened.kind === 'text' && !isJson(opened.text) && opened.text.length > longestYaml) return false;
  return closeSource(opened, known).subjects.length > 0;
}
