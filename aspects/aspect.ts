import type { IAspect } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { aspectHost as hostOf } from './aspect-host';
import type { Visits } from './aspect-visits';
import type { SettingsInput } from '../shared';
import type { GuardrailOptions } from './attach';

/**
 * Judges the roles of whatever it is added to, as they will stand in the template, and puts what it finds on them as
 * annotations: errors stop the run. Add it to each Stage as well, since Aspects do not go into Stages.
 */
export class GuardrailsAspect implements IAspect {
  private visits: Visits | undefined;

  /** Settings given here beat those in the CDK context `sts-guardrails` and in the nearest `sts-guardrails.json`. */
  constructor(
    private readonly settings?: SettingsInput,
    private readonly options: GuardrailOptions = {},
  ) {}

  visit(construct: IConstruct): void {
    this.visits ??= start(this.settings, this.options);
    this.visits.note(construct);
  }
}

function start(settings: object | undefined, options: GuardrailOptions): Visits {
  // the engine is a hundred files: an app that only imports this module does not pay for them
  const { aspectHost } = require('./aspect-host') as { readonly aspectHost: typeof hostOf };
  const { Visits } = require('./aspect-visits') as typeof import('./aspect-visits');
  return new Visits(aspectHost(settings, options));
}
