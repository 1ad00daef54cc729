import type { IAspect, IPolicyValidationPlugin } from 'aws-cdk-lib/core';
import type { NagPack, NagPackProps } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import type { Rule, SettingsInput } from '../shared';

/** What the pack takes: the options of the installed cdk-nag, and settings and rules of one's own. */
export interface ChecksOptions extends NagPackProps {
  /** Beat those in the CDK context `sts-guardrails` and in the nearest `sts-guardrails.json`. */
  readonly settings?: SettingsInput;
  /** Rules of one's own, asked after those of the package. */
  readonly rules?: readonly Rule[];
}

/** A pack as both versions of cdk-nag take it: an Aspect for version 2, a validation plugin for version 3. */
export type Checks = NagPack & IAspect & IPolicyValidationPlugin;

/** Makes packs; version 3 may be handed the construct first. */
export interface ChecksConstructor {
  new (options?: ChecksOptions): Checks;
  new (scope: IConstruct, options?: ChecksOptions): Checks;
}
