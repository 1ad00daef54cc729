import type { Stage } from 'aws-cdk-lib/core';
import { textOf } from './error-text';
import type { Core } from './peer';

/** Work at the end of a Stage's construction: what stops synthesis comes back as sentences. */
export type Work = () => readonly string[];

interface Ending {
  readonly judging: Set<Work>;
  readonly closing: Set<Work>;
  done: boolean;
}

// what CDK calls it on a construct
const customSynthesis = Symbol.for('@aws-cdk/core:customSynthesis');

const endings = new WeakMap<Stage, Ending>();

/**
 * Has work done when a Stage or App is synthesized: after the last Aspect, when references to other stacks are settled,
 * and before templates are written, so that annotations still show. What closes comes after all that judges.
 */
export function atEnd(core: Core, stage: Stage, phase: 'judging' | 'closing', work: Work): void {
  const ending = endings.get(stage) ?? begin(core, stage);
  ending[phase].add(work);
}

function begin(core: Core, stage: Stage): Ending {
  const ending: Ending = { judging: new Set(), closing: new Set(), done: false };
  endings.set(stage, ending);
  stage.node.addValidation({
    validate: () => {
      ending.done = true;
      return [...new Set([...ending.judging, ...ending.closing].flatMap(guarded))];
    },
  });
  refuseSkipping(core, stage, ending);
  return ending;
}

/** Nobody judges where `synth` is told to skip validation, so such a run is stopped. */
function refuseSkipping(core: Core, stage: Stage, ending: Ending): void {
  const { [customSynthesis]: theirs } = stage as { [customSynthesis]?: Parameters<Core['attachCustomSynthesis']>[1] };
  const demand = () => {
    if (!ending.done) {
      throw new Error(
        'sts-guardrails has judged nothing, because synth() was told to skip validation: let it validate',
      );
    }
    ending.done = false;
  };
  if (theirs === undefined) return core.attachCustomSynthesis(stage, { onSynthesize: demand });
  // a construct has one such, so somebody else's is asked after ours
  const synthesize = theirs.onSynthesize.bind(theirs);
  theirs.onSynthesize = (session) => {
    demand();
    synthesize(session);
  };
}

function guarded(work: Work): readonly string[] {
  try {
    return work().map((problem) => `sts-guardrails: ${problem}`);
  } catch (error) {
    return [`sts-guardrails broke off before every role was judged: ${textOf(error)}`];
  }
}
