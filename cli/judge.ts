import { createGuard, type Owner, type Report, type Rule, type Settings } from '../shared/index';
import type { Given } from '../shared/read/cloudformation';
import type { Known } from './formats/format';
import { fileInput, inputsUnder, leftOut } from './inputs';
import { Listings } from './listings';
import { createWhereabouts } from './locate';
import { Neighbours } from './neighbours';
import { checkParameters } from './parameters';
import { createProgress } from './progress';
import { readAll } from './reading';
import { locateIn, type Source } from './source';
import type { Terminal } from './terminal';
import { gather } from './threads/gather';

/** By what a run judges. */
export interface Terms {
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  /** Whose the roles of a file are that says nothing about it. */
  readonly owner: Owner;
  /** Values of the parameters of templates. */
  readonly given?: Given | undefined;
  /** How many threads read YAML; as many as pay where it is not said. */
  readonly workers?: number | undefined;
}

/**
 * Judges all files under the paths, in the order of their names; throws CommandError for values of parameters that no
 * template has or allows.
 */
export function judge(paths: readonly string[], terms: Terms, terminal: Terminal): Report {
  const { settings, rules, owner, given, workers } = terms;
  const inputs = [...inputsUnder(paths, terminal)];
  const files = inputs.filter((input) => input.kind === 'file');
  const neighbours = new Neighbours(files, { owner, cwd: terminal.cwd, ...(given !== undefined && { given }) });
  if (given !== undefined) checkParameters(given, neighbours.templatesAlone());
  const besides = [...neighbours.nestedBeside, ...neighbours.keptOut.reportsBeside()];
  const isLeftOut = leftOut(paths, terminal.cwd);
  const beside = besides.filter((path) => !isLeftOut(path)).map((path) => fileInput(path, terminal.cwd));
  const byName = new Map([...files, ...beside].map((file) => [file.name, file]));
  const whereabouts = createWhereabouts((name) => locateIn(byName.get(name)));
  const guard = createGuard(settings, { today: terminal.today, rules, locate: whereabouts.locate });
  const all = [...inputs, ...beside];
  const progress = createProgress(files.length + beside.length, terminal);
  const known: Known = { owner, neighbours, listings: new Listings(files) };
  const crew = gather(all, terminal.threads, workers);
  let skipped = 0;
  try {
    for (const { input, source } of readAll(all, known, crew)) {
      if (input.kind === 'skipped') skipped++;
      else if (input.kind === 'problem') guard.judge(whereabouts.subjectOf(input.name, { message: input.problem }));
      else if (source !== undefined) {
        skipped += source.skipped;
        judgeSource(input.name, source);
        progress.file();
      }
    }
  } finally {
    crew?.dismiss();
    progress.done();
  }
  return guard.finish(skipped).report;

  function judgeSource(name: string, source: Source): void {
    whereabouts.open(name, source.locate);
    guard.acknowledge(source.acknowledged);
    for (const problem of source.problems) guard.judge(whereabouts.subjectOf(name, problem));
    for (const subject of source.subjects) {
      guard.judge(subject);
      progress.subject();
    }
  }
}
