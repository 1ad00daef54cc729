import { AspectPriority, Aspects } from 'aws-cdk-lib/core';
import { GuardrailsAspect } from '../../aspects';
import { runAnnotating } from './annotations';
import type { CdkRow, Seen } from './rows-app';

/** Judges all rows through the Aspect and reads its annotations back, by logical id. */
export function runAspect(rows: readonly CdkRow[], settings: object, beside: object = {}): Map<string, Seen[]> {
  return runAnnotating(rows, beside, '', (app) =>
    Aspects.of(app).add(new GuardrailsAspect(settings), { priority: AspectPriority.READONLY }),
  );
}
