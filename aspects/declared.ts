import type { IConstruct } from 'constructs';
import { declaredIn } from '../load/declared';

// where the code makes a construct; an older CDK notes it as the trace of the logical id, and only when debugging
const creationStack = 'aws:cdk:creationStack';
const logicalId = 'aws:cdk:logicalId';

/** Where the code of the app declares a construct, from the working folder; undefined where the CDK noted none. */
export function declaredAt(construct: IConstruct): string | undefined {
  const { metadata } = construct.node;
  const frames =
    metadata.find(({ type }) => type === creationStack)?.data ?? metadata.find(({ type }) => type === logicalId)?.trace;
  return declaredIn(frames, process.cwd());
}
