import type { Circumstances } from './circumstances';
import type { Subject } from '../model/subject';
import { marked } from './copy';
import type { Placed, Rule, RulePage } from './rule';

export interface ProgramRule extends RulePage {
  /** What is wrong with the subjects of a run taken together, each remark at the subject where it is to be mended. */
  readonly finds: (subjects: readonly Subject[], circumstances: Circumstances) => readonly Placed[];
}

/** A rule on all subjects of a run together; it is asked once, at the end. */
export function programRule({ finds, ...page }: ProgramRule): Rule {
  return marked({ ...page, kind: 'program', judges: () => [], judgesAll: finds });
}
