import { Aspects, Validations } from 'aws-cdk-lib/core';
import * as nag3 from 'cdk-nag';
import * as nag2 from 'cdk-nag-2';
import { checksOf } from '../../aspects/nag-checks';
import { fitting, type Nag } from '../../aspects/nag-peer';
import { runAnnotating } from './annotations';
import { runPlugin } from './cdk';
import type { CdkRow, Seen } from './rows-app';

/** The pack on cdk-nag 3 and on cdk-nag 2. */
export const Checks3 = checksOf(fitting(nag3));
export const Checks2 = checksOf(fitting(nag2 as unknown as Nag));

/** Judges all rows through the pack of cdk-nag 3 and reads CDK's report back, by logical id. */
export function runNag3(rows: readonly CdkRow[], settings: object, beside: object = {}): Map<string, Seen[]> {
  return runPlugin(rows, beside, (app) => Validations.of(app).addPlugins(new Checks3({ settings })));
}

/** Judges all rows through the pack of cdk-nag 2 and reads its annotations back, by logical id. */
export function runNag2(rows: readonly CdkRow[], settings: object, beside: object = {}): Map<string, Seen[]> {
  return runAnnotating(rows, beside, 'StsGuardrails-', (app) =>
    Aspects.of(app).add(new Checks2({ settings, ...quiet })),
  );
}

const quiet: object = { reports: false };
