import { createGuard, type Owner, type Report, type Rule, type Settings } from '../shared/index';
import type { Given } from '../shared/read/cloudformation';
import type { Known } from './formats/format';
import { fileInput, inputsUnder } from './inputs';
import { Listings } from './listings';
import { createWhereabouts } from './locate';
import { Neighbours } from './neighbours';
import { checkParameters } from './parameters';
import { createProgress } from './progress';
import { locateIn, readSource } from './source';
import type { Terminal } from './terminal';

/** By what a run judges. */
export interface Terms {
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  /** Whose the roles of a file are that says nothing about it. */
  readonly owner: Owner;
  /** Values of the parameters of templates. */
  readonly given?: Given | undefined;
}

/**
 * Judges all files under the paths, in the order of their names; throws CommandError for values of parameters that no
 * template has or allows.
 */
export function judge(paths: readonly string[], { settings, rules, owner, given }: Terms, terminal: Terminal): Report {
  const inputs = [...inputsUnder(paths, terminal)];
  const files = inputs.filter((input) => input.kind === 'file');
  const neighbours = new Neighbours(files, { owner, cwd: terminal.cwd, ...(given !== undefined && { given }) });
  if (given !== undefined) checkParameters(given, neighbours.templatesAlone());
  const besides = [...neighbours.nestedBeside, ...neighbours.keptOut.reportsBeside()];
  const beside = besides.map((path) => fileInput(path, terminal.cwd));
  const byName = new Map([...files, ...beside].map((file) => [file.name, file]));
  const whereabouts = createWhereabouts((name) => locateIn(byName.get(name)));
  const guard = createGuard(settings, { today: terminal.today, rules, locate: whereabouts.locate });
  const progress = createProgress(terminal);
  const known: Known = { owner, neighbours, listings: new Listings(files) };
  let skipped = 0;
  for (const input of [...inputs, ...beside]) {
    if (input.kind === 'skipped') skipped++;
    else if (input.kind === 'problem') guard.judge(whereabouts.subjectOf(input.name, { message: input.problem }));
    else {
      const source = readSource(input, known);
      skipped += source.skipped;
      whereabouts.open(input.name, source.locate);
      guard.acknowledge(source.acknowledged);
      for (const problem of source.problems) guard.judge(whereabouts.subjectOf(input.name, problem));
      for (const subject of source.subjects) {
        guard.judge(subject);
        progress.tick();
      }
    }
  }
  progress.done();
  return guard.finish(skipped).report;
}
