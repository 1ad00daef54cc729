// One run of the genuine engine for a test: takes what runPulumi takes as JSON, prints what it gives as JSON.
import { ensurePulumi } from '../../tools/pulumi-cli.mjs';
import { runPulumi } from '../../tools/pulumi-run.mjs';

const pulumi = await ensurePulumi();
const { ok, output, events } = await runPulumi({ pulumi, ...JSON.parse(process.argv[2]) });
const violations = events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent]));
const remediations = events.flatMap(({ policyRemediationEvent: event }) => {
  if (event === undefined) return [];
  const { resourceUrn, policyName, before, after } = event;
  return [`${resourceUrn.split('::').at(-1)} ${policyName} ${before.maxSessionDuration} ${after.maxSessionDuration}`];
});
process.stdout.write(JSON.stringify({ ok, output, violations, remediations }));
