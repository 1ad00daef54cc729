import type { IAspect } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { AspectHost, Visits } from './aspect-visits';
import type { GuardrailOptions } from './attach';
import { loadCore } from './peer';

/**
 * Judges the roles of whatever it is added to, as they will stand in the template, and puts what it finds on them as
 * annotations: errors stop the run. Add it to each Stage as well, since Aspects do not go into Stages.
 */
export class GuardrailsAspect implements IAspect {
  private visits: Visits | undefined;

  /** Settings given here beat those in the CDK context `sts-guardrails` and in the nearest `sts-guardrails.json`. */
  constructor(
    private readonly settings?: object,
    private readonly options: GuardrailOptions = {},
  ) {}

  visit(construct: IConstruct): void {
    this.visits ??= start(this.settings, this.options);
    this.visits.note(construct);
  }
}

function start(settings: object | undefined, options: GuardrailOptions): Visits {
  // the engine is a hundred files: an app that only imports this module does not pay for them
  const { Visits } = require('./aspect-visits') as typeof import('./aspect-visits');
  return new Visits(aspectHost(settings, options));
}

/** The Aspect as a host: every finding becomes an annotation. */
export function aspectHost(settings: object | undefined, options: GuardrailOptions): AspectHost {
  const { annotate, annotateAccepted } = require('./aspect-text') as typeof import('./aspect-text');
  const core = loadCore();
  return {
    name: 'GuardrailsAspect',
    settings,
    options,
    voice: ({ findings, accepted }, at, { settings: { enforce } }) => {
      for (const finding of findings) annotate(core, at, finding, enforce);
      for (const finding of accepted) annotateAccepted(core, at, finding);
    },
  };
}
